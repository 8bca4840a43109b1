import { sviVolatility } from '#core/options/svi';
import { moneynessAtDelta } from '#core/options/smile';
import { formatNumber, formatPercent } from '../../lib/format';
import { tickCount, ticks } from '../../lib/ticks';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, line, linear, through, upright, type Ink, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { axisWords, type Word } from '../shared/chart/axis-words';
import { reachOf, type Slice } from './slices';
import { tenor, volatility } from './words';

const LEFT = 52;
const RIGHT = 16;
const STEPS = 96;
/** Share of the quoted range that is drawn beyond it, where only the fit speaks. */
const BEYOND = 0.12;

export interface SmilePlot {
  readonly slice: Slice;
  readonly past: Slice | undefined;
  readonly pastName: string;
  readonly source: string;
}

/** A smile over log-moneyness: each quote as a bar from bid to ask, the fit as a line, dashed where nothing is quoted. */
export function drawSmile({ slice, past, pastName, source }: SmilePlot, { width, height }: Size): Drawn {
  const { svi, tau, points, forward, isFlagged, isModelled } = slice;
  const [quotedFrom, quotedTo] = reachOf(slice);
  const extra = isModelled ? 0 : BEYOND * (quotedTo - quotedFrom);
  const [from, to] = [quotedFrom - extra, quotedTo + extra];
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS);
  const fit = svi ? grid.map((k) => sviVolatility(svi, k, tau)) : [];
  const then = past?.svi ? grid.map((k) => sviVolatility(past.svi!, k, past.tau)) : [];
  const values = [...fit, ...then, ...points.flatMap(({ bidIv, askIv }) => [bidIv, askIv])].filter((v) => v > 0);
  if (values.length === 0) return { shapes: [], spots: [] };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0.003, (high - low) * 0.06);
  const bottom = height - 38;
  const x = linear(from, to, LEFT + 6, width - RIGHT - 6);
  const y = linear(low - room, high + room, bottom - 4, 12);
  const shapes: Shape[] = [
    ...ticks(low - room, high + room, tickCount(height)).flatMap((v) => [
      across(LEFT, width - RIGHT, y(v), 'grid'),
      label(LEFT - 8, y(v), volatility(v, { decimals: high - low < 0.03 ? 1 : 0 }), { align: 'end' }),
    ]),
    ...axisOf(from, to, x, bottom, forward),
    upright(x(0), 12, bottom, 'border2', { dash: [3, 3] }),
  ];
  const path = (column: readonly number[], keep: (k: number) => boolean): string =>
    through(grid.flatMap((k, i): Point[] => (keep(k) ? [[x(k), y(column[i]!)]] : [])));
  if (then.length > 0)
    shapes.push({ kind: 'path', d: path(then, () => true), stroke: 'series2', dash: [5, 3], width: 1.25 });
  const quoteInk: Ink = 'series2';
  for (const { k, bidIv, askIv, iv } of points)
    shapes.push(
      line(x(k), y(bidIv), x(k), y(askIv), quoteInk, { width: 1 }),
      line(x(k) - 2.5, y(bidIv), x(k) + 2.5, y(bidIv), quoteInk, { width: 1 }),
      line(x(k) - 2.5, y(askIv), x(k) + 2.5, y(askIv), quoteInk, { width: 1 }),
      { kind: 'circle', x: x(k), y: y(iv), r: 1.75, fill: 'series1' },
    );
  if (fit.length > 0) {
    const ink: Ink = isModelled ? 'estimate' : isFlagged ? 'warning' : 'series1';
    const dash = isModelled ? { dash: [1.5, 3] } : {};
    shapes.push(
      { kind: 'path', d: path(fit, (k) => k >= quotedFrom && k <= quotedTo), stroke: ink, width: 1.75, ...dash },
      { kind: 'path', d: path(fit, (k) => k <= quotedFrom), stroke: ink, width: 1.25, dash: [2, 3] },
      { kind: 'path', d: path(fit, (k) => k >= quotedTo), stroke: ink, width: 1.25, dash: [2, 3] },
    );
    for (const delta of [0.25, 0.75]) {
      const k = moneynessAtDelta(svi!, delta);
      if (k < from || k > to) continue;
      const [px, py] = [x(k), y(sviVolatility(svi!, k, tau))];
      shapes.push(
        { kind: 'circle', x: px, y: py, r: 4, stroke: isModelled ? 'estimate' : 'text2', width: 1.25 },
        delta < 0.5
          ? label(px, py - 13, '25c', { align: 'middle', ink: 'text2' })
          : label(px - 7, py + 11, '25p', { align: 'end', ink: 'text2' }),
      );
    }
  }
  const spots = points.length > 0 ? quoteSpots(slice, x, bottom, source) : fitSpots(grid, fit, x, bottom, source);
  return { shapes, spots: spots.map((spot) => withPast(spot, past, pastName)) };
}

