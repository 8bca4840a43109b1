import { NetError } from '../../net/types';
import type { PageRequest, SourceContext, SourcePage } from '../../source';
import { askText } from '../documents/ask';
import { readCsv } from '../documents/read-csv';
import { fredSeries } from './catalogue';

/** All of a series as it stands today: every value the latest, none with the instant at which it was known. */
export async function latestPage(request: PageRequest, context: SourceContext): Promise<SourcePage> {
  const { instrument: id, from, to } = request;
  const url = `https://fred.stlouisfed.org/graph/fredgraph.csv?id=${encodeURIComponent(id)}`;
  const question = { who: 'FRED', what: `the series ${id}` };
  const text = await askText({ source: 'fred', url }, question, context);
  const form = { columns: ['observation_date', id], closed: true, options: { template: 'fred-csv' } };
  const { macro, quarantined } = await readCsv(text, form, question, url, context);
  if (macro.some(({ seriesId }) => seriesId !== id))
    throw new NetError('broken', `FRED sent another series than ${id}.`);
  const known = fredSeries(id);
  const macroSeries = known && { ...known, source: 'fred', pointInTime: false };
  return { series: [], macro, quarantined, ...(macroSeries && { macroSeries: [macroSeries] }), settled: { from, to } };
}
