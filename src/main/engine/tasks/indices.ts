import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';

interface IndexArgs {
  readonly series: SeriesId;
  readonly from: Ms;
  readonly asOf: Ms | undefined;
  /** Of the values of a step of this width the last one is enough. */
  readonly step: Ms;
}

/** Values of a volatility index from when each is known. Shapes (n), ascending. */
export function readIndex(
  store: () => StoreReader,
  { series, from, asOf, step }: IndexArgs,
): { readonly t: Float64Array; readonly value: Float64Array } {
  const reader = store();
  const { knownLag } = reader.getSeries(series)!;
  const { t, c } = reader.read(series, asOf === undefined ? { from } : { from, asOf }, ['t', 'c']);
  const rows: number[] = [];
  for (let i = 0; i < t.length; i++)
    if (i + 1 === t.length || Math.floor(t[i]! / step) !== Math.floor(t[i + 1]! / step)) rows.push(i);
  return { t: Float64Array.from(rows, (i) => t[i]! + knownLag), value: Float64Array.from(rows, (i) => c![i]!) };
}
