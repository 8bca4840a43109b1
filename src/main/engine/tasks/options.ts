import type { CondorSettings } from '#core/options/condor';
import { condorReport, type CondorReport } from '#core/options/condor-report';
import { lastSnapshot, type ChainSettings, type ChainSnapshot } from '#core/options/chain';
import type { FeeSettings } from '#core/options/fees';
import { parityDesk, type ParityReport } from '#core/options/parity';
import { smileReport, type SmileReport } from '#core/options/smile-report';
import { capturesOf, surfacePoint, type SurfacePoint } from '#core/options/surface-history';
import type { Columns } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_YEAR, type Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';
import { Kept, revisionsOf } from '../kept';

interface ChainArgs {
  readonly chain: SeriesId;
  readonly settings: ChainSettings;
  readonly asOf: Ms | undefined;
}

/** The newest quotes of a stored chain that were known by `asOf`. */
function snapshotOf(reader: StoreReader, { chain, settings, asOf }: ChainArgs): ChainSnapshot | undefined {
  const known = asOf === undefined ? {} : { asOf };
  const last = reader.read(chain, known, ['t']).t.at(-1);
  if (last === undefined) return undefined;
  const columns = reader.read(chain, { ...known, from: last - settings.within });
  return lastSnapshot(columns as unknown as Columns<'chain'>, settings);
}

export function readSmile(store: () => StoreReader, args: ChainArgs): SmileReport | undefined {
  const snapshot = snapshotOf(store(), args);
  return snapshot && smileReport(snapshot);
}

const distinct = new Kept<Float64Array>();

/** Instants of the captures in [from, to) that a history is drawn from; every row of a chain has one, so that they are kept. */
export function readCaptures(
  store: () => StoreReader,
  { chain, from, asOf }: { readonly chain: SeriesId; readonly from: Ms; readonly asOf: Ms | undefined },
): Float64Array {
  const reader = store();
  const { knownLag } = reader.getSeries(chain)!;
  const all = distinct.get(revisionsOf(reader, [chain]), () => reader.read(chain, {}, ['t']).t.filter((t, i, ts) => t !== ts[i - 1])); // prettier-ignore
  return capturesOf(all.filter((t) => t >= from && t + knownLag <= (asOf ?? Infinity)));
}

/** What the chain said at each of these instants. */
export function readSurfaces(
  store: () => StoreReader,
  { chain, settings, instants }: Pick<ChainArgs, 'chain' | 'settings'> & { readonly instants: Float64Array },
): SurfacePoint[] {
  const reader = store();
  return Array.from(instants, (t) => {
    const columns = reader.read(chain, { from: t - settings.within, to: t + 1 });
    return surfacePoint(lastSnapshot(columns as unknown as Columns<'chain'>, settings)!);
  });
}

interface ParityArgs extends ChainArgs {
  readonly fees: FeeSettings;
  /** A rate [1/yr], or the series that it is read from. */
  readonly funding: number | { readonly series: SeriesId | undefined };
}

export function readParity(store: () => StoreReader, args: ParityArgs): ParityReport | undefined {
  const reader = store();
  const snapshot = snapshotOf(reader, args);
  if (!snapshot) return undefined;
  const { t, index } = snapshot;
  const funding = typeof args.funding === 'number' ? args.funding : weeklyFunding(reader, args.funding.series, t);
  return { t, index, funding, rows: parityDesk(snapshot, { fees: args.fees, funding }) };
}

const WEEK = 7 * MS_PER_DAY;

/** Sum of the settlements of the week up to an instant, per year; NaN without any. */
function weeklyFunding(reader: StoreReader, id: SeriesId | undefined, asOf: Ms): number {
  if (id === undefined) return NaN;
  const { rate } = reader.read(id, { from: asOf - WEEK, asOf }, ['t', 'rate']);
  const known = rate!.filter((x) => !Number.isNaN(x));
  return known.length === 0 ? NaN : (known.reduce((sum, x) => sum + x, 0) * MS_PER_YEAR) / WEEK;
}

interface CondorArgs extends ChainArgs {
  readonly condor: CondorSettings;
  /** Bars of the underlying, for the history of its returns. */
  readonly bars: SeriesId | undefined;
  readonly seed: number;
}

/** What the history of returns ends with; NaN without one. */
type DatedCondorReport = CondorReport & { readonly returnsTo: Ms };

export function readCondors(store: () => StoreReader, args: CondorArgs): DatedCondorReport | undefined {
  const reader = store();
  const snapshot = snapshotOf(reader, args);
  if (!snapshot) return undefined;
  const { returns, to } =
    args.bars === undefined ? { returns: new Float64Array(), to: NaN } : dailyReturns(reader, args.bars, snapshot.t);
  return { ...condorReport(snapshot, args.condor, returns, args.seed), returnsTo: to };
}

/** Log returns of daily closes known by an instant; a day that is missing breaks the chain. */
function dailyReturns(
  reader: StoreReader,
  id: SeriesId,
  asOf: Ms,
): { readonly returns: Float64Array; readonly to: Ms } {
  const { t, c } = reader.readBars(id, MS_PER_DAY, { asOf });
  const returns: number[] = [];
  for (let i = 1; i < t.length; i++) if (t[i]! - t[i - 1]! === MS_PER_DAY) returns.push(Math.log(c[i]! / c[i - 1]!));
  return { returns: Float64Array.from(returns).filter((x) => !Number.isNaN(x)), to: (t.at(-1) ?? NaN) + MS_PER_DAY };
}
