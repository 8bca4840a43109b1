import { DEFAULT_WITHIN, type Settlement } from '#core/options/chain';
import type { CondorSettings } from '#core/options/condor';
import type { CondorReport } from '#core/options/condor-report';
import { DERIBIT_FEES } from '#core/options/fees';
import type { SmileReport } from '#core/options/smile-report';
import { parseSymbol } from '#core/series/instrument';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { ParityReport } from '../engine/tasks/options';
import { BallastError } from '../errors';
import type { SeriesRecord } from '../store/types';
import type { Connections } from './connections';
import { chooseLongest, seriesFor, volatilityFor } from './selection';

/** What a stored chain is read with. */
export interface ChainQuery {
  readonly instrument: string;
  readonly asOf?: Ms | undefined;
  /** Default: what the series' unit says. */
  readonly settlement?: Settlement | undefined;
  readonly rate?: number | undefined;
  readonly within?: Ms | undefined;
}

/** Where a figure comes from. */
interface FromChain {
  readonly instrument: string;
  readonly source: string;
  readonly synthetic: boolean;
  readonly settlement: Settlement;
}

export type SmileReply = FromChain &
  SmileReport & {
    /** Last value of the stored volatility index of the asset known by the quotes [1/√yr]; undefined without one. */
    readonly venueIndex: { readonly instrument: string; readonly t: Ms; readonly value: number } | undefined;
  };
export type ParityReply = FromChain & ParityReport;
export type CondorReply = FromChain & CondorReport;

/** What stored option chains say. @throws {BallastError} `notFound`: no chain is stored, or none was known by then. */
export interface Options {
  smile(query: ChainQuery): Promise<SmileReply>;
  /** @param query funding [1/yr] instead of the stored one. */
  parity(query: ChainQuery & { readonly funding?: number | undefined }): Promise<ParityReply>;
  condors(query: ChainQuery & { readonly condor: CondorSettings; readonly seed: number }): Promise<CondorReply>;
}

/** A venue names the coin, or says that premiums are in coins. */
const settlementOf = ({ unit, instrument }: SeriesRecord): Settlement =>
  unit === 'coin' || (unit !== '' && unit.toUpperCase() === parseSymbol(instrument).base) ? 'coin' : 'quote';

/** An index value older than this says nothing of the quotes. */
const RECENT: Ms = 7 * MS_PER_DAY;

export function createOptions(connections: Connections): Options {
  const chainFor = ({ instrument, asOf, settlement, rate = 0, within = DEFAULT_WITHIN }: ChainQuery) => {
    const all = connections.reader().listSeries();
    const chains = seriesFor(all, instrument, 'chain').filter(({ from }) => from <= (asOf ?? Infinity));
    // Of several sources the one that was captured last.
    const chain = chains.sort((a, b) => Math.min(b.to, asOf ?? Infinity) - Math.min(a.to, asOf ?? Infinity) || b.rows - a.rows)[0]; // prettier-ignore
    if (!chain) throw new BallastError('notFound', `No option chain of "${instrument}" is stored${asOf === undefined ? '' : ' that was known by then'}. \`ballast series\` lists what is.`); // prettier-ignore
    const settings = { settlement: settlement ?? settlementOf(chain), rate, within };
    return {
      all,
      args: { chain: chain.id, settings, asOf },
      from: { instrument: chain.instrument, source: chain.source, synthetic: chain.synthetic, settlement: settings.settlement }, // prettier-ignore
    };
  };
  const found = <R>(report: R | undefined, { instrument }: ChainQuery): R => {
    if (report === undefined) throw new BallastError('notFound', `The chain of "${instrument}" has no row that was known by then.`); // prettier-ignore
    return report;
  };

  return {
    smile: async (query) => {
      const { all, args, from } = chainFor(query);
      const report = found(await connections.engine().run('options.smile', args), query);
      const index = chooseLongest(volatilityFor(all, from.instrument), report.t - RECENT, report.t);
      return { ...from, ...report, venueIndex: index && lastOf(connections, index, report.t) };
    },
    parity: async (query) => {
      const { all, args, from } = chainFor(query);
      const funding = chooseLongest(seriesFor(all, query.instrument, 'funding'), -Infinity, Infinity);
      const task = { ...args, fees: DERIBIT_FEES, funding: query.funding ?? { series: funding?.id } };
      return { ...from, ...found(await connections.engine().run('options.parity', task), query) };
    },
    condors: async (query) => {
      const { all, args, from } = chainFor(query);
      const daily = seriesFor(all, query.instrument, 'bars').filter(({ interval }) => MS_PER_DAY % interval === 0);
      const bars = chooseLongest(daily, -Infinity, Infinity);
      const task = { ...args, condor: query.condor, bars: bars?.id, seed: query.seed };
      return { ...from, ...found(await connections.engine().run('options.condors', task), query) };
    },
  };
}

function lastOf({ reader }: Connections, { id, instrument, knownLag }: SeriesRecord, asOf: Ms) {
  const { t, c } = reader().read(id, { from: asOf - RECENT, asOf }, ['t', 'c']);
  const i = t.length - 1;
  return i < 0 ? undefined : { instrument, t: t[i]! + knownLag, value: c![i]! };
}
