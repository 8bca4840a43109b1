import type { Ms } from '#core/time/ms';
import type { TextGrid } from '#shared/csv';
import type { MacroReading, MacroSeriesInfo } from '#shared/macro';
import { exactTime, formatTime, formatTimeZoned, type Zone } from '../../lib/format';
import { diamond, line, steps, through, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import type { Key } from '../shared/chart/Chart';
import { exact } from '../shared/options/exact';
import { decimalsIn, differenceUnit, periodWords, print, said, type Kind } from './figures';
import type { Reading } from './TimeChart';
import { pointsOf, timeFrame, type TimeDrawing } from './time-plot';

export const KEYS = {
  now: { text: 'as known now', ink: 'series1', width: 2 },
  first: { text: 'first print', ink: 'series2', dash: [4, 3] },
  then: { text: 'as known then', ink: 'series3', dash: [1.5, 2.5], width: 1.75 },
  consensus: { text: 'consensus', ink: 'series4', diamond: 'open' },
} as const satisfies Readonly<Record<string, Key>>;

/** Marks of single periods closer than this are left out [px]. */
const LEAST_SPACING = 4;
const isKnown = Number.isFinite;

/** A period whose figure was told differently later. */
export const isRevised = ({ first, value }: Pick<MacroReading, 'first' | 'value'>, i: number): boolean =>
  isKnown(first[i]) && isKnown(value[i]) && first[i] !== value[i];

/**
 * First print, as known at the clock and as known at a past instant, by reference period; a thin line joins a first print to what it
 * was revised to, diamonds are what was expected.
 */
export function drawVintages(reading: MacroReading, zone: Zone, size: Size): TimeDrawing {
  const { period, first, value, then, consensus, basis } = reading;
  const columns = [value, first, consensus, ...(then ? [then] : [])];
  const [from, to] = [period[0] ?? NaN, period.at(-1) ?? NaN];
  const frame = timeFrame(size, from < to ? [from, to] : [from - 1, from + 1], columns.flatMap((one) => [...one]), zone);
  const { x, y, box } = frame;
  const join = basis === 'inForce' ? steps : through;
  const pathOf = (column: Float64Array, { ink, width = 1.25, ...more }: Key): Shape[] => {
    const points = pointsOf(period, column, frame);
    if (points.length === 0) return [];
    if (points.length === 1) return [{ kind: 'circle', x: points[0]![0], y: points[0]![1], r: 2.5, fill: ink }];
    return [{ kind: 'path', d: join(points), stroke: ink, width, ...('dash' in more ? { dash: more.dash } : {}) }];
  };
  const spacing = (box.right - box.left) / Math.max(1, period.length);
  const single = spacing < LEAST_SPACING ? [] : [...period.keys()];
  const at = (column: Float64Array, i: number): Point => [x(period[i]!), y(column[i]!)];
  const revisions = single.filter((i) => isRevised(reading, i)).flatMap((i): Shape[] => {
    const [[px, low], [, high]] = [at(first, i), at(value, i)];
    return [line(px, low, px, high, 'text3'), { kind: 'circle', x: px, y: low, r: 2, fill: 'series2' }, { kind: 'circle', x: px, y: high, r: 2.5, fill: 'series1' }];
  });
  const expected = single.filter((i) => isKnown(consensus[i])).map((i): Shape => ({ kind: 'path', d: diamond(...at(consensus, i), 3), stroke: 'series4', width: 1.25 }));
  const vintages = hasFirst(reading) ? pathOf(first, KEYS.first) : [];
  return {
    box,
    stops: Array.from(period, (t) => x(t)),
    shapes: [...frame.shapes, ...vintages, ...pathOf(value, KEYS.now), ...(then ? pathOf(then, KEYS.then) : []), ...revisions, ...expected],
  };
} // prettier-ignore

/** A series whose releases are not told, or that is never revised, has no first prints of its own. */
const hasFirst = ({ basis, first }: Pick<MacroReading, 'basis' | 'first'>): boolean =>
  basis !== 'inForce' && first.some(isKnown);

/** What one period says. */
export function readVintage(reading: MacroReading, kind: Kind, past: Ms | null, zone: Zone, i: number): Reading {
  const { period, first, value, then, consensus, unit, known } = reading;
  const decimals = decimalsIn(kind, unit, value[i]!, first[i]!, consensus[i]!, then?.[i] ?? NaN);
  const words = (one: number, why: string): string => said(print(one, unit, decimals, why));
  const revised = isRevised(reading, i);
  const items = [
    { key: KEYS.now, name: KEYS.now.text, value: words(value[i]!, 'not known') },
  ] as Reading['items'][number][];
  if (hasFirst(reading)) {
    items.push({ key: KEYS.first, name: KEYS.first.text, value: words(first[i]!, 'not told') });
    items.push({ name: 'revised by', value: revised ? said(print(value[i]! - first[i]!, differenceUnit(unit), decimals, '', true)) : isKnown(first[i]) ? 'not revised' : 'not told' }); // prettier-ignore
  }
  if (then && past !== null)
    items.push({ key: { ...KEYS.then, text: `as known ${formatTime(past, zone, 'day')}` }, name: KEYS.then.text, value: words(then[i]!, 'not yet') }); // prettier-ignore
  if (consensus.some(isKnown)) {
    items.push({ key: KEYS.consensus, name: KEYS.consensus.text, value: words(consensus[i]!, 'none') });
    if (isKnown(consensus[i]) && isKnown(first[i]))
      items.push({ name: 'surprise', value: said(print(first[i]! - consensus[i]!, differenceUnit(unit), decimals, '', true)) }); // prettier-ignore
  }
  items.push({ name: 'known', value: isKnown(known[i]) ? formatTimeZoned(known[i]!, zone) : 'not told' });
  return { title: periodWords(period[i]!, kind.frequency), items };
}

/** Every period with all that was known of it. */
export function vintageGrid({ id, unit, basis }: MacroSeriesInfo, reading: MacroReading, past: Ms | null): TextGrid {
  const { period, known, first, value, then, consensus } = reading;
  return [
    ['series', 'unit', 'basis', 'period', 'first known', 'first print', 'as known now', ...(then ? [`as known ${past === null ? 'then' : exactTime(past)}`] : []), 'consensus'],
    ...Array.from(period, (t, i) => [
      ...[id, unit, basis, exactTime(t), exactTime(known[i]!), exact(first[i]!), exact(value[i]!)],
      ...(then ? [exact(then[i]!)] : []),
      exact(consensus[i]!),
    ]),
  ];
} // prettier-ignore
