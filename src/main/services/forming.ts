import { resample } from '#core/series/resample';
import type { Ms } from '#core/time/ms';
import type { FormingBar } from '#shared/market';
import type { StoreReader } from '../store/api';
import type { SeriesRecord } from '../store/types';
import type { BarChoice } from './selection';

interface Range {
  readonly from: Ms;
  readonly to: Ms;
  readonly asOf?: Ms | undefined;
}

/**
 * The bar of a range that was forming at `asOf`: what the bars of the same source with the finest interval had told of it by then.
 * Null without an instant, at a close, and where nothing finer is stored.
 */
export function readForming(
  reader: Pick<StoreReader, 'readBars'>,
  candidates: readonly SeriesRecord[],
  { series, interval }: BarChoice,
  { from, to, asOf }: Range,
): FormingBar | null {
  if (asOf === undefined) return null;
  // The first bar that was not known yet: as late after its close as the finer ones are after theirs.
  const open = Math.floor((asOf - (series.knownLag - series.interval)) / interval) * interval;
  if (open < from || open >= to) return null;
  const finest = candidates
    .filter((one) => one.instrument === series.instrument && one.source === series.source && one.interval < interval)
    .filter((one) => interval % one.interval === 0)
    .reduce<SeriesRecord | undefined>((a, b) => (a && a.interval <= b.interval ? a : b), undefined);
  if (!finest) return null;
  const parts = reader.readBars(finest.id, finest.interval, { from: open, to: open + interval, asOf });
  const last = parts.t.at(-1);
  if (last === undefined) return null;
  const whole = resample(parts, interval);
  const at = (column: keyof typeof whole): number => whole[column][0]!;
  return { t: open, o: at('o'), h: at('h'), l: at('l'), c: at('c'), v: at('v'), until: last + finest.interval };
}
