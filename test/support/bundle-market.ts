import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import { PRESETS, type PresetId } from '#core/hedge/presets';
import type { HedgePlan } from '#core/hedge/types';
import { Rng } from '#core/random/rng';
import { optionChain } from '#core/sample/option-chain';
import type { AnyColumns, SeriesKind } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import type { SeriesKey } from '#main/store/types';
import { openWriter } from '#main/store/writer';
import { blockOf, columnsOf, pageOf, walkingBars } from '../integration/store/support/pages';
import { SAMPLE_STATE } from './options/chains';

/** When the plans of this market are priced: rows that came later are stored too, and are not theirs. */
export const PRICED = SAMPLE_STATE.t + 2 * MS_PER_DAY + 7 * MS_PER_MINUTE;
const FIRST = SAMPLE_STATE.t - 300 * MS_PER_DAY;

const keyOf = (instrument: string, kind: SeriesKind, interval: number): SeriesKey => ({ instrument, kind, interval, source: 'test', field: '' }); // prettier-ignore

function daily(shape: 'vol' | 'funding', days: number, names: readonly string[], at: (i: number) => number): AnyColumns {
  const columns = columnsOf(shape, days);
  for (let i = 0; i < days; i++) {
    columns.t[i] = FIRST + i * MS_PER_DAY;
    for (const name of Object.keys(columns).slice(1)) columns[name]![i] = names.includes(name) ? at(i) : NaN;
  }
  return columns;
} // prettier-ignore

/** A database with everything that a plan on coins or on the S&P 500 reads. */
export function writeBundleMarket(path: string): void {
  const chain = optionChain(new Rng(3), Array.from({ length: 5 }, (_, i) => ({ ...SAMPLE_STATE, t: SAMPLE_STATE.t + i * MS_PER_DAY }))); // prettier-ignore
  const bars = (days: number, seed: number): AnyColumns =>
    walkingBars(days, { from: FIRST, interval: MS_PER_DAY, seed });
  const writer = openWriter(path);
  writer.commitPage(
    pageOf([
      blockOf(bars(310, 1), keyOf('BTCUSDT', 'bars', MS_PER_DAY)),
      blockOf(walkingBars(4_000, { from: SAMPLE_STATE.t }), keyOf('BTCUSDT', 'bars', MS_PER_MINUTE)),
      blockOf({ ...chain }, keyOf('BTC', 'chain', 0), { traits: { unit: 'BTC' } }),
      blockOf(daily('vol', 310, ['c'], (i) => 0.5 + 0.1 * Math.sin(i / 9)), keyOf('BTC-DVOL', 'vol', MS_PER_DAY)),
      blockOf(daily('funding', 310, ['rate'], (i) => 1e-4 * Math.cos(i)), keyOf('BTCUSDT', 'funding', 0)),
      blockOf(bars(310, 2), keyOf('SPY', 'bars', MS_PER_DAY)),
      ...['VIX', 'VIX9D', 'VIX3M', 'VVIX'].map((name, k) =>
        blockOf(daily('vol', 310, ['o', 'h', 'l', 'c'], (i) => 0.2 + 0.02 * k + 0.05 * Math.sin(i / 7)), keyOf(name, 'vol', MS_PER_DAY)),
      ),
    ]),
  ); // prettier-ignore
  writer.close();
}

/** Some of an asset under a preset, as `ballast plan new --preset` makes it. */
export function bundleHedge(asset: string, id: PresetId): HedgePlan {
  const { beta, surface, costs, budget } = HEDGE_DEFAULTS;
  const held = { kind: 'spot', instrument: asset, quantity: 10, price: null, option: null, beta: null } as const;
  const { name, layers } = PRESETS.find((one) => one.id === id)!;
  return {
    ...{ name, asset, positions: [{ id: 'held', label: asset, ...held }], layers: layers() },
    ...{ beta: { ...beta, benchmark: asset }, surface, costs, capital: null, budget },
  };
}
