import { CRYPTO_SHAPE, EQUITY_SHAPE } from '#core/options/modelled-smile';
import { modelledReport } from '#core/options/modelled-report';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_YEAR, type Ms } from '#core/time/ms';
import type { IndexHistory, IndexValue, IndicesReply, ModelledReply } from '#shared/options';
import type { SeriesRecord } from '../store/types';
import type { Connections } from './connections';
import { assetOf, chooseReaching, marketOf, volatilityFor } from './selection';

/** Indices of S&P 500 options by the days that they look ahead. @source Cboe, methodology of each index. */
const EQUITY: readonly (readonly [name: string, days: number])[] = [
  ['VIX9D', 9],
  ['VIX', 30],
  ['VIX3M', 93],
];
/** DVOL and its like look 30 days ahead. */
const OWN_DAYS = 30;
/** Assets that the equity indices speak for. */
const EQUITY_ASSETS = new Set(['SPX', 'SPXW', 'XSP', 'SPY', 'ES', 'SP500', 'GSPC', '^GSPC', ...EQUITY.map(([name]) => name)]); // prettier-ignore

/** An index value older than this says nothing of a market now. */
export const RECENT: Ms = 7 * MS_PER_DAY;
const MOST_POINTS = 1_500;

interface Chosen {
  readonly series: SeriesRecord;
  readonly days: number;
}

/** Of those of the instrument's own market. */
function equityIndices(all: readonly SeriesRecord[], instrument: string): Chosen[] {
  const { market } = assetOf(all, instrument);
  return EQUITY.flatMap(([name, days]) => {
    const named = all.filter((one) => one.kind === 'vol' && one.rows > 0 && marketOf(one) === market && one.instrument.toUpperCase().replace(/^SIM-/, '') === name); // prettier-ignore
    const series = chooseReaching(named);
    return series ? [{ series, days }] : [];
  });
}

const ownIndex = (all: readonly SeriesRecord[], instrument: string): Chosen | undefined => {
  const series = chooseReaching(volatilityFor(all, instrument));
  return series && { series, days: EQUITY.find(([name]) => name === assetOf(all, instrument).base)?.[1] ?? OWN_DAYS };
};

/** Last value of an index known by an instant and not older than a week; undefined without one. */
export function lastValue(
  { reader }: Connections,
  { id, instrument, knownLag }: SeriesRecord,
  asOf: Ms,
): IndexValue | undefined {
  const { t, c } = reader().read(id, { from: asOf - RECENT, asOf }, ['t', 'c']);
  const i = t.length - 1;
  return i < 0 || !(c![i]! > 0) ? undefined : { instrument, t: t[i]! + knownLag, value: c![i]! };
}

interface Query {
  readonly instrument: string;
  readonly asOf?: Ms | undefined;
}

/** Volatility indices of an instrument over a span that ends with what is known. @param span null: all of it. */
export async function readIndices(
  connections: Connections,
  { instrument, asOf, span }: Query & { readonly span: Ms | null },
): Promise<IndicesReply> {
  const all = connections.reader().listSeries({}, asOf);
  const own = ownIndex(all, instrument);
  const equity = equityIndices(all, instrument).filter(({ series }) => series.id !== own?.series.id);
  const ends = [...(own ? [own] : []), ...equity].map(({ series }) => series.to + series.knownLag);
  const end = asOf ?? Math.max(...ends);
  const read = async ({ series, days }: Chosen): Promise<IndexHistory> => {
    const from = span === null ? series.from : end - span;
    const step = Math.max(MS_PER_HOUR, (end - from) / MOST_POINTS);
    const columns = await connections.engine().run('index.read', { series: series.id, from, asOf, step });
    const { instrument: name, source, synthetic } = series;
    return { instrument: name, source, synthetic, days, ...columns };
  };
  return { own: own ? await read(own) : null, equity: await Promise.all(equity.map(read)) };
}

/** A surface from the indices of an instrument alone. @returns null: none is stored that was known by then. */
export function modelSurface(connections: Connections, { instrument, asOf }: Query): ModelledReply | null {
  const all = connections.reader().listSeries({}, asOf);
  const isEquity = EQUITY_ASSETS.has(assetOf(all, instrument).base);
  const own = ownIndex(all, instrument);
  const chosen = isEquity ? equityIndices(all, instrument) : own ? [own] : [];
  const until = asOf ?? Math.max(...chosen.map(({ series }) => series.to + series.knownLag));
  const levels = chosen.flatMap(({ series, days }) => {
    const last = lastValue(connections, series, until);
    return last ? [{ ...last, days }] : [];
  });
  if (levels.length === 0) return null;
  const shape = isEquity ? EQUITY_SHAPE : CRYPTO_SHAPE;
  const term = levels.map(({ days, value }) => ({ tau: (days * MS_PER_DAY) / MS_PER_YEAR, level: value }));
  return {
    underlying: isEquity ? 'S&P 500' : instrument,
    t: Math.max(...levels.map(({ t }) => t)),
    synthetic: chosen.some(({ series }) => series.synthetic),
    levels,
    shape,
    tenors: modelledReport(term, shape),
  };
}
