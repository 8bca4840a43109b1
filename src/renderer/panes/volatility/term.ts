import { tickCount, ticks } from '../../lib/ticks';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, linear, through, upright, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { axisWords } from '../shared/chart/axis-words';
import type { Slice } from './slices';
import { points, tenor, volatility } from './words';

const LEFT = 52;
const RIGHT = 16;
const DAYS = [1, 7, 30, 60, 90, 180, 270, 365, 730];
const STEPS = 48;
/** Of the level. */
const LEAST_SPAN = 0.1;

export interface TermPlot {
  readonly now: readonly Slice[];
  readonly past: readonly Slice[];
  /** Said of the past where it is drawn. */
  readonly pastName: string;
  readonly chosen: string | undefined;
  readonly onChoose: (slice: Slice) => void;
  readonly source: string;
}

/** Volatility at the forward by tenor, on a root-of-time axis; between two expiries total variance runs evenly. */
export function drawTerm({ now, past, pastName, chosen, onChoose, source }: TermPlot, { width, height }: Size): Drawn {
  const known = now.filter(({ atm }) => atm > 0);
  const before = past.filter(({ atm }) => atm > 0);
  if (known.length === 0) return { shapes: [], spots: [] };
  const most = Math.max(...[...known, ...before].map(({ days }) => days));
  const least = Math.min(...[...known, ...before].map(({ days }) => days));
  const bottom = height - 24;
  const x = linear(Math.sqrt(least), Math.sqrt(most), LEFT + 14, width - RIGHT - 10);
  const levels = [...known, ...before].map(({ atm }) => atm);
  const [lowest, highest] = [Math.min(...levels), Math.max(...levels)];
  // A curve that is all but flat is drawn all but flat.
  const pad = Math.max(0, (LEAST_SPAN * highest - (highest - lowest)) / 2);
  const [low, high] = [lowest - pad, highest + pad];
  const room = (high - low) * 0.14;
  const y = linear(low - room, high + room, bottom - 6, 12);
  const at = ({ days, atm }: { days: number; atm: number }): Point => [x(Math.sqrt(days)), y(atm)];
  const shapes: Shape[] = ticks(low - room, high + room, tickCount(height)).flatMap((v) => [
    across(LEFT, width - RIGHT, y(v), 'grid'),
    label(LEFT - 8, y(v), volatility(v, { decimals: decimalsFor(high - low + 2 * room) }), { align: 'end' }),
  ]);
  const marks = DAYS.filter((days) => days >= least && days <= most);
  shapes.push(
    ...marks.map((days) => upright(x(Math.sqrt(days)), 12, bottom, 'grid')),
    ...axisWords(marks.map((days) => ({ x: x(Math.sqrt(days)), text: tenor(days) })), bottom + 12), // prettier-ignore
  );
  const isModelled = known.some((one) => one.isModelled);
  if (before.length > 0)
    shapes.push({ kind: 'path', d: through(curve(before).map(at)), stroke: 'series2', dash: [5, 3], width: 1.25 });
  shapes.push({
    ...{ kind: 'path', d: through(curve(known).map(at)), width: 1.75 },
    ...(isModelled ? { stroke: 'estimate', dash: [1.5, 3] } : { stroke: 'series1' }),
  } as Shape);
  for (const one of known) {
    const [px, py] = at(one);
    const isChosen = one.key === chosen;
    if (isChosen) shapes.push(upright(px, 12, bottom, 'accent', { dash: [1.5, 3] }));
    shapes.push({
      ...{ kind: 'circle', x: px, y: py, r: isChosen ? 4.5 : 3, width: isChosen ? 2 : 1.5 },
      fill: one.isFlagged ? 'surface1' : isModelled ? 'estimate' : 'series1',
      stroke: isChosen ? 'accent' : one.isFlagged ? 'warning' : isModelled ? 'estimate' : 'series1',
    });
  }
  const places = known.map((one) => at(one)[0]);
  const spots = known.map((one, i): Spot => {
    const from = i === 0 ? LEFT : (places[i - 1]! + places[i]!) / 2;
    const to = i + 1 === places.length ? width - RIGHT : (places[i]! + places[i + 1]!) / 2;
    const matched = levelAt(before, one.days);
    const was = Number.isFinite(matched) ? `; ${pastName}: ${volatility(matched)} at ${tenor(one.days)}, ${points(one.atm - matched)} since` : ''; // prettier-ignore
    const name = `${tenor(one.days)}: ${volatility(one.atm)}${was}${one.flags.length > 0 ? `; ${one.flags.join(', ')}` : ''}`;
    return {
      ...{ id: one.key, x: from, y: 4, w: to - from, h: bottom - 4, name },
      tip: {
        title: `At the money, ${tenor(one.days)}`,
        value: volatility(one.atm),
        definition: `${was === '' ? '' : `${was.slice(2)}. `}Risk reversal ${points(one.riskReversal, { missing: 'none' })}.${one.flags.length > 0 ? ` ${one.flags.join(', ')}.` : ''} Click: its smile.`,
        method: isModelled
          ? 'Modelled on a volatility index: no quote stands behind it'
          : 'Fitted smile at the forward',
        source,
      },
      onSelect: () => onChoose(one),
      selected: one.key === chosen,
    };
  });
  return { shapes, spots };
}

const decimalsFor = (span: number): number => (span < 0.03 ? 1 : 0);

/** Level between expiries by linear total variance; NaN outside them. */
export function levelAt(slices: readonly { readonly days: number; readonly atm: number }[], days: number): number {
  const after = slices.findIndex((one) => one.days >= days);
  const right = slices[after];
  if (!right) return NaN;
  if (right.days === days) return right.atm;
  const left = slices[after - 1];
  if (!left) return NaN;
  const share = (days - left.days) / (right.days - left.days);
  return Math.sqrt(((1 - share) * left.atm ** 2 * left.days + share * right.atm ** 2 * right.days) / days);
}

function curve(slices: readonly Slice[]): { readonly days: number; readonly atm: number }[] {
  const [first, last] = [slices[0]!.days, slices.at(-1)!.days];
  const [from, to] = [Math.sqrt(first), Math.sqrt(last)];
  const between = Array.from({ length: STEPS - 1 }, (_, i) => (from + ((to - from) * (i + 1)) / STEPS) ** 2);
  return [...new Set([...slices.map(({ days }) => days), ...between])]
    .sort((a, b) => a - b)
    .map((days) => ({ days, atm: levelAt(slices, days) }));
}
