import type { OptionKind } from '../../options/types';
import type { Ms } from '../../time/ms';
import type { ExposedPosition } from '../exposed';
import type { HedgeAction } from '../simulation';
import type { HedgePlan, Underlying } from '../types';

/** A plan that is put on at an instant, or null: everything is taken off. */
export interface BookAct {
  readonly at: Ms;
  readonly plan: HedgePlan | null;
  /** Of the plan, as they were known when it was filled; nothing of null. */
  readonly positions: readonly ExposedPosition[];
}

export type BookAction = HedgeAction | 'act' | 'trade' | 'gateOn' | 'gateOff' | 'call';

export interface BookEvent {
  readonly t: Ms;
  /** Id of the layer; null of what happens to the account, the positions or the plan. */
  readonly layer: string | null;
  readonly action: BookAction;
  /** Money of it, paid below 0 [quote currency]. */
  readonly cash: number;
  readonly words: string;
}

/** One row for each bar from the start on, money in quote currency; of the accounts NaN while no plan has any. */
export interface BookColumns {
  readonly unhedged: Float64Array;
  /** The same and what the layers gained. */
  readonly hedged: Float64Array;
  readonly requirement: Float64Array;
  /** Balance of the margin account. */
  readonly margin: Float64Array;
  readonly reserve: Float64Array;
  /** Owed. */
  readonly credit: Float64Array;
  readonly synthetic: Float64Array;
  /** Sold by force since the start. */
  readonly sold: Float64Array;
}

/** A leg that is open. */
export interface BookLeg {
  readonly layer: string;
  readonly name: string;
  readonly kind: OptionKind | 'future';
  readonly on: Underlying;
  /** Of the underlying, short below 0. */
  readonly units: number;
  /** NaN of a future. */
  readonly strike: number;
  /** Infinity: none. */
  readonly expiry: Ms;
  /** Price at which it was opened and now, at the middle. */
  readonly entry: number;
  readonly mark: number;
  /** units · (mark − entry) [quote currency], before costs. */
  readonly pnl: number;
}

export interface BookLayer {
  readonly id: string;
  readonly name: string;
  /** Since it was put on, what was sold of it too, after costs [quote currency]. */
  readonly pnl: number;
  /** Value of what is open. */
  readonly worth: number;
  /** Number of legs that are open. */
  readonly legs: number;
  readonly gate: {
    /** As it was last read where anything was done on it. */
    readonly value: number;
    /** As it would be read now; NaN: its signal is not known. */
    readonly now: number;
    readonly words: string;
    readonly reads: 'roll' | 'step';
  };
}

/** A hedge that is carried along what was, up to the last bar that is known. */
export interface HedgeBookRun {
  readonly start: Ms;
  readonly step: Ms;
  readonly columns: BookColumns;
  readonly legs: readonly BookLeg[];
  /** Of the plan in force. */
  readonly layers: readonly BookLayer[];
  /** What layers gained that are no longer there [quote currency]. */
  readonly banked: number;
  /** Oldest first. */
  readonly events: readonly BookEvent[];
  /** Signals that a gate or an adaptation asked for and that were never known, and `funding`. */
  readonly unknown: readonly string[];
}
