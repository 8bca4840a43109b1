import type { KnownPoints } from '#core/evidence/types';
import { basketOf } from '#core/hedge/basket';
import { returnsOn, type DailyCloses } from '#core/hedge/closes';
import { knownAt, signalsAt, volatilityMarketAt, type HedgeHistory } from '#core/hedge/history';
import type { ListedExpiry } from '#core/hedge/market';
import type { HedgeMarketData } from '#core/hedge/market-data';
import type { Slice } from '#core/hedge/surface';
import { VOLATILITY_DYNAMICS } from '#core/hedge/volatility-dynamics';
import { DEFAULT_WITHIN, lastSnapshot, type Settlement } from '#core/options/chain';
import { CRYPTO_SHAPE, EQUITY_SHAPE, modelledSmile, type IndexLevel } from '#core/options/modelled-smile';
import { riskReversals, type ChainQuotes } from '#core/options/risk-reversal';
import { smilesOf } from '#core/options/smile';
import { surfaceOf } from '#core/options/surface';
import type { Columns } from '#core/series/schema';
import { lastIndexAtOrBefore } from '#core/series/search';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { HedgeMarketReply } from '#shared/hedge';
import { BallastError } from '../../errors';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesId } from '../../store/types';

/** Which stored series speak for a plan's asset. */
export interface HedgeSources {
  /** Bars of a history, and the finest ones for the price of now. */
  readonly asset: {
    readonly instrument: string;
    readonly id: SeriesId;
    readonly price: SeriesId;
    readonly source: string;
  };
  readonly equity: boolean;
  /** Volatility index of 30 days, and of an equity index those of 9 and 93 days and of its own volatility. */
  readonly index: { readonly instrument: string; readonly id: SeriesId } | undefined;
  readonly near: SeriesId | undefined;
  readonly back: SeriesId | undefined;
  readonly volOfVol: SeriesId | undefined;
  readonly chain: { readonly id: SeriesId; readonly settlement: Settlement } | undefined;
  readonly funding: SeriesId | undefined;
  /** One member, or those of a basket. */
  readonly benchmark: { readonly name: string; readonly members: readonly SeriesId[] };
  readonly instruments: readonly { readonly instrument: string; readonly id: SeriesId }[];
  /** Of a scenario: where it leaves what was. Beside its own bars every price is that of a market that never saw it. */
  readonly scenario: { readonly start: Ms; readonly own: SeriesId } | undefined;
}

/** Until when a series speaks for a plan: in a scenario other markets end with its start. */
const speaksUntil = ({ scenario }: Pick<HedgeSources, 'scenario'>, id: SeriesId, t: Ms): Ms =>
  scenario && id !== scenario.own ? Math.min(t, scenario.start) : t;

export interface MarketArgs {
  readonly sources: HedgeSources;
  /** Confirmations of cascades as known at their decisions. */
  readonly exhaustion: KnownPoints | undefined;
  readonly asOf: Ms | undefined;
  readonly window: number;
  /** The price is that of the finest bars; false: of those of the history, so that a recorded path goes on from it. */
  readonly fine: boolean;
  readonly synthetic: boolean;
}

/** Quotes older than this are not the surface of now. */
const CHAIN_STALE: Ms = 3 * MS_PER_DAY;
/** Tenors that a modelled surface has slices at [days]. */
const MODELLED_DAYS = [7, 14, 30, 60, 90, 180, 365];
const SPOT_STALE: Ms = 7 * MS_PER_DAY;
const YEAR = 365;

/** What was known by an instant, from another one on; undefined: without an end. */
interface Span {
  readonly asOf: Ms | undefined;
  readonly from?: Ms | undefined;
}
const rangeOf = ({ asOf, from }: Span): ReadRange => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(from === undefined ? {} : { from }),
});

