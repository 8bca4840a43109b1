import type { BetaEstimate } from '#core/hedge/beta';
import { exposePositions, type ExposureData } from '#core/hedge/expose';
import type { ExposedPosition } from '#core/hedge/exposed';
import type { HedgePlan, Position } from '#core/hedge/types';
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

type Rules = Pick<HedgePlan, 'asset' | 'beta' | 'positions'>;
type Betas = Readonly<Record<string, BetaEstimate>>;

/** Prices and betas of positions as they were known at the instant of a market. */
export function knownPositions(plan: Rules, { market, reply }: KnownMarket): readonly KnownPosition[] {
  const data: ExposureData = { market, closes: reply.closes, benchmark: reply.benchmark };
  const { positions, betas } = exposePositions(plan, data);
  return plan.positions.map((position): KnownPosition => {
    const exposed = positions.find((one) => one.position === position);
    // With a beta of its own it is left out for want of a price alone.
    const priced = exposed ?? exposePositions({ ...plan, positions: [{ ...position, beta: position.beta ?? 1 }] }, data).positions[0]; // prettier-ignore
    const isEstimated = isMeasured(position, plan.asset);
    const own = isEstimated ? betas[position.instrument!] : undefined;
    return {
      position,
      price: priced?.price ?? Number.NaN,
      beta: exposed?.beta ?? Number.NaN,
      error: exposed ? (isEstimated ? errorOf(exposed.beta, own!, plan, betas) : 0) : Number.NaN,
      days: exposed && own ? own.days : null,
      why: exposed ? undefined : whyUnknown(position, own, plan, reply.benchmark !== undefined),
      exposed,
    };
  });
}

/** Whether the beta comes from returns: it is neither set by hand nor that of the asset itself. */
const isMeasured = ({ kind, beta, instrument }: Position, asset: string): boolean =>
  kind !== 'cash' && beta === null && instrument !== null && instrument !== asset;

/** Of a ratio of two slopes, their errors taken as independent (delta method); the slope of the benchmark on itself has none. */
function errorOf(beta: number, own: BetaEstimate, { asset, beta: { benchmark } }: Rules, betas: Betas): number {
  if (benchmark === asset) return own.error;
  const base = betas[asset]!;
  return Math.hypot(own.error, beta * base.error) / Math.abs(base.beta);
}

function whyUnknown({ instrument }: Position, own: BetaEstimate | undefined, { beta }: Rules, hasBenchmark: boolean): string {
  if (instrument === null) return 'It has no instrument';
  if (!hasBenchmark) return `No daily closes of ${beta.benchmark} were known`;
  if (!own) return 'No daily closes of it were known';
  return own.reason === null ? `No beta of the asset to ${beta.benchmark} is known` : `It has ${own.reason}`;
} // prettier-ignore
