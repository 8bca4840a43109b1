import type { Ms } from '#core/time/ms';
import type { TextGrid } from '#shared/csv';
import type { DifferentialReading, PolicyRate } from '#shared/macro';
import { exactTime, formatTime, type Zone } from '../../lib/format';
import { diamond, steps, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import type { Key } from '../shared/chart/Chart';
import { exact } from '../shared/options/exact';
import { decimalsFor, print, said } from './figures';
import type { Reading } from './TimeChart';
import { pointsOf, timeFrame, type TimeDrawing } from './time-plot';

const DIFFERENCE = { text: 'A − B', ink: 'series1', width: 2 } as const satisfies Key;
const RATE_A = { text: 'A', ink: 'series2' } as const satisfies Key;
const RATE_B = { text: 'B', ink: 'series3', dash: [4, 3] } as const satisfies Key;

const NARROWING = { text: 'began narrowing', ink: 'text1', diamond: 'filled' } as const satisfies Key;
const WIDENING = { text: 'began widening', ink: 'text1', diamond: 'open' } as const satisfies Key;

const percent = (column: Float64Array): Float64Array => column.map((rate) => rate * 100);

/** Two rates of one market: a rate of the sample is compared with another of it. Undefined where there is none, or no partner. */
export interface Pair {
  readonly a: PolicyRate | undefined;
  readonly b: PolicyRate | undefined;
  /** What the first can be compared with. */
  readonly partners: readonly PolicyRate[];
}

/** Those that were wished for, else the first known ones of the market that is looked at. */
export function pairOf(
  rates: readonly PolicyRate[],
  wished: { readonly a: string | null; readonly b: string | null },
  synthetic: boolean,
): Pair {
  const partnersOf = (one: PolicyRate | undefined): readonly PolicyRate[] =>
    rates.filter((other) => other !== one && other.synthetic === one?.synthetic);
  const rank = (one: PolicyRate): number =>
    4 * Number(partnersOf(one).length > 0) + 2 * Number(one.synthetic === synthetic) + Number(one.lacks === '');
  const best = rates.toSorted((x, y) => rank(y) - rank(x))[0];
  const a = rates.find(({ currency }) => currency === wished.a) ?? best;
  const partners = partnersOf(a);
  const known = partners.find(({ lacks }) => lacks === '') ?? partners[0];
  return { a, b: partners.find(({ currency }) => currency === wished.b) ?? known, partners };
}

/** Decimal per year as percent, `why` where it is missing. */
export const rateWords = (rate: number, unit: '%' | 'pp', why: string, sign = false): string =>
  said(print(rate * 100, unit, Math.max(2, decimalsFor(unit, rate * 100)), why, sign));

/**
 * Both rates and their difference as steps; a filled diamond where the difference began to narrow, an open one where it began to
 * widen.
 * @param to the clock: what holds last holds until then
 */
export function drawDifferential(reading: DifferentialReading, to: Ms, zone: Zone, size: Size): TimeDrawing {
  const { known, turns } = reading;
  const [a, b, difference] = [reading.rateA, reading.rateB, reading.value].map(percent) as [Float64Array, Float64Array, Float64Array]; // prettier-ignore
  const from = known[0] ?? NaN;
  const frame = timeFrame(size, [from, Math.max(from + 1, to)], [...a, ...b, ...difference], zone, true);
  const { x, y } = frame;
  const pathOf = (column: Float64Array, { ink, width = 1.25, dash }: Key): Shape[] => {
    const points = pointsOf(known, column, frame);
    const last = points.at(-1);
    if (!last) return [];
    const held: readonly Point[] = [...points, [x(Math.max(from + 1, to)), last[1]]];
    return [{ kind: 'path', d: steps(held), stroke: ink, width, ...(dash ? { dash } : {}) }];
  };
  const marks = turns.flatMap(({ t, kind }): Shape[] => {
    const i = known.indexOf(t);
    if (i < 0) return [];
    const d = diamond(x(t), y(difference[i]!), 4);
    return [{ kind: 'path', d, stroke: 'text1', fill: kind === 'narrowing' ? 'text1' : 'surface1', width: 1.25 }];
  });
  return {
    box: frame.box,
    stops: Array.from(known, (t) => x(t)),
    shapes: [...frame.shapes, ...pathOf(a, RATE_A), ...pathOf(b, RATE_B), ...pathOf(difference, DIFFERENCE), ...marks],
  };
}

/** What held from one change on. */
export function readDifferential({ a, b, known, rateA, rateB, value, turns }: DifferentialReading, zone: Zone, i: number): Reading {
  const turn = turns.find(({ t }) => t === known[i]);
  return {
    title: formatTime(known[i]!, zone, 'day'),
    items: [
      { key: { ...DIFFERENCE, text: `${a.currency} − ${b.currency}` }, name: 'difference', value: rateWords(value[i]!, 'pp', 'not known', true) },
      { key: { ...RATE_A, text: a.currency }, name: a.currency, value: rateWords(rateA[i]!, '%', 'not known') },
      { key: { ...RATE_B, text: b.currency }, name: b.currency, value: rateWords(rateB[i]!, '%', 'not known') },
      { name: 'turn', value: turn ? `began ${turn.kind}` : 'none here' },
      { key: NARROWING, name: 'filled diamond', value: '' },
      { key: WIDENING, name: 'open diamond', value: '' },
    ],
  };
} // prettier-ignore

/** Every change of either rate. */
export function differentialGrid({ a, b, known, rateA, rateB, value, turns }: DifferentialReading): TextGrid {
  return [
    ['known', `${a.currency} rate, decimal per year`, `${b.currency} rate, decimal per year`, 'difference', 'turn'],
    ...Array.from(known, (t, i) => [
      exactTime(t),
      ...[rateA[i]!, rateB[i]!, value[i]!].map(exact),
      turns.find((turn) => turn.t === t)?.kind ?? '',
    ]),
  ];
}
