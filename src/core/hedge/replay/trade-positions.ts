import { linearCost, optionCost } from '../costs';
import type { ExposedPosition } from '../exposed';
import { quote } from '../step/mark';
import type { Run } from '../step/run';
import type { Position } from '../types';

/** Another one of these is a trade; another price or beta set by hand is not. */
const isSameThing = (a: Position, b: Position): boolean =>
  a.id === b.id && a.kind === b.kind && a.instrument === b.instrument && JSON.stringify(a.option) === JSON.stringify(b.option); // prettier-ignore

/**
 * Positions as the engine holds them, each at the price that would have been its own at the start of the path: what is held already goes
 * on from its own price, whatever is known of it otherwise.
 */
export function anchored({ positions, state }: Run, wanted: readonly ExposedPosition[]): readonly ExposedPosition[] {
  const [ratio] = state.spotRatio;
  return wanted.map((one): ExposedPosition => {
    const before = positions.positions.find(({ position }) => isSameThing(position, one.position));
    if (before === undefined) return { ...one, price: one.price / ratio ** one.beta };
    const isRated = before.position.beta !== one.position.beta;
    if (!isRated && before.position.quantity === one.position.quantity) return before;
    if (!isRated) return { ...before, position: one.position };
    return { position: one.position, price: before.price * ratio ** (before.beta - one.beta), beta: one.beta };
  });
}

export interface PositionTrade {
  /** Costs, ≤ 0. */
  readonly cash: number;
  readonly words: string;
}

/** Charges what changed between two runs of the same step to the book. Cash is not traded. */
export function tradePositions(before: Run, after: Run): readonly PositionTrade[] {
  const [old, now] = [before.positions.positions, after.positions.positions];
  const trades: PositionTrade[] = [];
  const trade = (run: Run, exposed: ExposedPosition, by: number): void => {
    const { kind, label, instrument } = exposed.position;
    if (by === 0 || kind === 'cash') return;
    const cost = costOf(run, exposed, by);
    after.state.book[0] -= cost;
    after.positions.optionGain[0] -= cost;
    const words = `${by > 0 ? 'bought' : 'sold'} ${Number(Math.abs(by).toPrecision(6))} ${label || instrument || kind}`;
    trades.push({ cash: -cost, words });
  };
  for (const one of old) {
    const next = now.find(({ position }) => isSameThing(position, one.position));
    trade(before, one, (next?.position.quantity ?? 0) - one.position.quantity);
  }
  for (const one of now)
    if (!old.some(({ position }) => isSameThing(position, one.position))) trade(after, one, one.position.quantity);
  return trades;
}

function costOf(run: Run, { position: { option }, price, beta }: ExposedPosition, by: number): number {
  const { state, plan, programme, terms, t } = run;
  const [spot] = state.spot;
  if (option === null) return Math.abs(by) * linearCost(plan.costs, price * state.spotRatio[0] ** beta);
  if (option.expiry <= t) return 0;
  const e = programme.expiries.indexOf(option.expiry);
  terms.fill(e);
  const { value, vega } = quote(run, false, option.kind, e, option.strike, 0);
  return Math.abs(by) * optionCost(plan.costs, value, vega, spot, by < 0);
}
