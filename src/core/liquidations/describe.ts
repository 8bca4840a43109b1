import type { Bars, Columns, Coverage } from '../series/schema';
import { lastIndexAtOrBefore, lowerBound } from '../series/search';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '../time/ms';
import type { CascadeEvent, CoverageSpan, MarketContext, Side, Timed } from './types';

const FUNDING_STALE = MS_PER_DAY;
/** From best to worst; `aggregated` misses nothing, `throttled` and `snapshots` do. */
const COVERAGE_ORDER: readonly Coverage[] = ['complete', 'aggregated', 'throttled', 'snapshots', 'proxy'];

type PriceFields = Pick<CascadeEvent, 'priceStart' | 'priceExtreme' | 'priceEnd' | 'dropBp'>;
type OiFields = Pick<CascadeEvent, 'oiBefore' | 'oiAfter' | 'oiChange' | 'oiUnit' | 'oiShareClosed'>;
type MarketFields = PriceFields & OiFields & Pick<CascadeEvent, 'fundingBefore' | 'fundingAfter'>;

/**
 * Price, open interest and funding of an event, from what was known by its decision. What was not is NaN.
 * @param staleIntervals a row describes an instant for this many of its intervals (at least bins; snapshots count as hourly)
 */
export function describeMarket(
  at: { readonly side: Side; readonly start: Ms; readonly end: Ms; readonly decision: Ms },
  context: MarketContext,
  staleIntervals: number,
  binMs: Ms,
): MarketFields {
  const age = (interval: Ms): Ms => staleIntervals * Math.max(interval === 0 ? MS_PER_HOUR : interval, binMs);
  return {
    ...priceFields(at, context.bars, age),
    ...oiFields(at, context.oi, age),
    ...fundingFields(at, context.funding),
  };
}

type At = Parameters<typeof describeMarket>[0];
type Age = (interval: Ms) => Ms;

function priceFields({ side, start, end, decision }: At, bars: Timed<Bars> | undefined, age: Age): PriceFields {
  if (!bars) return { priceStart: NaN, priceExtreme: NaN, priceEnd: NaN, dropBp: NaN };
  const { columns, interval } = bars;
  const priceStart = valueAt(columns.c, lastKnown(bars, start, start - age(interval)));
  const priceEnd = valueAt(columns.c, lastKnown(bars, end, Math.max(start + 1, end - age(interval))));
  const sign = side === 'long' ? 1 : -1;
  const priceExtreme = valueAt(side === 'long' ? columns.l : columns.h, extremeRow(side, start, decision, bars));
  return { priceStart, priceExtreme, priceEnd, dropBp: 1e4 * sign * Math.log(priceStart / priceExtreme) };
}

/** Row of the lowest low (short: highest high; the first of equal ones) of the bars that overlap [start, decision) and are known by then, −1 without. */
export function extremeRow(side: Side, start: Ms, decision: Ms, bars: Timed<Pick<Bars, 't' | 'h' | 'l'>>): number {
  const { columns, interval } = bars;
  const extremes = side === 'long' ? columns.l : columns.h;
  const sign = side === 'long' ? 1 : -1;
  let row = -1;
  const last = lastKnown(bars, decision, start + 1);
  for (let i = lowerBound(columns.t, start - interval + 1); i <= last; i++) {
    const x = sign * extremes[i];
    if (row < 0 ? x === x : x < sign * extremes[row]) row = i;
  }
  return row;
}

function oiFields({ start, end, decision }: At, oi: Timed<Columns<'oi'>> | undefined, age: Age): OiFields {
  if (!oi) return { oiBefore: NaN, oiAfter: NaN, oiChange: NaN, oiUnit: 'usd', oiShareClosed: NaN };
  const i = lastKnown(oi, start, start - age(oi.interval));
  const j = lastKnown(oi, decision, end);
  const share = (column: Float64Array): number => 1 - valueAt(column, j) / valueAt(column, i);
  const { base, usd } = oi.columns;
  const change = (column: Float64Array): number => valueAt(column, j) - valueAt(column, i);
  const useBase = Number.isNaN(change(usd)) && !(Number.isNaN(change(base)) && !Number.isNaN(valueAt(usd, i)));
  const column = useBase ? base : usd;
  return {
    oiBefore: valueAt(column, i),
    oiAfter: valueAt(column, j),
    oiChange: change(column),
    oiUnit: useBase ? 'base' : 'usd',
    oiShareClosed: Number.isNaN(share(base)) ? share(usd) : share(base),
  };
}

function fundingFields(
  { start, end, decision }: At,
  funding: Columns<'funding'> | undefined,
): Pick<CascadeEvent, 'fundingBefore' | 'fundingAfter'> {
  if (!funding) return { fundingBefore: NaN, fundingAfter: NaN };
  const settled = { columns: funding, interval: 0 };
  return {
    fundingBefore: valueAt(funding.rate, lastKnown(settled, start, start - FUNDING_STALE)),
    fundingAfter: valueAt(funding.rate, lastKnown(settled, decision, end)),
  };
}

/** The worst coverage in force in [from, to); null when part of it is not stated. */
export function coverageOver(spans: readonly CoverageSpan[] | undefined, from: Ms, to: Ms): Coverage | null {
  if (!spans || spans.length === 0 || spans[0].from > from) return null;
  let worst = 0;
  for (let i = 0; i < spans.length && spans[i].from < to; i++) {
    const next = spans[i + 1];
    if (next === undefined || next.from > from) worst = Math.max(worst, COVERAGE_ORDER.indexOf(spans[i].coverage));
  }
  return COVERAGE_ORDER[worst];
}

/** Index of the last row known at or before `at`, −1 if it was known before `notBefore`. */
export function lastKnown(rows: Timed<{ readonly t: Float64Array }>, at: Ms, notBefore: Ms): number {
  const i = lastIndexAtOrBefore(rows.columns.t, at - rows.interval);
  return i >= 0 && rows.columns.t[i] + rows.interval >= notBefore ? i : -1;
}

function valueAt(column: Float64Array, i: number): number {
  return i < 0 ? NaN : column[i];
}
