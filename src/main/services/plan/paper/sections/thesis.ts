import type { PlanDocument } from '#core/plan/types';
import { VERDICT_WORDS } from '#shared/evidence-words';
import { html, type Markup } from '../html';
import { figure, instant } from '../words';

const stated = (text: string): Markup =>
  text.trim() === '' ? html`<span class="quiet">not stated</span>` : html`${text}`;

/** What the plan holds to be true, what speaks for it, and what would prove it wrong. */
export function thesisSection({ thesis, claims, evidence, thresholds }: PlanDocument): Markup {
  return html`<h2>Thesis</h2>
<dl class="rows"><dt>Holds</dt><dd>${stated(thesis.statement)}</dd><dt>Against it</dt><dd>${stated(thesis.against)}</dd><dt>Wrong if</dt><dd>${stated(thesis.wrongIf)}</dd></dl>
<h2>Claims and evidence</h2>
${claims.length === 0 ? html`<p class="quiet">No claims.</p>` : html`<ul>${claims.map(({ text, evidence: named }) => html`<li>${text} <span class="quiet">${named.length === 0 ? 'no evidence card' : named.map((one, i) => html`${i > 0 ? ', ' : ''}<code>${one.slice(0, 12)}</code>`)}</span></li>`)}</ul>`}
${evidence.length === 0 ? null : html`<table><thead><tr><th style="width:32%">Evidence card</th><th style="width:15%">Verdict</th><th>In words</th></tr></thead><tbody>${evidence.map(({ title, verdict, words, fingerprint }) => html`<tr><td>${title}<br><code class="quiet">${fingerprint}</code></td><td>${verdict === null ? 'no verdict' : VERDICT_WORDS[verdict]}</td><td>${words}</td></tr>`)}</tbody></table>`}
${thresholds.length === 0 ? null : html`<h2>Thresholds</h2><table><thead><tr><th>Level</th><th class="n">Value</th><th>Unit</th><th>Chosen</th><th>Event that speaks for it</th></tr></thead><tbody>${thresholds.map(({ name, value, unit, chosenAt, event }) => html`<tr><td>${name}</td><td class="n">${figure(value)}</td><td>${unit}</td><td class="keep">${instant(chosenAt)}</td><td class="keep">${event === null ? 'none' : instant(event)}</td></tr>`)}</tbody></table>`}`;
} // prettier-ignore
