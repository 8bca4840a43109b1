import type { Programme } from './programme';

/** Parts of an attribution that are summed step by step, in the order of their columns. */
export const PARTS = ['delta', 'gamma', 'vega', 'vannaVolga', 'theta', 'carry', 'costs'] as const;
export const PART_COUNT = PARTS.length;
export const CARRY = PARTS.indexOf('carry');
export const COSTS = PARTS.indexOf('costs');

/** No holding. */
export const NONE = -1;

/**
 * What a block of paths holds. Columns are indexed owner · width + path; owner is a slot, a rung or a layer.
 */
export class State {
  /** Paths in a block at most, and in this one. */
  readonly width: number;
  n = 0;
  readonly layers: number;

  // Slots. Units of the underlying, 0: nothing is held. Greeks are of the last mark, to the forward; theta per year.
  readonly quantity: Float64Array;
  readonly strike: Float64Array;
  readonly logStrike: Float64Array;
  /** Value of a unit; of a future what it gained since `entry`. Entry: the price that it was opened at. */
  readonly value: Float64Array;
  readonly entry: Float64Array;
  readonly forward: Float64Array;
  readonly vol: Float64Array;
  readonly delta: Float64Array;
  readonly gamma: Float64Array;
  readonly vega: Float64Array;
  readonly theta: Float64Array;
  readonly vanna: Float64Array;
  readonly volga: Float64Array;

  // Rungs.
  readonly expiry: Int32Array;
  /** Instant from which what is held is replaced, or from which something may be opened. */
  readonly due: Float64Array;
  readonly openedAt: Float64Array;
  readonly units: Float64Array;
  /** Value of one unit when it was opened. */
  readonly paidUnit: Float64Array;
  /** Multiples that were sold at. */
  readonly fired: Uint8Array;
  readonly isRich: Uint8Array;
  readonly isRefused: Uint8Array;

  // Layers.
  readonly cash: Float64Array;
  /** Value of what is open. */
  readonly worth: Float64Array;
  /** What the gate was when its signal was last known, and at this step. */
  readonly gate: Float64Array;
  readonly gateNow: Float64Array;
  readonly paid: Float64Array;
  readonly received: Float64Array;
  /** Premium of the last 365 days. */
  readonly spent: Float64Array;
  /** Shape (layers, parts, width). */
  readonly parts: Float64Array;

  // The market of this step and of the one before.
  readonly spot: Float64Array;
  readonly spotBefore: Float64Array;
  readonly spotRatio: Float64Array;
  readonly logSpot: Float64Array;
  readonly logRatio: Float64Array;
  /** Last volatility that was known; the factor on the volatility of 30 days. */
  readonly vol30: Float64Array;
  readonly volMove: Float64Array;
  readonly level: Float64Array;
  readonly levelBefore: Float64Array;
  /** Highest spot, and the step that it was of; one of before the start counts as of step 0. */
  readonly high: Float64Array;
  readonly highStep: Int32Array;
  /** Of all layers since the start, and of it that of layers which are no longer there. */
  readonly gain: Float64Array;
  readonly banked: Float64Array;
  /** Of the positions: worth now, what this step brought, and beta notional. */
  readonly book: Float64Array;
  readonly bookGain: Float64Array;
  readonly exposure: Float64Array;

  constructor({ slots, rungs, layers }: Programme, width: number) {
    const columns = (owners: number): Float64Array => new Float64Array(owners * width);
    const [S, R, L] = [slots.length, rungs.length, layers.length];
    this.width = width;
    this.layers = L;
    [this.quantity, this.strike, this.logStrike, this.value, this.entry] = [columns(S), columns(S), columns(S), columns(S), columns(S)]; // prettier-ignore
    [this.forward, this.vol, this.delta, this.gamma] = [columns(S), columns(S), columns(S), columns(S)];
    [this.vega, this.theta, this.vanna, this.volga] = [columns(S), columns(S), columns(S), columns(S)];
    this.expiry = new Int32Array(R * width);
    this.highStep = new Int32Array(width);
    [this.due, this.openedAt, this.units, this.paidUnit] = [columns(R), columns(R), columns(R), columns(R)];
    [this.fired, this.isRich, this.isRefused] = [new Uint8Array(R * width), new Uint8Array(R * width), new Uint8Array(R * width)]; // prettier-ignore
    [this.cash, this.worth, this.gate, this.gateNow] = [columns(L), columns(L), columns(L), columns(L)];
    [this.paid, this.received, this.spent] = [columns(L), columns(L), columns(L)];
    this.parts = columns(L * PART_COUNT);
    [this.spot, this.spotBefore, this.spotRatio, this.logSpot, this.logRatio] = [columns(1), columns(1), columns(1), columns(1), columns(1)]; // prettier-ignore
    [this.vol30, this.volMove, this.level, this.levelBefore] = [columns(1), columns(1), columns(1), columns(1)];
    [this.high, this.gain, this.banked, this.book, this.bookGain, this.exposure] = [
      columns(1),
      columns(1),
      columns(1),
      columns(1),
      columns(1),
      columns(1),
    ];
  }

  reset(n: number, start: number): void {
    this.n = n;
    for (const column of [this.quantity, this.cash, this.worth, this.gate, this.paid, this.received, this.spent, this.parts, this.units, this.banked]) column.fill(0); // prettier-ignore
    for (const column of [this.fired, this.isRich, this.isRefused]) column.fill(0);
    this.expiry.fill(NONE);
    this.due.fill(start);
  }
}
