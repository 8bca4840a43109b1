import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import type { SampleUnit } from '#core/sample/types';
import { SHAPES, type Bars, type Columns, type Shape } from '#core/series/schema';

/** All units of the default market; a few seconds. */
export function generateAll(seed = DEFAULT_SAMPLE_SEED): SampleUnit[] {
  const market = createSampleMarket(seed);
  return Array.from({ length: market.units }, (_, unit) => market.run(unit));
}

/** FNV-1a over the bytes of every column and of the truth: equal units have equal prints of it. */
export function fingerprint(unit: SampleUnit): number[] {
  const columns = unit.series.flatMap((series) => Object.values(series.columns));
  const arrays = unit.truth ? [...columns, unit.truth.cascade, unit.truth.parent] : columns;
  return arrays.map((array) => {
    const words = new Uint32Array(array.buffer, array.byteOffset, array.byteLength / 4);
    let hash = 0x811c9dc5;
    for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193);
    return hash >>> 0;
  });
}

/** A series' columns as a shape. */
export function columnsOf<S extends Shape>(
  unit: SampleUnit,
  kind: S | 'liquidations',
  interval: number,
  shape: S,
): Columns<S> {
  const found = unit.series.find((series) => series.kind === kind && series.interval === interval);
  if (!found) throw new Error(`${unit.name} has no ${kind} at ${interval}`);
  for (const name of SHAPES[shape].columns) if (!(name in found.columns)) throw new Error(`no column ${name}`);
  return found.columns as unknown as Columns<S>;
}

export const hourly = (unit: SampleUnit): Bars => columnsOf(unit, 'bars', 3_600_000, 'bars');
export const minutely = (unit: SampleUnit): Bars => columnsOf(unit, 'bars', 60_000, 'bars');
export const printsOf = (unit: SampleUnit): Columns<'prints'> => columnsOf(unit, 'liquidations', 0, 'prints');

export const logReturns = (close: Float64Array): Float64Array =>
  Float64Array.from({ length: close.length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]));

export const mean = (x: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
};

export function correlation(a: Float64Array, b: Float64Array): number {
  const ma = mean(a);
  const mb = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

export function quantile(x: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(x).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}
