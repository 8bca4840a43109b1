import { absorptionBack, intensityDecayed } from './checks/cascade';
import type { Check, Prepare } from './checks/check';
import {
  macroStabilising,
  rateDifferentialNarrowing,
  reerEasing,
  skewEased,
  termStructureUpward,
} from './checks/context';
import { breakEvenLower, fundingNegative, openInterestDown } from './checks/positions';
import { breadthDivergence, capitulation, macdTurningUp, rsiOversold } from './checks/price';
import { DEFAULT_CONFIRMATION_SETTINGS, type ConfirmationSettings } from './confirmation-settings';
import { cutMarket } from './market';
import { CONFIRMATIONS, type Confirmation, type ConfirmationId, type StudyEvent, type StudyMarket } from './types';

const CHECKS: Readonly<Record<ConfirmationId, Prepare>> = {
  rsiOversold,
  macdTurningUp,
  capitulationWick: capitulation,
  openInterestDown,
  breakEvenReset: breakEvenLower,
  fundingNegative,
  intensityDecayed,
  absorptionBack,
  breadthDivergence,
  termStructureUpward,
  skewEased,
  macroStabilising,
  rateDifferentialNarrowing,
  reerEasing,
};

const prepareAll = (market: StudyMarket, settings: ConfirmationSettings): Check[] =>
  CONFIRMATIONS.map((id) => CHECKS[id](market, settings));

/**
 * Every confirmation at an event's decision, from what was known by then. What a state means tells `CONFIRMATION_INFO`; one
 * without data is unknown, never no.
 * @returns in the order of `CONFIRMATIONS`
 */
export function confirmationsAt(
  market: StudyMarket,
  event: StudyEvent,
  settings: ConfirmationSettings = DEFAULT_CONFIRMATION_SETTINGS,
): Confirmation[] {
  return prepareAll(cutMarket(market, event.decision), settings).map((check, k) => {
    const { isMet, value, lacks } = check(event);
    return { id: CONFIRMATIONS[k], state: isMet === null ? 'unknown' : isMet ? 'yes' : 'no', value, lacks };
  });
}

/**
 * {@link confirmationsAt} of many events: what does not depend on the event is computed once.
 * @returns events × `CONFIRMATIONS`, row-major: 1 yes, 0 no, NaN unknown
 */
export function confirmationRows(
  market: StudyMarket,
  events: readonly StudyEvent[],
  settings: ConfirmationSettings = DEFAULT_CONFIRMATION_SETTINGS,
): Float64Array {
  const width = CONFIRMATIONS.length;
  const rows = new Float64Array(events.length * width);
  if (events.length === 0) return rows;
  prepareAll(market, settings).forEach((check, k) => {
    events.forEach((event, i) => {
      const { isMet } = check(event);
      rows[i * width + k] = isMet === null ? NaN : Number(isMet);
    });
  });
  return rows;
}
