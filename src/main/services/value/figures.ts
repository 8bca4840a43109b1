import { ITEMS, type Item } from '#core/value/types';
import type { Ms } from '#core/time/ms';
import type { StoredRow } from '#shared/value';
import type { StoreReader } from '../../store/api';
import type { SeriesRecord } from '../../store/types';
import { chooseReaching } from '../selection';

/** Fields of providers' series and what they are in a statement. Supply in all, as providers value it: not what may ever exist. */
const FIELDS: Readonly<Record<string, Item>> = {
  tvl: 'tvl',
  dailyFees: 'fees',
  dailyRevenue: 'revenue',
  priceUsd: 'price',
  marketCapUsd: 'marketCap',
  fullyDilutedUsd: 'fullyDilutedValue',
  circulatingSupply: 'float',
  totalSupply: 'fullyDiluted',
};

const namesIn = (figures: string): readonly string[] => figures.split(',').map((name) => name.trim());

/** One series for each item: two that tell of the same are never mixed. A flow needs days that it is of. */
export function figureSeries(all: readonly SeriesRecord[], figures: string): Map<Item, SeriesRecord> {
  const names = namesIn(figures);
  const candidates = new Map<Item, SeriesRecord[]>();
  for (const series of all) {
    const item = FIELDS[series.field];
    if (series.kind !== 'metric' || series.rows === 0 || !item || !names.includes(series.instrument)) continue;
    if (ITEMS[item].kind === 'flow' && series.interval === 0) continue;
    candidates.set(item, [...(candidates.get(item) ?? []), series]);
  }
  return new Map([...candidates].map(([item, series]) => [item, chooseReaching(series)!]));
}

/** Stored figures as rows of a statement, each known with the lag of its source. */
export function figureRows(reader: StoreReader, all: readonly SeriesRecord[], figures: string, asOf: Ms | undefined): StoredRow[] {
  return [...figureSeries(all, figures)].flatMap(([item, { id, interval, knownLag, source, instrument }]) => {
    const { t, value } = reader.read(id, asOf === undefined ? {} : { asOf }, ['t', 'value']);
    const isFlow = ITEMS[item].kind === 'flow';
    return Array.from(t, (at, i): StoredRow => ({
      item,
      from: isFlow ? at : NaN,
      to: isFlow ? at + interval : at,
      published: at + Math.max(knownLag, isFlow ? interval : 0),
      value: value![i]!,
      source: `${source}, ${instrument}`,
      estimated: false,
      own: false,
    })).filter((row) => Number.isFinite(row.value) && row.published <= (asOf ?? Infinity));
  });
} // prettier-ignore
