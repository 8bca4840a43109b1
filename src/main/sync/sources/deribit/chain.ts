import type { Columns } from '#core/series/schema';
import { SourceError, type PageRequest, type SourceContext, type SourcePage } from '../../source';
import { numberAt, objectAt, textAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { resultOf, venue } from './api';
import { columnsOfSummaries, columnsOfTickers, summariesOf, tickerOf } from './chain-rows';

const SHARED = { kinds: ['chain'], intervals: [0], reach: 0, key: 'none', shape: 'capture' } as const;
/** Tickers under way at a time; how many a second is the net's affair. */
const LINES = 8;

/** Two requests, whatever the number of options. */
export const chain: ReadableOffer = {
  ...SHARED,
  id: 'chain',
  label: 'Option chain',
  pageRows: 2_000,
  note: 'All options paid in the coin, as they stand now: bid, ask and mark in coin, volatility of the mark, open interest, volume of a day, forward and index. Sizes, volatilities of bid and ask, and greeks are not in this answer, and stay empty.',
  async read(request, context) {
    const index = await readIndex(request, context); // before the quotes: it is no newer than their stamp
    return toPage(request, columnsOfSummaries(await readSummaries(request, context), index));
  },
};

/** A request for each option: about a minute for all of an asset. */
export const chainWithGreeks: ReadableOffer = {
  ...SHARED,
  id: 'chain-greeks',
  label: 'Option chain with greeks',
  pageRows: 2_000,
  note: 'As the option chain, with sizes, volatilities of bid and ask, and the venue’s greeks: one request for each option, so it takes about a minute, and all rows are stamped with the end of it. Options without open interest and quotes are left out.',
  async read(request, context) {
    const names = (await readSummaries(request, context)).filter(isAlive).map((row) => textAt(row, 'instrument_name'));
    const rows: Readonly<Record<string, unknown>>[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let name = names[next++]; name !== undefined; name = names[next++]) {
        const ticker = await readTicker(name, context);
        if (ticker) rows.push(ticker);
        context.onProgress?.(Math.min(1, next / names.length));
      }
    };
    await Promise.all(Array.from({ length: LINES }, work));
    return toPage(request, columnsOfTickers(rows));
  },
};

const toPage = (request: PageRequest, columns: Columns<'chain'>): SourcePage => ({
  series: [seriesOf(request, 'chain', columns, { unit: request.instrument })],
  macro: [],
  settled: { from: request.from, to: request.to },
});

const readSummaries = async ({ instrument }: PageRequest, context: SourceContext) =>
  summariesOf(
    resultOf(await venue.read('publicGetGetBookSummaryByCurrency', { currency: instrument, kind: 'option' }, context)),
    instrument,
  );

async function readIndex({ instrument }: PageRequest, context: SourceContext): Promise<number> {
  const reply = await venue.read('publicGetGetIndexPrice', { index_name: `${instrument.toLowerCase()}_usd` }, context);
  return numberAt(objectAt(resultOf(reply), 'the index'), 'index_price');
}

const isAlive = (row: Readonly<Record<string, unknown>>): boolean =>
  ['open_interest', 'bid_price', 'ask_price'].some((name) => Number(row[name] ?? 0) > 0);

/** Undefined for an option that expired meanwhile. */
async function readTicker(name: string, context: SourceContext) {
  try {
    return tickerOf(resultOf(await venue.read('publicGetTicker', { instrument_name: name }, context)));
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
