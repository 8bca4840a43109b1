import type { Ms } from '../../time/ms';
import type { GateSignal, HedgePlan } from '../types';
import type { HedgeMarket } from '../market';
import type { HedgeAction, HedgeEvent, PathSet } from '../simulation';
import type { Engine } from './accounts';
import type { PositionBook } from './positions';
import type { Programme } from './programme';
import type { State } from './state';
import type { Terms } from './terms';

/** Counts of a layer, summed over paths. */
export interface LayerCounts {
  opened: number;
  rolled: number;
  monetised: number;
  refused: number;
  /** Steps with something open, and steps at which a gate was read whose signal is not known. */
  open: number;
  unknown: number;
}

/** Everything that the parts of a step share. */
export interface Run {
  readonly plan: HedgePlan;
  readonly market: HedgeMarket;
  readonly paths: PathSet;
  readonly programme: Programme;
  readonly terms: Terms;
  readonly state: State;
  readonly positions: PositionBook;
  readonly rollShift: Ms;
  readonly counts: readonly LayerCounts[];
  /** Signals asked for: known at least once, and not known at least once. */
  readonly known: Set<string>;
  readonly missed: Set<string>;
  /** Reused: signals of the path in hand. */
  readonly signals: Record<GateSignal, number>;
  /** Undefined of many paths. */
  readonly events: HedgeEvent[] | undefined;
  /** Ring of premiums; undefined: the run is no longer than the window of the cap. */
  readonly spent: Float64Array | undefined;
  readonly capital: Engine | undefined;
  /** First path of the block in the path set. */
  from: number;
  step: number;
  t: Ms;
}

export function note(run: Run, layer: string | null, action: HedgeAction, cash: number, words: string): void {
  run.events?.push({ t: run.t, layer, action, cash, words });
}
