import type { PathSpec } from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import type { Args } from '#shared/ipc/contract';

/** A plan and the paths it is asked to be carried through. */
export type SimulateSpecInput = Args<'hedge:simulation'>;

/** How what is shown relates to what is asked. */
export type Standing = 'waiting' | 'none' | 'current' | 'dataChanged' | 'questionChanged';

/** A plan as it travels: the lists of a spec can be written to. */
export const specOf = (plan: HedgePlan | null, path: PathSpec | null, asOf: Ms | null): SimulateSpecInput | null =>
  plan && path ? ({ plan, path, asOf } as SimulateSpecInput) : null;