/** Closes by the instant from which each was known. */
function closes(reader: StoreReader, id: SeriesId | undefined, span: Span): KnownPoints | undefined {
  if (id === undefined) return undefined;
  const { t, c } = reader.read(id, rangeOf(span), ['t', 'c']);
  const { knownLag } = reader.getSeries(id)!;
  return { known: t.map((at) => at + knownLag), value: c! };
}

function fundingOf(reader: StoreReader, id: SeriesId | undefined, span: Span): KnownPoints | undefined {
  if (id === undefined) return undefined;
  const { t, rate } = reader.read(id, rangeOf(span), ['t', 'rate']);
  const { knownLag } = reader.getSeries(id)!;
  return { known: t.map((at) => at + knownLag), value: rate! };
}

function reversalsOf(reader: StoreReader, id: SeriesId | undefined, span: Span): KnownPoints | undefined {
  if (id === undefined) return undefined;
  const columns = reader.read(id, rangeOf(span), ['t', 'expiry', 'type', 'markIv', 'delta']);
  const { knownLag } = reader.getSeries(id)!;
  const { t, value } = riskReversals(columns as unknown as ChainQuotes);
  return { known: t.map((at) => at + knownLag), value };
}

/** Everything of the asset that was known by `asOf`. @param from no row is stamped before it. */
export function loadHistory(reader: StoreReader, { sources, exhaustion, asOf }: Pick<MarketArgs, 'sources' | 'exhaustion' | 'asOf'>, from?: Ms): HedgeHistory {
  const span = { asOf, from };
  return {
    spot: closes(reader, sources.asset.id, span)!,
    index: closes(reader, sources.index?.id, span),
    back: closes(reader, sources.back, span),
    volOfVol: closes(reader, sources.volOfVol, span),
    slope: undefined,
    riskReversal: reversalsOf(reader, sources.chain?.id, span),
    exhaustion,
    funding: fundingOf(reader, sources.funding, span),
    speed: VOLATILITY_DYNAMICS[sources.equity ? 'equity' : 'crypto'].speed,
  };
} // prettier-ignore

interface QuotedSurface {
  readonly t: Ms;
  /** Price of the asset as the chain states it, NaN where it does not. */
  readonly index: number;
  readonly slices: readonly Slice[];
  readonly listed: readonly ListedExpiry[];
  readonly carry: number;
  readonly slope: number;
}

/** The newest chain, if it is recent and has a slice to show. */
function quotedSurface(reader: StoreReader, { chain }: HedgeSources, asOf: Ms): QuotedSurface | undefined {
  if (!chain) return undefined;
  const last = reader.read(chain.id, { asOf }, ['t']).t.at(-1);
  if (last === undefined || asOf - last > CHAIN_STALE) return undefined;
  const columns = reader.read(chain.id, { asOf, from: last - DEFAULT_WITHIN }) as unknown as Columns<'chain'>;
  const snapshot = lastSnapshot(columns, { settlement: chain.settlement, rate: 0, within: DEFAULT_WITHIN });
  if (!snapshot) return undefined;
  const smiles = smilesOf(snapshot);
  const slices = smiles.flatMap(({ ladder, fit }) => (fit ? [{ tau: ladder.tau, svi: fit.svi }] : []));
  if (slices.length === 0) return undefined;
  const [near] = smiles.toSorted((a, b) => Math.abs(a.ladder.tau * YEAR - 30) - Math.abs(b.ladder.tau * YEAR - 30));
  const { slopes } = surfaceOf(smiles);
  return {
    t: snapshot.t,
    index: snapshot.index,
    slices,
    listed: smiles.map(({ ladder, forward }) => ({
      expiry: ladder.expiry,
      forward: forward.value,
      strikes: ladder.strike,
    })),
    carry: near && snapshot.index > 0 ? Math.log(near.forward.value / snapshot.index) / near.ladder.tau : 0,
    slope: slopes.find(({ front }) => front === 30)?.value ?? NaN,
  };
}

const minute = (t: Ms): string => new Date(t).toISOString().slice(0, 16);

