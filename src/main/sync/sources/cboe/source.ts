import { MS_PER_DAY } from '#core/time/ms';
import { NetError } from '../../net/types';
import { SourceError, type Source } from '../../source';
import { askText } from '../documents/ask';
import { readCsv } from '../documents/read-csv';

/** Volatility indices by name; SKEW is the one that is none. */
const INDICES: Readonly<Record<string, string>> = {
  VIX: 'S&P 500 volatility, 30 days',
  VIX1D: 'S&P 500 volatility, 1 day',
  VIX9D: 'S&P 500 volatility, 9 days',
  VIX3M: 'S&P 500 volatility, 3 months',
  VIX6M: 'S&P 500 volatility, 6 months',
  VIX1Y: 'S&P 500 volatility, 1 year',
  VVIX: 'Volatility of VIX',
  SKEW: 'S&P 500 skew',
  VXN: 'NASDAQ-100 volatility',
  RVX: 'Russell 2000 volatility',
  OVX: 'Crude oil volatility',
  GVZ: 'Gold volatility',
};

export const cboe: Source = {
  id: 'cboe',
  series: 'cboe',
  label: 'Cboe',
  group: 'macro',
  url: 'https://www.cboe.com/tradable_products/vix/vix_historical_data/',
  key: 'none',
  offers: [
    {
      id: 'index',
      label: 'Index history',
      kinds: ['vol', 'metric'],
      intervals: [MS_PER_DAY],
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'whole',
      note: 'One row per trading day, known when the day is over. Volatility as a decimal per year; SKEW in points. Some indices have closes only.',
      pageRows: 20_000,
    },
  ],
  instruments: () =>
    Promise.resolve(
      Object.entries(INDICES).map(([id, label]) => ({
        id,
        label,
        base: '',
        quote: '',
        type: 'index',
        offers: ['index'],
        contractSize: null,
        margin: '',
        listed: null,
      })),
    ),
  async page({ instrument, offer, from, to }, context) {
    if (offer !== 'index') throw new SourceError('invalid', `Cboe offers the history of its indices, not "${offer}".`);
    if (!/^[A-Z0-9]{2,10}$/.test(instrument))
      throw new SourceError('invalid', `"${instrument}" is not the name of an index, such as VIX.`);
    const url = `https://cdn.cboe.com/api/global/us_indices/daily_prices/${instrument}_History.csv`;
    const question = { who: 'Cboe', what: `the history of ${instrument}` };
    const text = await askText({ source: 'cboe', url }, question, context);
    const template = instrument === 'SKEW' ? 'cboe-skew' : 'volatility-index';
    const options = { template, instrument, source: 'cboe', interval: MS_PER_DAY };
    const { series, quarantined } = await readCsv(text, { columns: ['date'], closed: true, options }, question, url, context); // prettier-ignore
    if (series.some((one) => one.instrument !== instrument))
      throw new NetError('broken', `Cboe sent another index than ${instrument}.`);
    return { series, macro: [], quarantined, settled: { from, to } };
  },
};
