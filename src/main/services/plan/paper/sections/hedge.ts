import type { Layer, Position } from '#core/hedge/types';
import { triggerWords } from '#core/plan/trigger-words';
import type { PlanDocument } from '#core/plan/types';
import { formatPercent } from '#shared/format';
import {
  adaptationWords,
  capsWords,
  layerWords,
  monetisationWords,
  rollWords,
  sizeWords,
  STRUCTURES,
} from '#shared/layer-words';
import { bookCharts, orderChart, type PaperBook } from '../book-charts';
import { html, type Markup } from '../html';
import { day, figure, instant, money } from '../words';

/** What is held, what hedges it, and what both come to together. */
export function hedgeSection(plan: PlanDocument, book: PaperBook): Markup {
  const { hedge, valuation } = plan;
  return html`<h2>Exposure</h2>
<p>Book ${money(valuation.book)}; beta exposure ${figure(valuation.exposedUnits)} units of ${hedge.asset} at ${figure(valuation.spot)}, as of ${instant(valuation.t)}.${valuation.modelled ? html` <span class="estimate">The volatility surface is modelled, not fitted to quotes.</span>` : null}</p>
<table><thead><tr><th>Position</th><th>Kind</th><th>Instrument</th><th class="n">Quantity</th><th class="n">Price</th><th class="n">Beta</th></tr></thead><tbody>${hedge.positions.map(positionRow)}</tbody></table>
<h2>Layers</h2>
${hedge.layers.length === 0 ? html`<p class="quiet">None.</p>` : hedge.layers.map(layerBlock)}
<h2>Payoff and scenarios</h2>
${'problem' in book ? html`<p class="warning">Payoff before expiry and scenarios: not available without the data. ${book.problem}</p>${orderChart(plan)}` : bookCharts(book)}`;
} // prettier-ignore

const optionWords = ({ option }: Position): string => (option ? `${option.kind} ${figure(option.strike)}, ${day(option.expiry)}` : ''); // prettier-ignore

const positionRow = (position: Position): Markup =>
  html`<tr><td>${position.label}</td><td>${position.kind === 'etf' ? 'ETF' : position.kind} ${optionWords(position)}</td><td>${position.instrument ?? 'typed in by hand'}</td><td class="n">${figure(position.quantity)}</td><td class="n">${position.price === null ? 'last known' : figure(position.price)}</td><td class="n">${position.beta === null ? 'estimated' : figure(position.beta)}</td></tr>`; // prettier-ignore

const layerBlock = (layer: Layer): Markup => html`<section class="layer"><h3>${layer.name}${layer.enabled ? null : html` <span class="warning">switched off</span>`}</h3>
<dl class="rows"><dt>${STRUCTURES[layer.structure]}</dt><dd>${layerWords(layer)}</dd><dt>Gate</dt><dd>${triggerWords(layer.gate)}</dd></dl>
<dl class="rows pairs"><dt>Size</dt><dd>${sizeWords(layer.size)}</dd><dt>Roll</dt><dd>${rollWords(layer.roll)}</dd>
<dt>Caps</dt><dd>${capsWords(layer.caps)}</dd><dt>Expiries</dt><dd>${figure(layer.tenor.least)} to ${figure(layer.tenor.most)} days out${layer.tenor.monthlyOnly ? ', monthly only' : ''}</dd>
<dt>Monetisation</dt><dd>${monetisationWords(layer.monetisation)}</dd><dt>Adaptation</dt><dd>${adaptationWords(layer.adaptation)}</dd></dl></section>`; // prettier-ignore

/** What may be spent, what can be lost, when it ends. */
export function limitsSection({ hedge, valuation, worstCase }: PlanDocument): Markup {
  return html`<h2>Budget and worst case</h2>
<dl class="facts"><div><dt>Budget a year, of the book</dt><dd>${formatPercent(hedge.budget, { decimals: 2 })}</dd></div><div><dt>Open layers cost a year</dt><dd class="${valuation.costPerYear > hedge.budget ? 'warning' : ''}">${formatPercent(valuation.costPerYear, { decimals: 2 })}</dd></div><div><dt>Worst case of all orders</dt><dd class="${worstCase.loss === null ? 'danger' : ''}">${worstCase.loss === null ? 'without bound' : money(worstCase.loss)}</dd></div><div><dt>Book</dt><dd>${money(valuation.book)}</dd></div></dl>
<p>${worstCase.words}</p>`;
} // prettier-ignore
