import type { Vintage } from '#core/macro/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { marketFacts, slopes, type MarketFacts } from '../../../macro/facts';
import type { StoreReader } from '../../../store/api';
import type { SeriesRecord } from '../../../store/types';
import { instantOf, type Clock } from './stored';

/** A daily series of another kind that belongs to the economy, under the name it has here. */
export interface StoredMarket {
  readonly id: string;
  readonly record: SeriesRecord;
  /** Of a slope: what the record is measured against. */
  readonly back?: SeriesRecord;
  readonly facts: MarketFacts;
}

function nameOf({ kind, instrument, field }: SeriesRecord): readonly ['close' | 'metric', string] | undefined {
  if (kind === 'metric') return ['metric', `${instrument}.${field}`];
  return kind === 'bars' || kind === 'vol' ? ['close', instrument] : undefined;
}

/** Closes of other markets and daily metrics, as they were known; of several sources the longest one speaks. */
export function storedMarkets(reader: StoreReader, { asOf }: Pick<Clock, 'asOf'>): ReadonlyMap<string, StoredMarket> {
  const found = new Map<string, StoredMarket>();
  for (const record of reader.listSeries({}, asOf)) {
    const name = record.interval === MS_PER_DAY && record.rows > 0 ? nameOf(record) : undefined;
    const facts = name && marketFacts(...name);
    if (!facts) continue;
    const id = name.join(':');
    if (!(found.get(id) && found.get(id)!.record.rows >= record.rows)) found.set(id, { id, record, facts });
  }
  for (const market of ['', 'SIM-'])
    for (const [front, back, facts] of slopes) {
      const [a, b] = [front, back].map((name) => found.get(`close:${market}${name}`)?.record);
      const id = `slope:${market}${front}/${back}`;
      if (a && b) found.set(id, { id, record: a, back: b, facts });
    }
  return found;
}

/** Decimals per year are printed in points. */
const inPoints = (x: number): number => Math.round(x * 1e8) / 1e6;

/** Figures known at the clock, of stamps in [from, to). */
export function marketVintages(
  reader: StoreReader,
  { record, back }: StoredMarket,
  clock: Clock,
  range: { readonly from: Ms; readonly to?: Ms },
): Vintage[] {
  const vintages = vintagesOf(reader, record, clock, range);
  if (!back) return vintages;
  const under = new Map(vintagesOf(reader, back, clock, range).map((one) => [one.period, one]));
  return vintages.flatMap(({ period, released, value }) => {
    const other = under.get(period);
    return other
      ? [{ period, released: Math.max(released, other.released), value: 100 * (value / other.value - 1) }]
      : [];
  });
}

function vintagesOf(
  reader: StoreReader,
  { id, kind, knownLag }: SeriesRecord,
  clock: Clock,
  { from, to = Infinity }: { readonly from: Ms; readonly to?: Ms },
): Vintage[] {
  const range = { from, to, asOf: instantOf(clock) };
  const { t, ...columns } = reader.read(id, range, ['t', kind === 'metric' ? 'value' : 'c']);
  const [values] = Object.values(columns) as Float64Array[];
  const vintages: Vintage[] = [];
  for (const [i, period] of t.entries()) {
    const value = kind === 'vol' ? inPoints(values![i]!) : values![i]!;
    if (!Number.isNaN(value)) vintages.push({ period, released: period + knownLag, value });
  }
  return vintages;
}
