import { isScenario } from '#core/scenario/id';
import type { Ms } from '#core/time/ms';
import type { ValueBenchmarks } from '../../engine/tasks/value-market';
import type { StoreReader } from '../../store/api';
import type { SeriesId, SeriesRecord } from '../../store/types';
import { dailyBars, isEquity, priceBars } from '../hedge-sources';
import { assetOf, chooseBasket, chooseReaching, isOf, marketOf } from '../selection';

export interface MarketPlan {
  readonly instrument: string;
  /** Bars of days, and the finest ones, whose last close is the price. */
  readonly daily: SeriesId;
  readonly price: SeriesId;
  readonly source: string;
  readonly synthetic: boolean;
  readonly benchmarks: ValueBenchmarks;
}

/** Which stored series tell of an instrument's price and of the markets that it is compared with. @returns why there is none, in words */
export function planMarket(reader: StoreReader, instrument: string, asOf: Ms | undefined): MarketPlan | { readonly problem: string } {
  const all = reader.listSeries({}, asOf);
  const daily = dailyBars(all, instrument);
  if (!daily) return { problem: `no price of ${instrument} is stored${asOf === undefined ? '' : ' that was known by then'}` };
  const price = priceBars(all, instrument) ?? daily;
  const { source, synthetic } = price;
  return { instrument, daily: daily.id, price: price.id, source: `${price.instrument}, ${source}`, synthetic, benchmarks: benchmarksOf(all, daily) };
} // prettier-ignore

function benchmarksOf(all: readonly SeriesRecord[], own: SeriesRecord): ValueBenchmarks {
  const none = (problem: string): ValueBenchmarks['btc'] => ({ name: '', members: [], capitalisations: [], problem });
  if (isScenario(own.instrument)) {
    const alone = none('a scenario has no other market beside it');
    return { basket: alone, btc: alone, spx: alone };
  }
  const market = marketOf(own);
  const leader = dailyBars(all, market === 'sample' ? 'SIM-BTC' : 'BTC');
  const beside = chooseBasket(all, own.instrument);
  const basket = beside.length > 0 || !leader ? beside : chooseBasket(all, leader.instrument);
  const equities = all.filter((one) => marketOf(one) === market && isEquity(one.instrument) && dailyBars(all, one.instrument)?.id === one.id); // prettier-ignore
  const index = chooseReaching(equities);
  const of = (name: string, series: readonly SeriesRecord[], problem: string): ValueBenchmarks['btc'] =>
    series.length > 0
      ? {
          name,
          members: series.map(({ id }) => id),
          capitalisations: series.map((one) => sizeOf(all, one)),
          problem: '',
        }
      : none(problem);
  return {
    basket: of('the crypto basket', basket, 'no five assets of one source and interval are stored that a basket could be made of'), // prettier-ignore
    btc: of(leader?.instrument ?? '', leader ? [leader] : [], 'no price of BTC is stored'),
    spx: of(index?.instrument ?? '', index ? [index] : [], 'no price of the S&P 500, or of what tracks it, is stored'),
  };
}

/** Stored capitalisation of what a series is the price of. */
function sizeOf(all: readonly SeriesRecord[], series: SeriesRecord): SeriesId | undefined {
  const sizes = all.filter(({ kind, field, rows }) => kind === 'metric' && field === 'marketCapUsd' && rows > 0);
  const asset = assetOf(all, series.instrument);
  return chooseReaching(sizes.filter((one) => isOf(asset, one)))?.id;
}
