import { canonicalJson } from '#core/plan/canonical';
import { planMarkdown } from '#core/plan/markdown';
import { ticketsGrid } from '#core/plan/tickets-grid';
import type { PlanDocument } from '#core/plan/types';
import { toCsv } from '#shared/csv';
import type { PlanFile } from '#shared/plan';
import type { PlanFileFormat } from '#shared/plan-desk';
import { BallastError } from '../../errors';
import { checkPlan } from './check';
import type { PaperBook } from './paper/book-charts';
import { paperPage, type Print } from './paper/page';
import { withoutClock } from './paper/pdf';
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

/** What a plan is drawn with. */
export interface PaperTools {
  readonly bookOf: (plan: PlanDocument) => Promise<PaperBook>;
  /** Undefined: there is no printer here. */
  readonly print: Print | undefined;
}

/** Every format that a file of one plan has; a bundle is written bit by bit. */
export const planForms = ({ bookOf, print }: PaperTools): Readonly<Record<Exclude<PlanFileFormat, 'bundle'> | 'html', PlanForm>> => ({
  ...TEXTS,
  html: { extension: 'html', write: async (file, how) => paperPage(file, how, await bookOf(file.plan)).html },
  pdf: {
    extension: 'pdf',
    write: async (file, how) => {
      if (!print) throw new BallastError('invalid', 'A PDF is printed by the window: open the plan there and export it. Nothing was written. Take --format html, the same page for any browser.');
      return withoutClock(await print(paperPage(file, how, await bookOf(file.plan))), how.at);
    },
  },
}); // prettier-ignore
export type PlanForms = ReturnType<typeof planForms>;

export const BUNDLE_EXTENSION = 'ballast-plan.zip';

/** As the command line calls them, where `json` is the content without its signatures: what is signed, and whose SHA-256 is the id. */
const COMMANDED = { json: TEXTS.canonical, csv: TEXTS.csv, md: TEXTS.md };

export const exportPlan = (file: PlanFile, format: keyof typeof COMMANDED, how: VerifyOptions): string => COMMANDED[format].write(file, how); // prettier-ignore
