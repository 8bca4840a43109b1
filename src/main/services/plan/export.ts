import { canonicalJson } from '#core/plan/canonical';
import type { PlanExport } from '#core/plan/formats';
import { planMarkdown } from '#core/plan/markdown';
import { ticketsGrid } from '#core/plan/tickets-grid';
import { toCsv } from '#shared/csv';
import type { PlanFile } from '#shared/plan';
import type { PlanFileFormat } from '#shared/plan-desk';
import { BallastError } from '../../errors';
import { checkPlan } from './check';
import { planFileText } from './plan-file';
import { verifyPlan, type VerifyOptions } from './signatures';

/** How a plan is written into a file. */
export interface PlanForm {
  readonly extension: string;
  write(file: PlanFile, how: VerifyOptions): string | Uint8Array | Promise<string | Uint8Array>;
}

const text = (extension: string, write: (file: PlanFile, how: VerifyOptions) => string) => ({ extension, write });
const TEXTS = {
  json: text('json', planFileText),
  canonical: text('canonical.json', ({ plan }) => canonicalJson(plan)),
  csv: text('csv', ({ plan }) => toCsv(ticketsGrid(plan))),
  md: text('md', (file, how) => {
    const { plan } = file;
    const { id, signatures } = verifyPlan(file, how);
    return planMarkdown(plan, { id, findings: checkPlan(plan, how.at), signatures: signatures.map(({ words }) => words) }); // prettier-ignore
  }),
};

const later = (extension: string, what: string): PlanForm => ({
  extension,
  write: () => {
    throw new BallastError('invalid', `This version of Ballast writes no ${what}. Nothing was written. Take another format.`);
  },
}); // prettier-ignore

/** Every format that the window offers. */
export const PLAN_FORMS: Readonly<Record<PlanFileFormat, PlanForm>> = {
  ...TEXTS,
  pdf: later('pdf', 'PDF'),
  bundle: later('ballast-plan.zip', 'bundle'),
};

/** As the command line calls them, where `json` is the content without its signatures: what is signed, and whose SHA-256 is the id. */
const COMMANDED = { json: TEXTS.canonical, csv: TEXTS.csv, md: TEXTS.md };

export const exportPlan = (file: PlanFile, format: PlanExport, how: VerifyOptions): string => COMMANDED[format].write(file, how); // prettier-ignore
