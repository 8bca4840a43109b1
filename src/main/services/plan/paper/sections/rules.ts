import type { Finding } from '#core/plan/steward';
import type { PlanCondition, PlanDocument } from '#core/plan/types';
import { html, type Markup } from '../html';
import { conditionWords } from '../words';

const list = (items: readonly (Markup | string)[], none = 'None.'): Markup =>
  items.length === 0 ? html`<p class="quiet">${none}</p>` : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`; // prettier-ignore

const condition = (one: PlanCondition): Markup => {
  const when = conditionWords(one);
  return html`${one.words}${when === null ? null : html` <span class="quiet">(${when})</span>`}`;
};

/** When it ends, what it takes for granted, and what the steward says of it. */
export const rulesSection = ({ exits, voids, assumptions, valuation }: PlanDocument, findings: readonly Finding[]): Markup => html`<h2>Exit when</h2>${list(exits.map(condition))}
<h2>Void when</h2>${list(voids.map(condition))}
<h2>Assumptions</h2>${list(assumptions)}
<h2>Notes of the pricing</h2>${list(valuation.notes)}
<h2>Steward check</h2>${list(findings.map(({ severity, words, path }) => html`<span class="${severity === 'error' ? 'danger' : 'warning'}">${severity}</span> ${words} <code class="quiet">${path}</code>`), 'No findings.')}`; // prettier-ignore
