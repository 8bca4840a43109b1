import { DEFAULT_WITHIN, type Settlement } from '#core/options/chain';
import type { CondorSettings } from '#core/options/condor';
import { DERIBIT_FEES } from '#core/options/fees';
import { parseSymbol } from '#core/series/instrument';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type {
  CondorReply,
  IndicesReply,
  ParityReply,
  SmileReply,
  SurfaceHistory,
  VolatilityReply,
} from '#shared/options';
import { BallastError } from '../errors';
import type { SeriesRecord } from '../store/types';
import type { Connections } from './connections';
import { chooseLongest, chooseReaching, seriesFor, volatilityFor } from './selection';
import { createSurfaceHistory } from './surface-history';
import { lastValue, modelSurface, readIndices, RECENT } from './volatility-indices';

/** What a stored chain is read with. */
export interface ChainQuery {
  readonly instrument: string;
  readonly asOf?: Ms | undefined;
  /** Default: what the series' unit says. */
  readonly settlement?: Settlement | undefined;
  readonly rate?: number | undefined;
  readonly within?: Ms | undefined;
}

/** What stored option chains say. @throws {BallastError} `notFound`: no chain is stored, or none was known by then. */
export interface Options {
  smile(query: ChainQuery): Promise<SmileReply>;
  /** @param query funding [1/yr] instead of the stored one. */
  parity(query: ChainQuery & { readonly funding?: number | undefined }): Promise<ParityReply>;
  condors(query: ChainQuery & { readonly condor: CondorSettings; readonly seed: number }): Promise<CondorReply>;
  /** The quoted surface, or one modelled on volatility indices; never throws for a missing chain. */
  volatility(query: ChainQuery): Promise<VolatilityReply>;
  /** @param query span: how far back, null for all. */
  history(query: ChainQuery & { readonly span: Ms | null }): Promise<SurfaceHistory>;
  indices(query: Pick<ChainQuery, 'instrument' | 'asOf'> & { readonly span: Ms | null }): Promise<IndicesReply>;
}

/** A venue names the coin, or says that premiums are in coins. */
export const settlementOf = ({ unit, instrument }: SeriesRecord): Settlement =>
  unit === 'coin' || (unit !== '' && unit.toUpperCase() === parseSymbol(instrument).base) ? 'coin' : 'quote';

export function createOptions(connections: Connections): Options {
  const chainFor = ({ instrument, asOf, settlement, rate = 0, within = DEFAULT_WITHIN }: ChainQuery) => {
    const all = connections.reader().listSeries({}, asOf);
    // Of several sources the one that was captured last.
    const chain = seriesFor(all, instrument, 'chain').sort((a, b) => b.to - a.to || b.rows - a.rows)[0];
    if (!chain) throw new BallastError('notFound', `No option chain of "${instrument}" is stored${asOf === undefined ? '' : ' that was known by then'}. \`ballast series\` lists what is.`); // prettier-ignore
    const settings = { settlement: settlement ?? settlementOf(chain), rate, within };
    return {
      all,
      chain,
      args: { chain: chain.id, settings, asOf },
      from: { instrument: chain.instrument, source: chain.source, synthetic: chain.synthetic, settlement: settings.settlement }, // prettier-ignore
    };
  };
  const found = <R>(report: R | undefined, { instrument }: ChainQuery): R => {
    if (report === undefined) throw new BallastError('notFound', `The chain of "${instrument}" has no row that was known by then.`); // prettier-ignore
    return report;
  };

  const history = createSurfaceHistory(connections);
  const smile: Options['smile'] = async (query) => {
    const { all, args, from } = chainFor(query);
    const report = found(await connections.engine().run('options.smile', args), query);
    const index = chooseLongest(volatilityFor(all, from.instrument), report.t - RECENT, report.t);
    return { ...from, ...report, venueIndex: index && lastValue(connections, index, report.t) };
  };

  return {
    smile,
    parity: async (query) => {
      const { all, args, from } = chainFor(query);
      const funding = chooseReaching(seriesFor(all, query.instrument, 'funding').filter(({ field }) => field === ''));
      const task = { ...args, fees: DERIBIT_FEES, funding: query.funding ?? { series: funding?.id } };
      return { ...from, ...found(await connections.engine().run('options.parity', task), query), fees: DERIBIT_FEES };
    },
    condors: async (query) => {
      const { all, args, from } = chainFor(query);
      const daily = seriesFor(all, query.instrument, 'bars').filter(({ interval }) => MS_PER_DAY % interval === 0);
      const bars = chooseReaching(daily);
      const task = { ...args, condor: query.condor, bars: bars?.id, seed: query.seed };
      return { ...from, ...found(await connections.engine().run('options.condors', task), query) };
    },
    volatility: async (query) => {
      const quoted = await orNull(() => smile(query));
      return { quoted, modelled: quoted ? null : modelSurface(connections, query) };
    },
    history: async ({ span, ...query }) => {
      const { chain, args, from } = chainFor(query);
      const last = Math.min(chain.to, query.asOf ?? Infinity);
      const since = span === null ? chain.from : last - span;
      return { ...from, ...(await history({ chain, settings: args.settings, from: since, asOf: query.asOf })) };
    },
    indices: (query) => readIndices(connections, query),
  };
}

/** Null where what was asked for is not stored. */
export async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof BallastError && cause.code === 'notFound') return null;
    throw cause;
  }
}
