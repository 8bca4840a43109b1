import type { PlanFile } from '#shared/plan';
import { checkPlan } from '../check';
import { verifyPlan, type VerifyOptions } from '../signatures';
import type { PaperBook } from './book-charts';
import { html, trusted } from './html';
import { dataSection } from './sections/data';
import { hedgeSection, limitsSection } from './sections/hedge';
import { ordersSection } from './sections/orders';
import { rulesSection } from './sections/rules';
import { signaturesSection, stateBox } from './sections/signatures';
import { thesisSection } from './sections/thesis';
import { paperFoot, paperStyle } from './style';
import { instant } from './words';

/** Nothing of the page runs or is fetched, whatever opens it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

/** A page as a printer takes it. */
export interface Paper {
  readonly html: string;
  /** Content security policy that it is served under. */
  readonly policy: string;
  /** HTML at the foot of every sheet. */
  readonly foot: string;
}
/** Turns a page into the bytes of a PDF. */
export type Print = (paper: Paper) => Promise<Uint8Array>;

/**
 * A plan as a document to be read, checked and carried out: one file of HTML for A4, with its fonts, without a script. Every text of
 * the plan is inert.
 * @param book as of the instant of the plan, from the very data that it was priced on, or why there is none.
 */
export function paperPage(file: PlanFile, how: VerifyOptions, book: PaperBook): Paper {
  const { plan } = file;
  const verification = verifyPlan(file, how);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${plan.title}</title><style>${trusted(paperStyle())}</style></head>
<body>
<h1>${plan.title}</h1>
<p class="lead">Hedge plan on ${plan.hedge.asset}. Made ${instant(plan.created)}, ${plan.expiry === null ? html`<span class="danger">no expiry is set</span>` : `nobody may act on it from ${instant(plan.expiry)} on`}.</p>
${stateBox(verification, how.at)}
${thesisSection(plan)}
${hedgeSection(plan, book)}
${ordersSection(plan)}
${limitsSection(plan)}
${rulesSection(plan, checkPlan(plan, how.at))}
${dataSection(plan)}
${signaturesSection(plan.policy, verification)}
</body></html>
`;
  return { html: page.markup, policy: POLICY, foot: paperFoot(verification.id) };
} // prettier-ignore
