import { lastIndexAtOrBefore } from '../series/search';
import type { LiquidationSeries, Timed } from '../liquidations/types';
import type { AnyColumns, Columns } from '../series/schema';
import type { Ms } from '../time/ms';
import type { KnownPoints, StudyMarket } from './types';

/**
 * What was known of a market at an instant, and nothing else: bars, open interest and buckets that had ended, prints and
 * funding by their t, dated figures by the instant at which they became known.
 * @returns views of the same columns, nothing is copied; a series that was stored stays there, if need be without rows.
 */
export function cutMarket(market: StudyMarket, asOf: Ms): StudyMarket {
  const { bars, liquidations, coverage, oi, funding, positions } = market;
  const settled = (of: Columns<'funding'> | undefined) => of && head(of, lastIndexAtOrBefore(of.t, asOf) + 1);
  const points = (of: KnownPoints | undefined): KnownPoints | undefined => of && cutPoints(of, asOf);
  return {
    instrument: market.instrument,
    bars: cutTimed(bars, asOf),
    liquidations: liquidations && {
      series: cutLiquidations(liquidations.series, asOf),
      until: Math.min(liquidations.until, asOf),
    },
    coverage: coverage?.filter((span) => span.from <= asOf),
    oi: oi && cutTimed(oi, asOf),
    funding: settled(funding),
    positions: positions && {
      bars: cutTimed(positions.bars, asOf),
      oi: cutTimed(positions.oi, asOf),
      funding: settled(positions.funding),
    },
    volatility: points(market.volatility),
    termSlope: points(market.termSlope),
    skew: points(market.skew),
    breadth: points(market.breadth),
    cpi: points(market.cpi),
    ppi: points(market.ppi),
    policyRate: points(market.policyRate),
    rateDifferential: points(market.rateDifferential),
    reer: points(market.reer),
    refused: market.refused,
  };
}

function cutTimed<C extends AnyColumns>({ columns, interval }: Timed<C>, asOf: Ms): Timed<C> {
  return { columns: head(columns, lastIndexAtOrBefore(columns.t, asOf - interval) + 1), interval };
}

function cutLiquidations(series: LiquidationSeries, asOf: Ms): LiquidationSeries {
  if (series.kind === 'buckets') return { kind: 'buckets', ...cutTimed(series, asOf) };
  const { columns } = series;
  return { kind: 'prints', columns: head(columns, lastIndexAtOrBefore(columns.t, asOf) + 1) };
}

function cutPoints({ known, value }: KnownPoints, asOf: Ms): KnownPoints {
  const n = lastIndexAtOrBefore(known, asOf) + 1;
  return { known: known.subarray(0, n), value: value.subarray(0, n) };
}

function head<C extends AnyColumns>(columns: C, rows: number): C {
  return Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.subarray(0, rows)])) as C;
}
