import type { PlanDocument } from '#core/plan/types';
import { formatNumber } from '#shared/format';
import { formatInterval } from '#core/time/interval';
import { html, type Markup } from '../html';
import { day, instant } from '../words';

/** What the plan was made from, each series with the SHA-256 of its rows. */
export const dataSection = ({ data, engine }: PlanDocument): Markup => html`<h2>Made from</h2>
<p>${data.series.length} series as known at ${instant(data.asOf)}${data.synthetic ? html`, <b class="warning">synthetic: no such prices were ever paid</b>` : null}. Ballast ${engine.ballast}, hedge engine ${engine.hedge}.</p>
<p class="second">Fingerprint of all <code>${data.fingerprint}</code></p>
${data.series.length === 0 ? null : html`<table><thead><tr><th style="width:26%">Series</th><th style="width:23mm">From</th><th style="width:23mm">To</th><th class="n" style="width:18mm">Rows</th><th>SHA-256 of its rows</th></tr></thead><tbody>${data.series.map(
  ({ instrument, kind, field, interval, source, from, to, rows, sha256 }) => html`<tr><td>${instrument} ${kind} ${field} ${interval > 0 ? formatInterval(interval) : ''}<br><span class="quiet">${source}</span></td><td class="keep">${day(from)}</td><td class="keep">${day(to)}</td><td class="n">${formatNumber(rows)}</td><td><code>${sha256}</code></td></tr>`,
)}</tbody></table>`}`; // prettier-ignore
