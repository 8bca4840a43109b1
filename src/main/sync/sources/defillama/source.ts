import { z } from 'zod';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { SourceInstrument } from '#shared/sync';
import { SourceError, type Offer, type Source, type SourceContext } from '../../source';
import { askJson } from '../documents/ask';
import { dailySeries, type Daily } from '../documents/daily';

const Protocol = z.object({
  tvl: z.array(z.object({ date: z.number(), totalLiquidityUSD: z.number() })),
});
const Summary = z.object({ totalDataChart: z.array(z.tuple([z.number(), z.number()])) });
const Protocols = z.array(
  z.object({ slug: z.string(), name: z.string(), symbol: z.string().nullish(), category: z.string().nullish() }),
);
const Overview = z.object({ protocols: z.array(z.object({ slug: z.string().nullish() })) });

const who = 'DefiLlama';
/** Names of the series, which are those of the figures that an import of such a table gets. */
const FIELDS = { tvl: 'tvl', fees: 'dailyFees', revenue: 'dailyRevenue' } as const;
type OfferId = keyof typeof FIELDS;

const offer = (id: OfferId, label: string, note: string): Offer => ({
  id,
  label,
  kinds: ['metric'],
  intervals: [MS_PER_DAY],
  reach: Number.POSITIVE_INFINITY,
  key: 'none',
  shape: 'whole',
  note: `${note} USD, one figure a day, known when the day is over. Figures are revised without notice: a revision is set aside beside the stored figure, to be decided on.`,
  pageRows: 5_000,
});

/** Instruments are protocols, by the slug that the site has in its addresses: `aave-v3`. */
export const defillama: Source = {
  id: 'defillama',
  series: 'defillama',
  label: 'DefiLlama',
  group: 'fundamentals',
  url: 'https://defillama.com',
  key: 'none',
  offers: [
    offer('tvl', 'Value locked', 'Deposits in the protocol, without borrowed and staked coins.'),
    offer('fees', 'Fees', 'What users paid within the day.'),
    offer('revenue', 'Revenue', 'The part of the fees that the protocol and its holders kept.'),
  ],
  instruments,
  async page({ instrument: slug, offer, from, to }, context) {
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(slug))
      throw new SourceError('invalid', `"${slug}" is not a protocol as ${who} writes it, such as aave-v3.`);
    if (!(offer in FIELDS)) throw new SourceError('invalid', `${who} offers value locked, fees and revenue, not "${offer}".`); // prettier-ignore
    const figures = offer === 'tvl' ? await valueLocked(slug, context) : await flows(slug, offer as OfferId, context);
    const metric = { instrument: slug, field: FIELDS[offer as OfferId], unit: 'USD', knownLag: MS_PER_DAY };
    const over = context.now() + (context.http.skew('defillama') || 0) - MS_PER_DAY;
    const closed = figures.filter(({ t }) => t <= over);
    const series = dailySeries(metric, closed, { from: 0, to: Number.POSITIVE_INFINITY });
    return { series: [series], macro: [], settled: { from, to } };
  },
};

/** The value at the first look of each day. */
async function valueLocked(slug: string, context: SourceContext): Promise<Daily[]> {
  const url = `https://api.llama.fi/protocol/${slug}`;
  const { tvl } = await askJson({ source: 'defillama', url }, Protocol, { who, what: `the value locked in ${slug}` }, context); // prettier-ignore
  return firstOfDays(tvl.map(({ date, totalLiquidityUSD }) => [date, totalLiquidityUSD]));
}

async function flows(slug: string, kind: OfferId, context: SourceContext): Promise<Daily[]> {
  const url = `https://api.llama.fi/summary/fees/${slug}?dataType=${FIELDS[kind]}`;
  const { totalDataChart } = await askJson({ source: 'defillama', url }, Summary, { who, what: `the ${kind} of ${slug}` }, context); // prettier-ignore
  return firstOfDays(totalDataChart);
}

/** Days are stamped with their start or, the older and the running ones, with the second of the look. */
function firstOfDays(points: readonly (readonly [seconds: number, value: number])[]): Daily[] {
  const days = new Map<Ms, number>();
  for (const [seconds, value] of [...points].sort((a, b) => a[0] - b[0])) {
    const day = Math.floor((seconds * 1_000) / MS_PER_DAY) * MS_PER_DAY;
    if (!days.has(day)) days.set(day, value);
  }
  return [...days].map(([t, value]) => ({ t, value }));
}

async function instruments(context: SourceContext): Promise<SourceInstrument[]> {
  const ask = <T>(path: string, schema: z.ZodType<T>, what: string): Promise<T> =>
    askJson({ source: 'defillama', url: `https://api.llama.fi/${path}` }, schema, { who, what }, context);
  const protocols = await ask('protocols', Protocols, 'its list of protocols');
  const query = 'excludeTotalDataChart=true&excludeTotalDataChartBreakdown=true';
  const earning = await ask(`overview/fees?${query}`, Overview, 'its list of fees');
  const withFees = new Set(earning.protocols.map(({ slug }) => slug));
  return protocols.map(({ slug, name, symbol, category }) => ({
    id: slug,
    label: category ? `${name} (${category})` : name,
    base: symbol && symbol !== '-' ? symbol : '',
    quote: 'USD',
    type: 'asset',
    offers: withFees.has(slug) ? ['tvl', 'fees', 'revenue'] : ['tvl'],
    contractSize: null,
    margin: '',
    listed: null,
  }));
}
