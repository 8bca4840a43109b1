import { canonicalJson } from '#core/plan/canonical';
import type { PlanExport } from '#core/plan/formats';
import { planMarkdown } from '#core/plan/markdown';
import { ticketsGrid } from '#core/plan/tickets-grid';
import { toCsv } from '#shared/csv';
import type { PlanFile } from '#shared/plan';
import { checkPlan } from './check';
import { verifyPlan, type VerifyOptions } from './signatures';

/** `json`: the canonical form of the plan without its signatures, whose SHA-256 is its id. `csv`: its orders. `md`: a page to read. */
export function exportPlan(file: PlanFile, format: PlanExport, how: VerifyOptions): string {
  const { plan } = file;
  switch (format) {
    case 'json':
      return canonicalJson(plan);
    case 'csv':
      return toCsv(ticketsGrid(plan));
    case 'md': {
      const { id, signatures } = verifyPlan(file, how);
      return planMarkdown(plan, { id, findings: checkPlan(plan, how.at), signatures: signatures.map(({ words }) => words) }); // prettier-ignore
    }
  }
}
