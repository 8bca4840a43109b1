import { emptyColumns, type Columns } from '#core/series/schema';
import { MS_PER_HOUR } from '#core/time/ms';
import { NetError } from '../../net/types';
import { numberAt, objectAt, readColumns, rowsAt, textAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { resultOf, venue } from './api';

const MOST = 1_000;

/** Asked by day, not by contract: settlements by currency would repeat the same price for each option that expired. */
export const delivery: ReadableOffer = {
  id: 'delivery',
  label: 'Delivery prices',
  kinds: ['metric'],
  intervals: [0],
  reach: Infinity,
  key: 'none',
  shape: 'whole',
  pageRows: 10 * MOST,
  note: 'Price in USD at which options and futures of the asset were delivered at 08:00 UTC of each day: the mean of the index over half an hour before.',
  async read(request, context) {
    const index_name = `${request.instrument.toLowerCase()}_usd`;
    const parts: Columns<'metric'>[] = [];
    for (let offset = 0, total = 1; offset < total; offset += MOST) {
      const reply = await venue.read('publicGetGetDeliveryPrices', { index_name, offset, count: MOST }, context);
      const page = readDeliveries(resultOf(reply));
      parts.push(page.columns);
      total = page.total;
      context.onProgress?.(Math.min(1, (offset + MOST) / Math.max(total, 1)));
    }
    const columns = joined(parts);
    return {
      series: [{ ...seriesOf(request, 'metric', columns, { unit: 'USD' }), field: 'deliveryPrice' }],
      macro: [],
      settled: { from: request.from, to: request.to },
    };
  },
};

/** `result` of `get_delivery_prices`: days and prices, and how many there are in all. */
export function readDeliveries(result: unknown): { readonly columns: Columns<'metric'>; readonly total: number } {
  const rows = rowsAt(result, 'data').map((value) => {
    const row = objectAt(value, 'a delivery price');
    const day = Date.parse(`${textAt(row, 'date')}T00:00:00Z`);
    if (Number.isNaN(day)) throw new NetError('broken', 'An answer has another shape than expected: date is no day.');
    return { ...row, t: day + 8 * MS_PER_HOUR };
  });
  return {
    columns: readColumns('metric', rows, { t: 't', value: 'delivery_price' }),
    total: numberAt(objectAt(result, 'the answer'), 'records_total'),
  };
}

function joined(parts: readonly Columns<'metric'>[]): Columns<'metric'> {
  const columns = emptyColumns('metric', parts.reduce((sum, { t }) => sum + t.length, 0)); // prettier-ignore
  let at = 0;
  for (const { t, value } of parts) {
    columns.t.set(t, at);
    columns.value.set(value, at);
    at += t.length;
  }
  return columns;
}
