import { MOVES, POINTS } from '#core/hedge/usual-scenarios';
import { formatNumber } from '#shared/format';
import { formatGain, moneyUnit } from '#shared/money';
import { rampOf, rampStep, worstOf } from '#shared/ramp';
import { html, type Markup } from './html';

export interface Heat {
  /** Row by row, moves of the price across, shocks of volatility down [quote currency]. */
  readonly total: Float64Array;
  /** Without layers, at the volatility of now. */
  readonly unhedged: Float64Array;
}

const signed = (x: number): string => formatNumber(x, { sign: true });

/** Gains with their values printed; colour says the same a second time. */
export function heatTable({ total, unhedged }: Heat): Markup {
  const step = rampStep([...total, ...unhedged]);
  const worst = worstOf(total);
  const unit = moneyUnit([...total, ...unhedged].reduce((most, x) => Math.max(most, Number.isFinite(x) ? Math.abs(x) : 0), 0), ''); // prettier-ignore
  const cell = (gain: number, isWorst = false): Markup => html`<td class="${shade(gain, step)} ${isWorst ? 'worst' : ''}">${formatGain(gain, unit)}</td>`; // prettier-ignore
  const row = (points: number, r: number): Markup => html`<tr><th class="${points === 0 ? 'now' : ''}">${signed(points)}</th>${MOVES.map((_, c) => cell(total[r * MOVES.length + c]!, r * MOVES.length + c === worst))}</tr>`; // prettier-ignore
  return html`<table class="heat"><thead><tr><th>points</th>${MOVES.map((move) => html`<th class="${move === 0 ? 'now' : ''}">${signed(Math.round(move * 100))} %</th>`)}</tr></thead>
<tbody>${POINTS.map(row)}<tr><th>no layers</th>${[...unhedged].map((gain) => cell(gain))}</tr></tbody></table>
<p class="second">Gain in ${unit.words === '' ? 'quote currency' : `${unit.words}of the quote currency`}. Price across, points of the 30-day volatility down; the worst cell is framed.</p>`;
} // prettier-ignore

function shade(gain: number, step: number): string {
  const ramp = rampOf(gain, step);
  if (ramp === undefined) return '';
  return ramp === 0 ? 'zero' : `${ramp > 0 ? 'teal' : 'coral'}-${Math.abs(ramp)}`;
}
