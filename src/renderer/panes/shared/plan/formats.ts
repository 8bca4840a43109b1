import type { PlanFileFormat } from '#shared/plan-formats';

/** What each file is for. */
export const FORMATS: Readonly<Record<PlanFileFormat, string>> = {
  json: 'Plan file, with its signatures',
  canonical: 'Canonical JSON, the signed content alone',
  csv: 'Orders as CSV',
  md: 'Markdown',
  pdf: 'PDF',
  bundle: 'Bundle, with the input data',
};
