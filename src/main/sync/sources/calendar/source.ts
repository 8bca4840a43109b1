import { SourceError, type Source } from '../../source';
import { CALENDAR, factsAsOf } from './facts';

/** Dates that come with the program. Works without a network. */
export const calendar: Source = {
  id: 'calendar',
  series: 'calendar',
  label: 'US economic calendar',
  group: 'macro',
  url: 'https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm',
  key: 'none',
  offers: [
    {
      id: 'dates',
      label: 'Decisions and releases',
      kinds: ['macro'],
      intervals: [0],
      reach: Number.POSITIVE_INFINITY,
      key: 'none',
      shape: 'whole',
      note: `Dates and hours that come with the program, as of ${factsAsOf}: what is later is scheduled and may move. Point-in-time. Target ranges have their figures; prices and product have dates only.`,
      pageRows: 1_000,
    },
  ],
  instruments: () =>
    Promise.resolve(
      CALENDAR.map(({ id, label, releases }) => ({
        id,
        label,
        base: '',
        quote: '',
        type: 'series',
        offers: ['dates'],
        contractSize: null,
        margin: '',
        listed: releases[0]?.released ?? null,
      })),
    ),
  page({ instrument, offer, from, to }) {
    const event = CALENDAR.find(({ id }) => id === instrument);
    if (offer !== 'dates' || !event) {
      const known = CALENDAR.map(({ id }) => id).join(', ');
      return Promise.reject(new SourceError('notFound', `The calendar has dates of ${known}, not of ${instrument}.`));
    }
    return Promise.resolve({ series: [], macro: event.releases, macroSeries: event.series, settled: { from, to } });
  },
};
