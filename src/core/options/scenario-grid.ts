import { BLOCK, kernel, LEGS, type Kernel } from '../kernel/kernel';
import { LARGEST, logRatio, SMALLEST } from '../math/portable';
import { blackValue, deviationOf } from './black';
import type { OptionKind } from './types';

/** A leg of a position: an option, or the underlying itself (spot, future, perpetual). */
export interface ScenarioLeg {
  readonly kind: OptionKind | 'underlying';
  /** Units of the underlying, negative when sold. */
  readonly quantity: number;
  /** [quote], > 0. Of the underlying: the price that its value counts from, 0 for the value itself. */
  readonly strike: number;
  /** Time to expiry from the first instant [years, ACT/365F]; not read for the underlying. */
  readonly tau: number;
  /** Growth of the forward over the price of the axis [1/yr, continuous]; 0 when that is the forward. */
  readonly carry: number;
  /** Discounts the premium [1/yr, continuous]; 0 for a venue that settles in coin. */
  readonly rate: number;
}

export interface ScenarioAxes {
  /** Of the underlying [quote], each within 1e-150 and 1e150, shape (P). */
  readonly prices: Float64Array;
  /** Volatility scenarios, V: how many. What each means is in `vols`. */
  readonly shocks: number;
  /** Time gone by since the first instant [years], shape (D). */
  readonly elapsed: Float64Array;
  /**
   * Volatility [1/√yr] of every leg under every shock on every date, row-major: shape (legs, V, D), or (legs, V, D, P) when a
   * volatility moves with the price (sticky delta, vol-beta). So a shock may be as unparallel as it likes. Not read for the
   * underlying, nor from expiry on. NaN or a negative one gives NaN.
   */
  readonly vols: Float64Array;
}

/**
 * Value of a position at every price under every volatility shock on every date, without what is paid or received on the way.
 * P&L is this less the value now.
 * @param out Destination, shape (V, D, P) row-major: out[(v·D + d)·P + p].
 * @returns `out` [quote]. On its expiry and after it an option is worth what it pays at the price of the scenario.
 * @throws {RangeError} shapes differ, a price or an option's strike outside 1e-150 … 1e150.
 * @source Black (1976) at the forward price·e^(carry·τ), legs added in their order. Oracle: black76Prices leg by leg.
 */
export function scenarioGrid(
  legs: readonly ScenarioLeg[],
  axes: ScenarioAxes,
  out = new Float64Array(axes.shocks * axes.elapsed.length * axes.prices.length),
): Float64Array {
  assertGrid(legs, axes, out);
  out.fill(0);
  const quick = kernel();
  const { length } = axes.prices;
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    if (!quick) addBlock(legs, axes, from, to, out);
    else
      for (let first = 0; first < legs.length; first += LEGS)
        addBlockQuickly(quick, legs, first, Math.min(first + LEGS, legs.length), axes, from, to, out);
  }
  return out;
}

function assertGrid(
  legs: readonly ScenarioLeg[],
  { prices, shocks, elapsed, vols }: ScenarioAxes,
  out: Float64Array,
): void {
  const rows = shocks * elapsed.length;
  const perLeg = vols.length / legs.length;
  const hasShape = legs.length === 0 || perLeg === rows || perLeg === rows * prices.length;
  if (!hasShape || out.length !== rows * prices.length)
    throw new RangeError(`Shapes differ: ${legs.length} legs, ${shocks}×${elapsed.length}×${prices.length}, ${vols.length}, ${out.length}.`); // prettier-ignore
  for (const price of prices) if (!(price > SMALLEST && price < LARGEST)) throw new RangeError(`price=${price}`);
  for (const { kind, strike } of legs)
    if (kind !== 'underlying' && !(strike > SMALLEST && strike < LARGEST)) throw new RangeError(`strike=${strike}`);
}

/** What of a leg on a date is the same at every price. */
function onDate({ quantity, tau, carry, rate }: ScenarioLeg, elapsed: number) {
  const left = tau - elapsed;
  return {
    left,
    rootTau: Math.sqrt(left),
    logGrowth: carry * left,
    growth: Math.exp(carry * left),
    scale: quantity * Math.exp(-rate * left),
  };
}

/** Prices [from, to) of all rows, without the kernel. */
function addBlock(
  legs: readonly ScenarioLeg[],
  { prices, shocks, elapsed, vols }: ScenarioAxes,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const dates = elapsed.length;
  const rows = shocks * dates;
  const perRow = vols.length / (legs.length * rows);
  const logs = new Float64Array(BLOCK);
  for (let l = 0; l < legs.length; l++) {
    const leg = legs[l];
    const { kind, strike, quantity } = leg;
    for (let p = from; p < to; p++) logs[p - from] = kind === 'underlying' ? 0 : logRatio(prices[p], strike);
    for (let d = 0; d < dates; d++) {
      const { left, rootTau, growth, logGrowth, scale } = onDate(leg, elapsed[d]);
      for (let v = 0; v < shocks; v++) {
        const row = v * dates + d;
        for (let p = from; p < to; p++) {
          const at = row * prices.length + p;
          if (kind === 'underlying' || !(left > 0)) out[at] += quantity * payoff(kind, prices[p], strike);
          else {
            const vol = vols[(l * rows + row) * perRow + (perRow > 1 ? p : 0)];
            const deviation = deviationOf(vol * rootTau);
            out[at] +=
              scale * blackValue(kind === 'call', prices[p] * growth, strike, logs[p - from] + logGrowth, deviation);
          }
        }
      }
    }
  }
}

function payoff(kind: ScenarioLeg['kind'], price: number, strike: number): number {
  if (kind === 'underlying') return price - strike;
  const value = kind === 'call' ? price - strike : strike - price;
  return value < 0 ? 0 : value;
}

const KINDS = { put: 0, call: 1, underlying: 2 };

/** Prices [from, to) of all rows of the legs [first, last): the same bits. */
function addBlockQuickly(
  quick: Kernel,
  legs: readonly ScenarioLeg[],
  first: number,
  last: number,
  { prices, shocks, elapsed, vols }: ScenarioAxes,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const n = to - from;
  const dates = elapsed.length;
  const rows = shocks * dates;
  const perRow = vols.length / (legs.length * rows);
  const row = quick.row.subarray(0, n);
  const deviations = quick.deviations.subarray(0, n);
  quick.prices.set(prices.subarray(from, to));
  for (let l = first; l < last; l++) if (legs[l].kind !== 'underlying') quick.fillLogs(l - first, legs[l].strike, n);
  for (let d = 0; d < dates; d++) {
    const parts = legs.slice(first, last).map((leg) => onDate(leg, elapsed[d]));
    for (let v = 0; v < shocks; v++) {
      const at = (v * dates + d) * prices.length + from;
      if (first === 0) row.fill(0);
      else row.set(out.subarray(at, at + n));
      for (let l = first; l < last; l++) {
        const { kind, strike, quantity } = legs[l];
        const { left, rootTau, growth, logGrowth, scale } = parts[l - first];
        if (kind === 'underlying' || !(left > 0)) {
          quick.addPayoff(KINDS[kind], strike, quantity, n);
          continue;
        }
        const place = (l * rows + v * dates + d) * perRow;
        const uniform = perRow === 1 ? deviationOf(vols[place] * rootTau) : 0;
        if (perRow === 1) deviations.fill(uniform);
        else for (let p = 0; p < n; p++) deviations[p] = deviationOf(vols[place + from + p] * rootTau);
        quick.addValues(KINDS[kind], l - first, strike, growth, logGrowth, scale, uniform, n);
      }
      out.set(row, at);
    }
  }
}
