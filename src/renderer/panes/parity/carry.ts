import type { ParityRow } from '#core/options/parity';
import { formatNumber } from '../../lib/format';
import { tickCount, ticks } from '../../lib/ticks';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, band, label, linear, through, type Ink, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { axisWords } from '../shared/chart/axis-words';
import { verdictOf } from './rows';

const LEFT = 60;
const RIGHT = 30;
/** Carries farther out than this many times the middle half are cut: a wing without makers would flatten the rest. */
const FARTHEST = 3;

const percent = (value: number): string => formatNumber(value * 100, { decimals: 2, sign: true, missing: 'none' });

/** Carry sold (conversion) and bought (reversal) at every strike of one expiry, with the basis and the funding between. */
export function drawCarry(rows: readonly ParityRow[], funding: number, { width, height }: Size): Drawn {
  const sold = rows.filter(({ kind }) => kind === 'conversion');
  const bought = rows.filter(({ kind }) => kind === 'reversal');
  const all = [...sold, ...bought].filter(({ carry }) => Number.isFinite(carry));
  if (all.length === 0) return { shapes: [], spots: [] };
  const basis = all[0]!.basis;
  const [low, high] = rangeOf([...all.map(({ carry }) => carry), ...(Number.isFinite(basis) ? [basis] : [])]);
  const room = 0.08 * (high - low || 0.01);
  const strikes = [...new Set(all.map(({ strike }) => strike))].sort((a, b) => a - b);
  const bottom = height - 24;
  const x = linear(strikes[0]!, strikes.at(-1)!, LEFT + 10, width - RIGHT - 10);
  const y = linear(low - room, high + room, bottom - 2, 12);
  const inside = (value: number): number => Math.min(high + room, Math.max(low - room, value));
  /** Where a level lies outside the carries, words at the edge say so. */
  const level = (name: string, value: number, ink: Ink, dash: readonly number[]): readonly Shape[] => {
    if (!Number.isFinite(value)) return [];
    if (inside(value) === value) return [across(LEFT, width - RIGHT, y(value), ink, { dash })];
    const text = `${name} ${percent(value)} %, off the axis`;
    return [label(width - RIGHT - 4, value < low ? bottom - 10 : 18, text, { align: 'end', words: true })];
  };
  const line = (of: readonly ParityRow[]): Point[] => of.map(({ strike, carry }) => [x(strike), y(inside(carry))]);
  const shapes: Shape[] = ticks(low - room, high + room, tickCount(height)).flatMap((v) => [
    across(LEFT, width - RIGHT, y(v), v === 0 ? 'border2' : 'grid'),
    label(LEFT - 8, y(v), formatNumber(v * 100, { decimals: high - low < 0.05 ? 1 : 0, sign: true }), { align: 'end' }),
  ]); // prettier-ignore
  shapes.push({ kind: 'path', d: band(line(bought), line(sold)), fill: 'surface4', opacity: 0.45 });
  shapes.push(...level('basis', basis, 'accent', [5, 3]), ...level('funding', funding, 'series3', [1.5, 3]));
  for (const [side, ink] of [[sold, 'series1'], [bought, 'series2']] as const) {
    shapes.push({ kind: 'path', d: through(line(side)), stroke: ink, width: 1.25 });
    for (const row of side)
      shapes.push({ kind: 'circle', x: x(row.strike), y: y(inside(row.carry)), r: row.executable ? 4 : 2, fill: row.executable ? 'accent' : ink });
  } // prettier-ignore
  shapes.push(...axisWords(strikes.map((strike) => ({ x: x(strike), text: formatNumber(strike) })), bottom + 12)); // prettier-ignore
  const places = strikes.map((strike) => x(strike));
  const spots = strikes.map((strike, i): Spot => {
    const left = i === 0 ? places[i]! - 8 : (places[i - 1]! + places[i]!) / 2;
    const right = i + 1 === places.length ? places[i]! + 8 : (places[i]! + places[i + 1]!) / 2;
    const said = [...sold, ...bought].filter((row) => row.strike === strike).map((row) => `${row.kind} ${percent(row.carry)} %, edge ${percent(row.edge)} %: ${verdictOf(row).word}`); // prettier-ignore
    const title = `Strike ${formatNumber(strike)}`;
    return {
      ...{ id: String(strike), x: left, y: 4, w: right - left, h: bottom - 4, name: `${title}: ${said.join('; ')}` },
      tip: { title, definition: `${said.join('; ')}. Basis ${percent(basis)} %, funding ${percent(funding)} %, all per year.` },
    };
  }); // prettier-ignore
  return { shapes, spots };
}

/** Range of the values but for those far from the middle half. */
export function rangeOf(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const reach = FARTHEST * (at(0.75) - at(0.25));
  const kept = sorted.filter((v) => v >= at(0.25) - reach && v <= at(0.75) + reach);
  return [kept[0]!, kept.at(-1)!];
}
