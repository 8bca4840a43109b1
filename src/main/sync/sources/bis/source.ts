import { SHIPPED_FORMATS } from '../../importers/format/shipped';
import { NetError } from '../../net/types';
import { SourceError, type Source } from '../../source';
import { askText } from '../documents/ask';
import { readCsv } from '../documents/read-csv';

const TEMPLATE = 'bis-eer';
const COLUMNS = ['FREQ', 'EER_TYPE', 'EER_BASKET', 'REF_AREA', 'TIME_PERIOD', 'OBS_VALUE'];

/** Area of a currency, as the bank writes it; the euro's is XM. */
const AREAS = new Map(
  Object.entries(SHIPPED_FORMATS.find(({ name }) => name === TEMPLATE)?.names['currency'] ?? {}).map(
    ([area, currency]) => [currency, area],
  ),
);

const idOf = (currency: string): string => `REER.${currency}`;

export const bis: Source = {
  id: 'bis',
  series: 'bis',
  label: 'Bank for International Settlements',
  group: 'macro',
  url: 'https://data.bis.org/topics/EER',
  key: 'none',
  offers: [
    {
      id: 'reer',
      label: 'Real effective exchange rates',
      kinds: ['macro'],
      intervals: [0],
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'whole',
      note: 'Monthly averages from 1994 on, broad basket, latest vintage. Published about the middle of the next month, the day is not told: not point-in-time. A revision is set aside beside the stored figure, to be decided on.',
      pageRows: 1_000,
    },
  ],
  instruments: () =>
    Promise.resolve(
      [...AREAS.keys()].map((currency) => ({
        id: idOf(currency),
        label: `${currency}, real effective exchange rate`,
        base: currency,
        quote: '',
        type: 'series',
        offers: ['reer'],
        contractSize: null,
        margin: '',
        listed: null,
      })),
    ),
  async page({ instrument: id, offer, from, to }, context) {
    const currency = id.replace(/^REER\./, '');
    const area = AREAS.get(currency);
    if (offer !== 'reer' || !area || id !== idOf(currency))
      throw new SourceError('notFound', `BIS offers real effective exchange rates such as ${idOf('USD')}, not ${id}.`);
    const url = `https://stats.bis.org/api/v1/data/WS_EER/M.R.B.${area}?detail=dataonly&format=csv`;
    const question = { who: 'BIS', what: `the real effective exchange rate of ${currency}` };
    const text = await askText({ source: 'bis', url }, question, context);
    const form = { columns: COLUMNS, closed: false, options: { template: TEMPLATE } };
    const { macro, quarantined } = await readCsv(text, form, question, url, context);
    if (macro.some(({ seriesId }) => seriesId !== id))
      throw new NetError('broken', `BIS sent another series than ${id}.`);
    const record = { id, label: `${currency}, real effective exchange rate (broad)`, unit: 'index', frequency: 'monthly', source: 'bis', pointInTime: false }; // prettier-ignore
    return { series: [], macro, macroSeries: [record], quarantined, settled: { from, to } };
  },
};