/** The history with the close of the finest bars at its end, where that is newer. */
function withLastPrice(reader: StoreReader, history: HedgeHistory, id: SeriesId, asOf: Ms | undefined): HedgeHistory {
  const { known, value } = history.spot;
  const { to, knownLag } = reader.getSeries(id)!;
  const range = { from: Math.min(to, asOf ?? Infinity) - MS_PER_DAY, ...(asOf === undefined ? {} : { asOf }) };
  const { t, c } = reader.read(id, range, ['t', 'c']);
  const at = (t.at(-1) ?? -Infinity) + knownLag;
  if (!(at > (known.at(-1) ?? -Infinity))) return history;
  const append = (column: Float64Array, x: number): Float64Array => {
    const longer = new Float64Array(column.length + 1);
    longer.set(column);
    longer[column.length] = x;
    return longer;
  };
  return { ...history, spot: { known: append(known, at), value: append(value, c!.at(-1)!) } };
}

/** Last price, or the index that the chain states when that is newer by a day; undefined: both are old. */
function spotOf({ spot }: HedgeHistory, quoted: QuotedSurface | undefined, t: Ms) {
  const known = spot.known[lastIndexAtOrBefore(spot.known, t)] ?? -Infinity;
  if (quoted && quoted.index > 0 && quoted.t - known > MS_PER_DAY)
    return { value: quoted.index, known: quoted.t, of: 'index stated by the chain' };
  const value = knownAt(spot, t);
  return value > 0 && t - known <= SPOT_STALE ? { value, known, of: undefined } : undefined;
}

/** A form put on the level of the indices of an instant; empty: no level is known. */
function modelledSlices(reader: StoreReader, { near, equity }: HedgeSources, history: HedgeHistory, t: Ms, asOf: Ms | undefined): Slice[] {
  const recent = 5 * MS_PER_DAY;
  const term: IndexLevel[] = [
    { tau: 9 / YEAR, level: knownAt(closes(reader, near, { asOf }), t, recent) },
    { tau: 30 / YEAR, level: knownAt(history.index, t, recent) },
    { tau: 93 / YEAR, level: knownAt(history.back, t, recent) },
  ].filter(({ level }) => level > 0);
  return MODELLED_DAYS.flatMap((days) => {
    const svi = modelledSmile(term, days / YEAR, equity ? EQUITY_SHAPE : CRYPTO_SHAPE);
    return svi ? [{ tau: days / YEAR, svi }] : [];
  });
} // prettier-ignore

/**
 * What a plan is priced on, from what was known by `asOf` (default: by the newest price).
 * @throws {BallastError} `notFound`: no price or no volatility was known by then.
 */
export function hedgeMarket(reader: StoreReader, args: MarketArgs): HedgeMarketReply & { readonly history: HedgeHistory } {
  const { sources, asOf, window, synthetic, fine } = args;
  const loaded = loadHistory(reader, args);
  const history = fine ? withLastPrice(reader, loaded, sources.asset.price, asOf) : loaded;
  const t = asOf ?? history.spot.known.at(-1) ?? NaN;
  const quoted = quotedSurface(reader, sources, t);
  const spot = spotOf(history, quoted, t);
  if (!spot) throw new BallastError('notFound', `No price of ${sources.asset.instrument} of the week before was known by then.`); // prettier-ignore
  const notes = [`Spot: ${spot.of ?? sources.asset.source}, ${minute(spot.known)} UTC.`];
  const slices = quoted?.slices ?? modelledSlices(reader, sources, history, t, asOf);
  if (slices.length === 0) throw new BallastError('notFound', `No volatility of ${sources.asset.instrument} was known by ${new Date(t).toISOString().slice(0, 10)}: store an option chain or its volatility index.`); // prettier-ignore
  notes.push(
    quoted
      ? `Surface: fitted to the chain of ${minute(quoted.t)} UTC.`
      : `Surface: modelled, a usual form on the level of ${sources.index!.instrument}. Carry: taken as 0.`,
  );
  const withSlope = quoted && { known: Float64Array.of(quoted.t), value: Float64Array.of(quoted.slope) };
  const signals = signalsAt({ ...history, slope: withSlope }, t);
  const volatility = volatilityMarketAt(history, t);
  notes.push(
    volatility
      ? `Futures of ${sources.index!.instrument}: modelled ${history.back ? 'from its indices of 30 and 93 days' : 'as a return to its median of a year'}.`
      : 'No volatility index is stored: layers on it cannot be priced.',
  );
  if (sources.scenario && t > sources.scenario.start)
    notes.push(`Scenario from ${minute(sources.scenario.start)} UTC on: prices and volatility are modelled, and other markets are left as they were then.`); // prettier-ignore
  const market: HedgeMarketData = {
    ...{ t, spot: spot.value, carry: quoted?.carry ?? 0, slices, modelled: quoted === undefined },
    ...{ volatility, signals, listed: quoted?.listed ?? [] },
  };
  const { words, ...closing } = closesAt(reader, sources, t, window);
  return { market, ...closing, synthetic, notes: words === undefined ? notes : [...notes, words], history };
} // prettier-ignore

