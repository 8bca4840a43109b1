import { estimateBeta, type BetaEstimate } from './beta';
import { returnsOn, type DailyCloses } from './closes';
import type { ExposedPosition } from './exposed';
import type { HedgeMarket } from './market';
import { quoteOf } from './pricing';
import type { HedgePlan, Position } from './types';

/** What positions are priced and measured with; all of it known by the instant of the market. */
export interface ExposureData {
  readonly market: HedgeMarket;
  readonly closes: readonly DailyCloses[];
  readonly benchmark: DailyCloses | undefined;
}

export interface Exposed {
  readonly positions: readonly ExposedPosition[];
  /** To the benchmark, by instrument; of those that a position names and that are stored. */
  readonly betas: Readonly<Record<string, BetaEstimate>>;
  /** What has to be set by hand before the plan can be valued, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Positions of a plan with a price and a beta to its asset. A beta that is not set by hand is that of the instrument to the benchmark over
 * that of the asset to the benchmark, so that the asset itself has 1; a future or an option without an instrument is on the asset.
 * A position that lacks either is left out, and `problems` says so.
 */
export function exposePositions(plan: Pick<HedgePlan, 'asset' | 'positions' | 'beta'>, data: ExposureData): Exposed {
  const betas = betasOf(plan, data);
  const positions: ExposedPosition[] = [];
  const problems: string[] = [];
  for (const position of plan.positions) {
    const price = priceOf(position, plan.asset, data);
    const beta = betaOf(position, plan.asset, betas);
    const name = position.label || position.instrument || position.kind;
    if (Number.isNaN(price)) problems.push(`${name}: no price is known, set one by hand.`);
    else if (Number.isNaN(beta)) problems.push(`${name}: no beta is known, set one by hand.`);
    else positions.push({ position, price, beta });
  }
  return { positions, betas, problems };
}

/** A contract that names no instrument is written on the asset. */
const isOnAsset = (kind: Position['kind']): boolean => kind === 'option' || kind === 'future' || kind === 'perpetual';

function betasOf({ asset, positions, beta: rule }: Pick<HedgePlan, 'asset' | 'positions' | 'beta'>, { closes, benchmark }: ExposureData) {
  if (!benchmark) return {};
  const days = benchmark.t;
  const market = returnsOn(days, benchmark);
  const named = new Set([asset, ...positions.flatMap(({ instrument }) => instrument ?? [])]);
  const found = closes.filter(({ instrument }) => named.has(instrument));
  return Object.fromEntries(found.map((one) => [one.instrument, estimateBeta(returnsOn(days, one), market, rule)]));
} // prettier-ignore

function betaOf({ kind, instrument, beta }: Position, asset: string, betas: Readonly<Record<string, BetaEstimate>>): number {
  if (kind === 'cash') return 0;
  if (beta !== null) return beta;
  if (instrument === asset || (instrument === null && isOnAsset(kind))) return 1;
  return (betas[instrument ?? '']?.beta ?? NaN) / (betas[asset]?.beta ?? NaN);
} // prettier-ignore

function priceOf({ kind, instrument, price, option }: Position, asset: string, { market, closes }: ExposureData): number {
  if (kind === 'cash') return 1;
  if (price !== null) return price;
  if (option) return quoteOf(market, { on: 'asset', ...option }).price;
  if (instrument === asset || (instrument === null && isOnAsset(kind))) return market.spot;
  return closes.find((one) => one.instrument === instrument)?.close.at(-1) ?? NaN;
} // prettier-ignore
