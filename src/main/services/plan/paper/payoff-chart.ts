import { ticks } from '#shared/ticks';
import { formatNumber } from '#shared/format';
import { moneyUnit } from '#shared/money';
import { html, trusted, type Markup } from './html';

export interface PayoffLine {
  readonly words: string;
  /** Gain at each price; NaN: not known, the line is broken. */
  readonly gains: Float64Array;
  readonly stroke: string;
  readonly width: number;
  /** Of SVG; '' is solid. */
  readonly dash: string;
}

const [WIDTH, HEIGHT] = [672, 272];
const PLOT = { left: 62, right: 8, top: 22, bottom: 34 };

/** Gain against the price, each line told apart by its dash as well: a page may be copied without colour. */
export function payoffChart(spots: Float64Array, spot: number, lines: readonly PayoffLine[]): Markup {
  const [from, to] = [spots[0]!, spots.at(-1)!];
  const values = lines.flatMap(({ gains }) => [...gains].filter(Number.isFinite));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const pad = 0.04 * (high - low || 1);
  const x = (price: number): number => PLOT.left + ((price - from) / (to - from)) * (WIDTH - PLOT.left - PLOT.right);
  const y = (gain: number): number => PLOT.top + ((high + pad - gain) / (high - low + 2 * pad)) * (HEIGHT - PLOT.top - PLOT.bottom);
  const unit = moneyUnit(Math.max(high, -low), '');
  const bottom = HEIGHT - PLOT.bottom;
  const across = ticks(from, to, 8).map((price) => `<line x1="${x(price)}" x2="${x(price)}" y1="${PLOT.top}" y2="${bottom}" stroke="var(--grid)"/><text x="${x(price)}" y="${bottom + 13}" text-anchor="middle">${formatNumber(price, { decimals: to < 20 ? 2 : 0 })}</text>`);
  const up = ticks(low - pad, high + pad, 6).map((gain) => `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${y(gain)}" y2="${y(gain)}" stroke="${gain === 0 ? 'var(--line-3)' : 'var(--grid)'}"/><text x="${PLOT.left - 6}" y="${y(gain) + 3}" text-anchor="end">${formatNumber(gain / unit.per, { decimals: decimalsOf(gain / unit.per), sign: true })}</text>`);
  const drawn = lines.map(({ gains, stroke, width, dash }) => `<path d="${pathOf(spots, gains, x, y)}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-dasharray="${dash}" stroke-linejoin="round"/>`);
  let at = PLOT.left;
  const key = lines.map(({ words, stroke, width, dash }) => {
    const left = at;
    at += 46 + 5 * words.length;
    return html`${trusted(`<line x1="${left}" x2="${left + 22}" y1="8" y2="8" stroke="${stroke}" stroke-width="${width}" stroke-dasharray="${dash}"/>`)}<text x="${left + 27}" y="11" fill="var(--text-1)">${words}</text>`;
  });
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" font-size="9" fill="var(--text-3)" role="img">${trusted(across.join('') + up.join(''))}
${trusted(`<line x1="${x(spot)}" x2="${x(spot)}" y1="${PLOT.top}" y2="${bottom}" stroke="var(--text-2)" stroke-dasharray="1 2"/>`)}
${trusted(drawn.join(''))}<text x="${x(spot) + 4}" y="${PLOT.top + 8}" fill="var(--text-2)">spot</text>
${key}<text x="${WIDTH - PLOT.right}" y="${HEIGHT - 6}" text-anchor="end">price of the asset; gain in ${unit.words === '' ? 'quote currency' : `${unit.words}of the quote currency`}</text></svg>`;
} // prettier-ignore

/** Of a tick, which is round. */
const decimalsOf = (x: number): number =>
  Math.abs(x) >= 1 || x === 0 ? (Number.isInteger(Number(x.toPrecision(6))) ? 0 : 1) : 2;

function pathOf(spots: Float64Array, gains: Float64Array, x: (price: number) => number, y: (gain: number) => number): string {
  let path = '';
  let isDown = false;
  spots.forEach((price, i) => {
    const gain = gains[i]!;
    if (!Number.isFinite(gain)) return void (isDown = false);
    path += `${isDown ? 'L' : 'M'}${x(price).toFixed(1)} ${y(gain).toFixed(1)}`;
    isDown = true;
  });
  return path;
} // prettier-ignore