/** Daily closes of the instruments and of the benchmark that were known by an instant. */
export function closesAt(reader: StoreReader, sources: HedgeSources, t: Ms, window: number): Pick<HedgeMarketReply, 'closes' | 'benchmark'> & Pick<Benchmark, 'words'> {
  const { closes: benchmark, words } = benchmarkOf(reader, sources, t, window);
  const own = sources.instruments.map(({ instrument, id }) => dailyCloses(reader, instrument, id, speaksUntil(sources, id, t), window));
  return { closes: own, benchmark, words };
} // prettier-ignore

/** The page gets no history. */
export function readHedgeMarket(store: () => StoreReader, args: MarketArgs): HedgeMarketReply {
  const { history: _, ...reply } = hedgeMarket(store(), args);
  return reply;
}

export function dailyCloses(
  reader: StoreReader,
  instrument: string,
  id: SeriesId,
  asOf: Ms,
  window: number,
): DailyCloses {
  const from = Math.floor(asOf / MS_PER_DAY) * MS_PER_DAY - 2 * (window + 7) * MS_PER_DAY;
  const { t, c } = reader.readBars(id, MS_PER_DAY, { from, asOf });
  const first = Math.max(0, t.length - window - 1);
  return { instrument, t: t.slice(first).map((at) => at + MS_PER_DAY), close: c.slice(first) };
}

/**
 * Closes of the benchmark: those of its one member, or of a basket an index that starts at 1. Members that ended before the window are left out.
 * @param capitalisations of the members; null: not known
 */
export function benchmarkOf(reader: StoreReader, sources: Pick<HedgeSources, 'benchmark' | 'scenario'>, asOf: Ms, window: number, capitalisations: readonly (number | null)[] = sources.benchmark.members.map(() => null)): Benchmark {
  const { name, members } = sources.benchmark;
  const found = members.map((id) => dailyCloses(reader, name, id, speaksUntil(sources, id, asOf), window));
  if (found.length < 2) return { closes: found[0], words: undefined };
  const days = Float64Array.from(new Set(found.flatMap(({ t }) => [...t])))
    .sort()
    .slice(-window - 1);
  const isThere = ({ t }: DailyCloses): boolean => (t.at(-1) ?? -Infinity) > days[0]!;
  const all = found.filter(isThere);
  const { returns, words } = basketOf(all.map((one) => returnsOn(days, one)), capitalisations.filter((_, k) => isThere(found[k]!))); // prettier-ignore
  const close = new Float64Array(days.length).fill(1);
  returns.forEach((x, i) => (close[i + 1] = close[i]! * (Number.isNaN(x) ? 1 : Math.exp(x))));
  return { closes: { instrument: name, t: days, close }, words: `Basket of ${all.length} stored assets: ${words}.` };
} // prettier-ignore

interface Benchmark {
  readonly closes: DailyCloses | undefined;
  /** How a basket is weighted. */
  readonly words: string | undefined;
}
