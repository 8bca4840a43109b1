import { detectCascades } from '#core/liquidations/detect';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from '#core/liquidations/settings';
import type { CascadeEvent, CoverageSpan, MarketContext, Timed } from '#core/liquidations/types';
import type { Bars, Columns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesRecord } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';
import { liquidationSeries } from './liquidations';

/** Which stored series speak for an instrument. */
export interface CascadeSources {
  readonly liquidations: number;
  readonly bars: number | undefined;
  readonly oi: number | undefined;
  readonly funding: number | undefined;
}

interface DetectArgs {
  readonly sources: CascadeSources;
  readonly settings: CascadeSettings;
  readonly asOf: Ms | undefined;
}

/** Price, open interest and funding as the detector takes them, each with the time it takes to be known. */
export function marketContext(
  reader: StoreReader,
  sources: CascadeSources,
  range: ReadRange,
  coverage: readonly CoverageSpan[],
): MarketContext {
  const timed = <C>(id: number | undefined, lag: (series: SeriesRecord) => Ms): Timed<C> | undefined => {
    const series = id === undefined ? undefined : reader.getSeries(id);
    return series && { columns: reader.read(series.id, range) as unknown as C, interval: lag(series) };
  };
  return {
    bars: timed<Bars>(sources.bars, (series) => series.interval),
    // Open interest stamped at the open of its bar is known at its end; a snapshot at once.
    oi: timed<Columns<'oi'>>(sources.oi, (series) => series.knownLag),
    funding: timed<Columns<'funding'>>(sources.funding, () => 0)?.columns,
    coverage,
  };
}

/** Cascades of one instrument, from everything that was known by `asOf`. */
export function detect(store: () => StoreReader, args: DetectArgs, context: TaskContext): CascadeEvent[] {
  const { sources, settings, asOf } = args;
  const reader = store();
  const series = reader.getSeries(sources.liquidations);
  if (!series) return [];
  const range: ReadRange = asOf === undefined ? {} : { asOf };
  const columns = reader.read(series.id, range);
  if (context.shouldStop()) throw new Stopped();
  const lastKnown = columns.t.length > 0 ? columns.t.at(-1)! + series.knownLag : 0;
  return detectCascades(
    {
      liquidations: liquidationSeries(series, columns),
      ...marketContext(reader, sources, range, reader.coverage(series.id)),
      // Beyond its last row nobody knows whether the feed was alive: no event is declared over by silence.
      asOf: asOf === undefined ? undefined : Math.min(asOf, lastKnown),
    },
    settings,
  );
}

export const defaultCascadeSettings = DEFAULT_CASCADE_SETTINGS;
