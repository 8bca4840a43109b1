import type { Feed } from '../feed';
import { binanceCoinM, binanceUsdM } from './binance';
import { bybitInverse, bybitLinear } from './bybit';
import { okx } from './okx';

/** By source: one line each. */
export const FEEDS: Readonly<Record<Feed['source'], readonly Feed[]>> = {
  binance: [binanceUsdM, binanceCoinM],
  bybit: [bybitLinear, bybitInverse],
  okx: [okx],
};
