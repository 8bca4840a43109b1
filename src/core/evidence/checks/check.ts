import type { ConfirmationSettings } from '../confirmation-settings';
import type { StudyEvent, StudyMarket } from '../types';

/** What a confirmation reads at an event; `isMet` is null, `value` NaN and `lacks` the missing data when it is unknown. */
export interface Reading {
  readonly isMet: boolean | null;
  readonly value: number;
  readonly lacks: string;
}

/** One confirmation on one market: reads nothing that was not known at the event's decision. */
export type Check = (event: StudyEvent) => Reading;

/** What can be computed once for all events of a market. */
export type Prepare = (market: StudyMarket, settings: ConfirmationSettings) => Check;

export const unknown = (lacks: string): Reading => ({ isMet: null, value: NaN, lacks });

/** @param lacks the missing data if `value` is NaN */
export function reading(value: number, isMet: (value: number) => boolean, lacks: string): Reading {
  return Number.isNaN(value) ? unknown(lacks) : { isMet: isMet(value), value, lacks: '' };
}

/** +1 for an event whose longs were closed; for shorts prices are mirrored. */
export const signOf = ({ side }: Pick<StudyEvent, 'side'>): 1 | -1 => (side === 'long' ? 1 : -1);
