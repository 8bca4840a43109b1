import { estimateBeta } from '#core/hedge/beta';
import type { ExposedPosition } from '#core/hedge/exposed';
import { quoteOf } from '#core/hedge/pricing';
import type { BetaRule, Position } from '#core/hedge/types';
import { MS_PER_DAY } from '#core/time/ms';
import type { DailyCloses } from '#core/hedge/closes';
import type { KnownMarket } from './hedge-market';

/** A position with where its price and beta come from. */
export interface KnownPosition {
  readonly position: Position;
  /** NaN: not known. */
  readonly price: number;
  /** To the asset of the plan. NaN: not known, and `why` says it. */
  readonly beta: number;
  /** Standard error of the beta; NaN: not known, 0: set by hand or exact. */
  readonly error: number;
  /** Days that the beta was estimated on; null: it was not. */
  readonly days: number | null;
  readonly why: string | undefined;
  /** Undefined: price or beta is not known, and it takes no part. */
  readonly exposed: ExposedPosition | undefined;
}

const dayOf = (t: number): number => Math.floor(t / MS_PER_DAY);

/** Daily log returns of the days of a calendar; NaN on a day without a close of it and of the day before. */
export function returnsOn(days: readonly number[], { t, close }: DailyCloses): Float64Array {
  const byDay = new Map<number, number>();
  for (let i = 0; i < t.length; i++) byDay.set(dayOf(t[i]!), close[i]!);
  return Float64Array.from(days, (day) =>
    Math.log((byDay.get(day) ?? Number.NaN) / (byDay.get(day - 1) ?? Number.NaN)),
  );
}

const daysOf = ({ t }: DailyCloses): readonly number[] => Array.from(t, dayOf).slice(1);

interface Beta {
  readonly beta: number;
  readonly error: number;
  readonly days: number | null;
  readonly why: string | undefined;
}

const exact = (beta: number): Beta => ({ beta, error: 0, days: null, why: undefined });
const unknown = (why: string): Beta => ({ beta: Number.NaN, error: Number.NaN, days: null, why });

const closesOf = (closes: readonly DailyCloses[], instrument: string | null): DailyCloses | undefined =>
  closes.find((one) => one.instrument === instrument);

/** Slope on the benchmark of the plan. */
function toBenchmark(instrument: string, rule: BetaRule, { reply }: KnownMarket): Beta {
  const own = closesOf(reply.closes, instrument);
  const { benchmark } = reply;
  if (!own) return unknown('No daily closes of it were known');
  if (!benchmark) return unknown(`No daily closes of ${rule.benchmark} were known`);
  const days = daysOf(benchmark);
  const { beta, error, days: used, reason } = estimateBeta(returnsOn(days, own), returnsOn(days, benchmark), rule);
  return reason === null ? { beta, error, days: used, why: undefined } : unknown(`It has ${reason}`);
}

/**
 * How far an instrument moves with the asset: its slope on the benchmark over that of the asset, whose own is 1 when it is the benchmark.
 * The error of the ratio takes that of the two as independent (delta method).
 */
function toAsset(instrument: string, asset: string, rule: BetaRule, known: KnownMarket): Beta {
  if (instrument === asset) return exact(1);
  const own = toBenchmark(instrument, rule, known);
  if (rule.benchmark === asset || Number.isNaN(own.beta)) return own;
  const base = toBenchmark(asset, rule, known);
  if (!(Math.abs(base.beta) > 0)) return unknown(base.why ?? `${asset} does not move with ${rule.benchmark}`);
  const beta = own.beta / base.beta;
  return { ...own, beta, error: Math.hypot(own.error, beta * base.error) / Math.abs(base.beta) };
}

function betaOf({ kind, beta, option, instrument }: Position, asset: string, rule: BetaRule, known: KnownMarket): Beta {
  if (kind === 'cash') return exact(0);
  if (beta !== null) return exact(beta);
  if (option && (instrument === null || instrument === asset)) return exact(1);
  return instrument === null ? unknown('It has no instrument') : toAsset(instrument, asset, rule, known);
}

function priceOf(position: Position, asset: string, { market, reply }: KnownMarket): number {
  const { kind, price, option, instrument } = position;
  if (price !== null) return price;
  if (kind === 'cash') return 1;
  if (option) return option.expiry > market.t ? quoteOf(market, { on: 'asset', ...option }).price : Number.NaN;
  if (instrument === asset) return market.spot;
  return closesOf(reply.closes, instrument)?.close.at(-1) ?? Number.NaN;
}

/** Prices and betas of positions as they were known at the instant of a market. */
export function knownPositions(
  positions: readonly Position[],
  rule: BetaRule,
  asset: string,
  known: KnownMarket,
): readonly KnownPosition[] {
  return positions.map((position): KnownPosition => {
    const price = priceOf(position, asset, known);
    const beta = betaOf(position, asset, rule, known);
    const isKnown = Number.isFinite(price) && Number.isFinite(beta.beta);
    return { position, price, ...beta, exposed: isKnown ? { position, price, beta: beta.beta } : undefined };
  });
}
