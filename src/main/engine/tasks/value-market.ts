import { returnsOn, type DailyCloses } from '#core/hedge/closes';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { estimateCapm } from '#core/value/capm';
import { noCapm } from '#core/value/no-capm';
import type { CapmEstimate } from '#core/value/types';
import type { ValueMarket } from '#shared/value';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';
import { benchmarkOf, dailyCloses } from './hedge-market';

export interface ValueBenchmark {
  readonly name: string;
  /** One series, or those of a basket; none: `problem` says why. */
  readonly members: readonly SeriesId[];
  /** Of each member: its capitalisation in USD; undefined: none is stored. */
  readonly capitalisations: readonly (SeriesId | undefined)[];
  readonly problem: string;
}
export type ValueBenchmarks = Readonly<Record<keyof ValueMarket['capm'], ValueBenchmark>>;

interface ValueMarketArgs {
  readonly instrument: string;
  readonly daily: SeriesId;
  readonly price: SeriesId;
  readonly benchmarks: ValueBenchmarks;
  /** Returns that are looked at. */
  readonly window: number;
  /** Continuously compounded per year; NaN: not known. */
  readonly riskFree: number;
  readonly asOf: Ms | undefined;
}

type Read = Pick<ValueMarket, 'price' | 'priceAt' | 'capm'>;
type Measured = CapmEstimate & { readonly words: string };

/** An older price is not the price of now. */
const STALE: Ms = 7 * MS_PER_DAY;
/** Nor is such a capitalisation. */
const SIZE_STALE: Ms = 100 * MS_PER_DAY;

/** Close of the last bar that was closed, and what the returns of the days before say of market risk. */
export function readValueMarket(store: () => StoreReader, args: ValueMarketArgs): Read {
  const reader = store();
  const { instrument, daily, price, benchmarks, window, riskFree, asOf } = args;
  const last = lastClose(reader, price, asOf);
  const t = asOf ?? last.known;
  const old = unknown('no price of the week before is stored');
  if (!(t - last.known <= STALE)) return { price: NaN, priceAt: last.known, capm: { basket: old, btc: old, spx: old } }; // prettier-ignore
  const own = dailyCloses(reader, instrument, daily, t, window);
  const measure = ({ name, members, capitalisations, problem }: ValueBenchmark): Measured => {
    if (problem !== '') return unknown(problem);
    const { closes, words } = benchmarkOf(reader, { benchmark: { name, members }, scenario: undefined }, t, window, sizesOf(reader, capitalisations, t)); // prettier-ignore
    return closes ? measured(own, closes, { window, riskFree, words: words ?? `${name}.` }) : unknown(`no close of ${name} was known`); // prettier-ignore
  };
  const { basket, btc, spx } = benchmarks;
  return { price: last.close, priceAt: last.known, capm: { basket: measure(basket), btc: measure(btc), spx: measure(spx) } }; // prettier-ignore
}

/** Newest capitalisations that were known. */
function sizesOf(reader: StoreReader, series: ValueBenchmark['capitalisations'], t: Ms): (number | null)[] {
  return series.map((id) => {
    if (id === undefined) return null;
    const { knownLag } = reader.getSeries(id)!;
    return reader.read(id, { from: t - SIZE_STALE - knownLag, asOf: t }, ['t', 'value']).value!.at(-1) ?? null;
  });
}

function lastClose(reader: StoreReader, id: SeriesId, asOf: Ms | undefined): { readonly known: Ms; readonly close: number } {
  const { to, knownLag } = reader.getSeries(id)!;
  const end = Math.min(to, asOf ?? Infinity);
  const { t, c } = reader.read(id, { from: end - STALE - knownLag, ...(asOf === undefined ? {} : { asOf }) }, ['t', 'c']);
  return { known: (t.at(-1) ?? NaN) + knownLag, close: c!.at(-1) ?? NaN };
} // prettier-ignore

/**
 * By the returns between days on which both had a close, so that a market that is closed on some days is compared over the same spans. Excess
 * over the risk-free rate and alpha go by how many such spans a year has.
 */
export function measured(own: DailyCloses, benchmark: DailyCloses, { window, riskFree, words }: Pick<ValueMarketArgs, 'window' | 'riskFree'> & { readonly words: string }): Measured {
  const there = new Set(benchmark.t);
  const days = own.t.filter((day) => there.has(day)).slice(-window - 1);
  const spans = days.length - 1;
  if (spans < 1) return unknown('there are no two days on which both had a close');
  const length = (days.at(-1)! - days[0]!) / MS_PER_DAY;
  const pace = spans / length;
  const fit = estimateCapm(returnsOn(days, own), returnsOn(days, benchmark), riskFree / pace);
  const gaps = spans < Math.round(length) ? ` ${Math.round(length) - spans} of ${Math.round(length)} days have no close of both; what happened from one close to the next counts as one return.` : '';
  return { ...fit, alpha: fit.alpha * pace, alphaError: fit.alphaError * pace, words: `${words} ${spans} returns between common days.${gaps}` };
} // prettier-ignore

const unknown = (reason: string): Measured => ({ ...noCapm(reason), words: '' });
