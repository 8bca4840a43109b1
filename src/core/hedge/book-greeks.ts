import { DAYS_PER_YEAR } from '../options/types';
import type { HedgeBook } from './book';
import { asLeg } from './exposure';
import type { HeldLeg, HedgeMarket } from './market';
import { carryTo, quoteOf, yearsTo } from './pricing';

/** Derivatives of a value [quote currency] at fixed volatilities. */
export interface BookGreeks {
  /** Per 1 of the spot of the asset, and of delta again. */
  readonly delta: number;
  readonly gamma: number;
  /** Per 1.00 of volatility: of every option its own; of what is on a volatility index its level, 100 points. */
  readonly vega: number;
  /** Per calendar day that passes at an unchanged spot. */
  readonly theta: number;
}

export interface GreekRow extends BookGreeks {
  readonly owner: 'position' | 'layer';
  readonly id: string;
  readonly name: string;
}

export interface BookGreekTable {
  readonly rows: readonly GreekRow[];
  readonly total: BookGreeks;
}

const POINTS_PER_UNIT = 100;
const NONE: BookGreeks = { delta: 0, gamma: 0, vega: 0, theta: 0 };
const KEYS = ['delta', 'gamma', 'vega', 'theta'] as const;

const sum = (all: readonly BookGreeks[]): BookGreeks =>
  all.reduce<BookGreeks>(
    (a, b) => ({ delta: a.delta + b.delta, gamma: a.gamma + b.gamma, vega: a.vega + b.vega, theta: a.theta + b.theta }),
    NONE,
  );

/** By position and by layer, and of the whole book. Positions by their beta: their price moves by move^beta. */
export function bookGreeks({ market, positions, layers }: HedgeBook): BookGreekTable {
  const { spot } = market;
  const rows: GreekRow[] = [
    ...positions.map((exposed): GreekRow => {
      const { id, label: name, quantity, kind } = exposed.position;
      const leg = asLeg(exposed);
      const greeks = leg
        ? legGreeks(leg, market)
        : linearGreeks(
            kind === 'cash' ? 0 : quantity * exposed.price,
            exposed.beta,
            spot,
            kind === 'future' ? market.carry : 0,
          );
      return { owner: 'position', id, name, ...greeks };
    }),
    ...layers.map(({ id, name, legs }): GreekRow => ({ owner: 'layer', id, name, ...sum(legs.map((leg) => legGreeks(leg, market))) })), // prettier-ignore
  ];
  return { rows, total: sum(rows) };
}

/** Of worth · move^beta, less the carry by which a future comes down to the spot. */
const linearGreeks = (worth: number, beta: number, spot: number, carry: number): BookGreeks => ({
  delta: (worth * beta) / spot,
  gamma: (worth * beta * (beta - 1)) / (spot * spot),
  vega: 0,
  theta: 0 - (worth * carry) / DAYS_PER_YEAR,
});

function legGreeks(leg: HeldLeg, market: HedgeMarket): BookGreeks {
  const { quantity, expiry } = leg;
  if (quantity === 0) return NONE;
  const { delta, gamma, vega, theta, forward } = quoteOf(market, leg);
  const tau = expiry === Infinity ? 0 : Math.max(0, yearsTo(market, expiry));
  const scaled = (greeks: BookGreeks): BookGreeks => Object.fromEntries(KEYS.map((key) => [key, quantity * greeks[key]])) as unknown as BookGreeks; // prettier-ignore
  if (leg.on === 'volatility') {
    const speed = market.volatility?.speed ?? NaN;
    const share = expiry === Infinity ? 1 : Math.exp(-speed * tau);
    // The future comes nearer to the level: d/dt of longRun + (level − longRun)·e^(−speed·τ).
    const pull = market.volatility && expiry < Infinity ? speed * (forward - market.volatility.longRun) : 0;
    return scaled({
      delta: 0,
      gamma: 0,
      vega: delta * share * POINTS_PER_UNIT,
      theta: theta + (delta * pull) / DAYS_PER_YEAR,
    });
  }
  const carry = carryTo(market, expiry);
  const growth = Math.exp(carry * tau);
  const roll = (-delta * carry * forward) / DAYS_PER_YEAR;
  return scaled({ delta: delta * growth, gamma: gamma * growth * growth, vega, theta: theta + roll });
}
