import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { Source } from '../../source';
import { DAY_LAG, MONTH_LAG } from './files';
import { archiveInstruments } from './instruments';
import { archivePage } from './page';

/** Intervals that the archive has bars of. */
const BARS: readonly Ms[] = [1, 3, 5, 15, 30, 60, 120, 240, 360, 480, 720, 1_440].map((m) => m * MS_PER_MINUTE);
const METRICS: Ms = 5 * MS_PER_MINUTE;

/** Files that the venue publishes. They feed the venue's own series, and equal an import of the same files. */
export const binanceArchive: Source = {
  id: 'binance-archive',
  series: 'binance',
  label: 'Binance public archive',
  group: 'archive',
  url: 'https://data.binance.vision',
  key: 'none',
  offers: [
    {
      id: 'bars',
      label: 'Candles',
      kinds: ['bars'],
      intervals: BARS,
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'history',
      note: 'Futures from September 2019 on, checked against checksums: a file per month, and per day for the newest. Volume in coins. Three days behind.',
      pageRows: 31 * (MS_PER_DAY / MS_PER_MINUTE),
      lag: DAY_LAG,
    },
    {
      id: 'metrics',
      label: 'Open interest and long/short ratios',
      kinds: ['oi', 'metric'],
      intervals: [METRICS],
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'history',
      note: 'Every five minutes from September 2020 on: the only free history of it that reaches beyond the 30 days which the venue itself answers. A file per day; days are missing. Three days behind.',
      pageRows: MS_PER_DAY / METRICS,
      lag: DAY_LAG,
    },
    {
      id: 'funding',
      label: 'Funding',
      kinds: ['funding'],
      intervals: [0],
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'history',
      note: 'Rate per funding interval as a fraction, from January 2020 on. A file per month, published in the first week of the next: up to 46 days behind.',
      pageRows: 200,
      lag: MONTH_LAG,
    },
  ],
  instruments: archiveInstruments,
  page: archivePage,
};
