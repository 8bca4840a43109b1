import { NetError } from '../../net/types';
import { SourceError, type Source } from '../../source';
import { askText } from '../documents/ask';
import { readCsv } from '../documents/read-csv';

const RATES: Readonly<Record<string, string>> = {
  'ECB.DFR': 'Deposit facility rate',
  'ECB.MRR_FR': 'Main refinancing rate (fixed-rate tenders)',
  'ECB.MLFR': 'Marginal lending facility rate',
};
const COLUMNS = ['KEY', 'INSTRUMENT_FM', 'PROVIDER_FM_ID', 'TIME_PERIOD', 'OBS_VALUE'];

export const ecb: Source = {
  id: 'ecb',
  series: 'ecb',
  label: 'European Central Bank',
  group: 'macro',
  url: 'https://data.ecb.europa.eu/data/datasets/FM',
  key: 'none',
  offers: [
    {
      id: 'rates',
      label: 'Key interest rates',
      kinds: ['macro'],
      intervals: [0],
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'whole',
      note: 'Percent, one figure per change, dated by the day from which it holds. The day of the decision is not told: not point-in-time.',
      pageRows: 1_000,
    },
  ],
  instruments: () =>
    Promise.resolve(
      Object.entries(RATES).map(([id, label]) => ({
        id,
        label,
        base: '',
        quote: '',
        type: 'series',
        offers: ['rates'],
        contractSize: null,
        margin: '',
        listed: null,
      })),
    ),
  async page({ instrument: id, offer, from, to }, context) {
    const label = RATES[id];
    if (offer !== 'rates' || label === undefined)
      throw new SourceError('notFound', `The ECB offers its rates as ${Object.keys(RATES).join(', ')}, not ${id}.`);
    const url = `https://data-api.ecb.europa.eu/service/data/FM/B.U2.EUR.4F.KR.${id.slice(4)}.LEV?format=csvdata&detail=dataonly`;
    const question = { who: 'The ECB', what: `the ${label.toLowerCase()}` };
    const text = await askText({ source: 'ecb', url }, question, context);
    const form = { columns: COLUMNS, closed: false, options: { template: 'ecb-key-rates' } };
    const { macro, quarantined } = await readCsv(text, form, question, url, context);
    if (macro.some(({ seriesId }) => seriesId !== id))
      throw new NetError('broken', `The ECB sent another series than ${id}.`);
    const record = { id, label, unit: '%', frequency: 'changes', source: 'ecb', pointInTime: false };
    return { series: [], macro, macroSeries: [record], quarantined, settled: { from, to } };
  },
};
