import { SourceError, type Source } from '../../source';
import { FRED_SERIES } from './catalogue';
import { latestPage } from './latest';
import { vintagesPage } from './vintages';

/** Ids as the service writes them. */
const ID = /^[A-Z0-9_]{2,30}$/;

export const fred: Source = {
  id: 'fred',
  series: 'fred',
  label: 'FRED',
  group: 'macro',
  url: 'https://fred.stlouisfed.org',
  key: 'optional',
  offers: [
    {
      id: 'latest',
      label: 'Latest figures',
      kinds: ['macro'],
      intervals: [0],
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'whole',
      note: 'Every figure as it stands today, after all revisions. The instants of release are not told: not point-in-time, and not for studies or replay. A revision of a figure that is stored is set aside beside it, to be decided on.',
      pageRows: 20_000,
    },
    {
      id: 'vintages',
      label: 'Every vintage (ALFRED)',
      kinds: ['macro'],
      intervals: [0],
      reach: Number.POSITIVE_INFINITY,
      key: 'required',
      shape: 'whole',
      note: 'First figures and each revision, with the day of publication. The hour is not told: a figure counts as known when that day ends in New York. Point-in-time.',
      pageRows: 100_000,
    },
  ],
  instruments: () =>
    Promise.resolve(
      FRED_SERIES.map(({ id, label, unit, frequency }) => ({
        id,
        label: `${label} [${unit}, ${frequency}]`,
        base: '',
        quote: '',
        type: 'series',
        offers: ['latest', 'vintages'],
        contractSize: null,
        margin: '',
        listed: null,
      })),
    ),
  async page(request, context) {
    if (!ID.test(request.instrument))
      throw new SourceError('invalid', `"${request.instrument}" is not the id of a FRED series, such as CPIAUCSL.`);
    if (request.offer === 'latest') return latestPage(request, context);
    if (request.offer === 'vintages') return vintagesPage(request, context);
    throw new SourceError('invalid', `FRED offers latest figures and vintages, not "${request.offer}".`);
  },
};