/** Strikes below the plot, and below them the distance from the forward; without a forward the distance alone. */
function axisOf(from: number, to: number, x: (k: number) => number, bottom: number, forward: number): readonly Shape[] {
  const share = ticks(Math.expm1(from), Math.expm1(to), 6);
  const places = share.map((part): Word => ({ x: x(Math.log1p(part)), text: formatPercent(part, { decimals: Math.abs(to - from) < 0.05 ? 1 : 0, sign: true }) })); // prettier-ignore
  const words = axisWords(places, forward > 0 ? bottom + 26 : bottom + 12);
  if (!(forward > 0)) return words;
  const strikes = ticks(forward * Math.exp(from), forward * Math.exp(to), 5);
  return [
    ...axisWords(strikes.map((strike) => ({ x: x(Math.log(strike / forward)), text: formatNumber(strike, { decimals: Number.isInteger(strike) ? 0 : 2 }) })), bottom + 12).map((word) => ({ ...word, ink: 'text2' as const })), // prettier-ignore
    ...words,
  ];
}

function quoteSpots(
  { points, tau, days, svi }: Slice,
  x: (k: number) => number,
  bottom: number,
  source: string,
): Spot[] {
  const places = points.map(({ k }) => x(k));
  return points.map(({ strike, type, bidIv, askIv, iv, fitted, k }, i) => {
    const left = i === 0 ? places[i]! - 10 : (places[i - 1]! + places[i]!) / 2;
    const right = i + 1 === places.length ? places[i]! + 10 : (places[i]! + places[i + 1]!) / 2;
    const title = `${type === 'call' ? 'Call' : 'Put'} ${formatNumber(strike)}, ${tenor(days)}`;
    const said = `bid ${volatility(bidIv)}, ask ${volatility(askIv)}`;
    const fit = svi ? `, fit ${volatility(fitted)}` : '';
    return {
      ...{ id: String(strike), x: left, y: 4, w: right - left, h: bottom - 4, name: `${title}: ${volatility(iv)}; ${said}${fit}` },
      tip: {
        title,
        value: volatility(iv),
        definition: `Middle of the quote as a volatility; ${said}${fit}. ${formatNumber(k / Math.max(1e-9, Math.sqrt(tau) * iv), { decimals: 2, sign: true })} deviations from the forward.`,
        method: 'Black-76 on the forward of the same expiry, out-of-the-money quotes',
        source,
      },
    };
  }); // prettier-ignore
}

const COLUMNS = 12;

function fitSpots(
  grid: readonly number[],
  fit: readonly number[],
  x: (k: number) => number,
  bottom: number,
  source: string,
): Spot[] {
  const step = Math.floor(grid.length / COLUMNS);
  return Array.from({ length: COLUMNS }, (_, i) => {
    const at = Math.min(grid.length - 1, i * step + (step >> 1));
    const [a, b] = [x(grid[i * step]!), x(grid[Math.min(grid.length - 1, (i + 1) * step)]!)];
    const place = `${formatPercent(Math.expm1(grid[at]!), { sign: true })} from the forward`;
    return {
      ...{ id: String(i), x: a, y: 4, w: b - a, h: bottom - 4, name: `${place}: ${volatility(fit[at]!)}, modelled` },
      tip: { title: place, value: volatility(fit[at]!), method: 'Modelled on a volatility index: no quote stands behind it', source },
    };
  }); // prettier-ignore
}

function withPast(spot: Spot, past: Slice | undefined, pastName: string): Spot {
  if (!past) return spot;
  return { ...spot, tip: { ...spot.tip, window: `beside ${pastName}, ${tenor(past.days)}` } };
}
