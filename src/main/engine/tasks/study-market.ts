import type { KnownPoints, StudyMarket } from '#core/evidence/types';
import { riskReversals, type ChainQuotes } from '#core/options/risk-reversal';
import type { Ms } from '#core/time/ms';
import type { BreadthColumns } from '#shared/market';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesId } from '../../store/types';
import { basketBreadth } from './breadth';
import { cohortInput, openInterest, settlements, type CohortSources } from './cohorts';
import { loadEconomy, type EconomySources } from './economy';
import { liquidationSeries } from './liquidations';

/** Which stored series speak for an instrument in a study. */
export interface StudySources {
  readonly instrument: string;
  readonly bars: { readonly id: SeriesId; readonly interval: Ms };
  readonly liquidations: SeriesId | undefined;
  readonly oi: SeriesId | undefined;
  readonly funding: SeriesId | undefined;
  /** Longest history for the cohorts; undefined without open interest. */
  readonly positions: CohortSources | undefined;
  /** Implied-volatility index of the asset. */
  readonly volatility: SeriesId | undefined;
  /** Two indices of one market: the slope is front / back − 1. */
  readonly termSlope: { readonly front: SeriesId; readonly back: SeriesId } | undefined;
  /** Option chain of the asset, from which the risk reversal is taken. */
  readonly chain: SeriesId | undefined;
  /** Bars of the basket, all of one interval. */
  readonly basket: readonly SeriesId[];
  readonly economy: EconomySources;
}

/** Everything that a rule or a confirmation of the instrument may read, known by `asOf`. */
export function loadStudyMarket(reader: StoreReader, sources: StudySources, asOf: Ms | null): StudyMarket {
  const range: ReadRange = asOf === null ? {} : { asOf };
  const { instrument, bars, liquidations, oi, funding } = sources;
  const series = liquidations === undefined ? undefined : reader.getSeries(liquidations);
  // Without an as-of instant the reader also gives the coarse bar that is still forming; the last fine bar tells how far it is known.
  const record = reader.getSeries(bars.id)!;
  const knownUntil = Math.min(asOf ?? Infinity, record.to + record.knownLag);
  return {
    instrument,
    bars: {
      columns: reader.readBars(bars.id, bars.interval, { asOf: knownUntil }),
      interval: bars.interval,
    },
    liquidations: series && {
      series: liquidationSeries(series, reader.read(series.id, range)),
      until: Math.min(asOf ?? Infinity, series.to + series.knownLag),
    },
    coverage: series && reader.coverage(series.id),
    oi: oi === undefined ? undefined : openInterest(reader, oi, range),
    funding: settlements(reader, funding, range),
    positions: sources.positions && cohortInput(reader, sources.positions, asOf ?? undefined),
    volatility: sources.volatility === undefined ? undefined : closes(reader, sources.volatility, range),
    termSlope: sources.termSlope && slope(reader, sources.termSlope, range),
    skew: sources.chain === undefined ? undefined : skew(reader, sources.chain, range),
    breadth: known(basketBreadth(reader, sources.basket, range)),
    ...loadEconomy(reader, sources.economy, asOf),
  };
}

function skew(reader: StoreReader, id: SeriesId, range: ReadRange): KnownPoints {
  const columns = reader.read(id, range, ['t', 'expiry', 'type', 'markIv', 'delta']);
  const { knownLag } = reader.getSeries(id)!;
  const { t, value } = riskReversals(columns as unknown as ChainQuotes);
  return { known: t.map((at) => at + knownLag), value };
}

const known = (breadth: BreadthColumns | undefined): KnownPoints | undefined =>
  breadth && { known: breadth.t, value: breadth.line };

/** Closes of a volatility index by the instant at which each was known. */
function closes(reader: StoreReader, id: SeriesId, range: ReadRange): KnownPoints {
  const { t, c } = reader.read(id, range, ['t', 'c']);
  const { knownLag } = reader.getSeries(id)!;
  return { known: t.map((at) => at + knownLag), value: c! };
}

/** front / back − 1 where both have a value of the same stamp. */
function slope(
  reader: StoreReader,
  { front, back }: { readonly front: SeriesId; readonly back: SeriesId },
  range: ReadRange,
): KnownPoints {
  const a = closes(reader, front, range);
  const b = closes(reader, back, range);
  const known: number[] = [];
  const value: number[] = [];
  for (let i = 0, j = 0; i < a.known.length; i++) {
    while (j < b.known.length && b.known[j]! < a.known[i]!) j++;
    if (b.known[j] !== a.known[i]) continue;
    known.push(a.known[i]!);
    value.push(a.value[i]! / b.value[j]! - 1);
  }
  return { known: Float64Array.from(known), value: Float64Array.from(value) };
}
