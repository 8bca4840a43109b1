import type { Rng } from '../../random/rng';
import type { JumpRule } from '../simulation';
import { gbm } from './gbm';
import { expectedJump, jumpSum } from './jump';
import { STEP_YEARS, type Mover } from './monte-carlo';

interface HawkesArgs {
  readonly drift: number;
  /** Of the part that does not jump [1/√yr]. */
  readonly vol: number;
  /** `perYear` of jumps that nothing set off. */
  readonly jumps: JumpRule;
  /** Jumps that each jump sets off, in the mean; < 1. */
  readonly branching: number;
  /** Mean time until one that it sets off. */
  readonly decayDays: number;
}

/** Events of a step and the integral of the intensity over it. */
interface Excited {
  readonly begin: (rng: Rng) => void;
  readonly step: () => { readonly events: number; readonly compensator: number };
}

/**
 * A Hawkes process with an exponential kernel, exact: between events the excess over the base rate decays, so that the time to the
 * next event is the earlier of one of the base and one of the excess. Starts without excess.
 * @source Dassios, Zhao (2013) "Exact simulation of Hawkes process with exponentially decaying intensity".
 */
export function hawkesEvents({ perYear, branching, decayDays }: { readonly perYear: number; readonly branching: number; readonly decayDays: number }): Excited {
  const decay = 365 / decayDays;
  const result = { events: 0, compensator: 0 };
  let rng: Rng;
  let excess = 0;
  return {
    begin: (own) => {
      rng = own;
      excess = 0;
    },
    step: () => {
      result.events = 0;
      result.compensator = perYear * STEP_YEARS;
      let left = STEP_YEARS;
      for (;;) {
        const ofBase = perYear > 0 ? rng.exponential() / perYear : Infinity;
        const reach = excess > 0 ? 1 - (decay * rng.exponential()) / excess : 0;
        const ofExcess = reach > 0 ? -Math.log(reach) / decay : Infinity;
        const wait = Math.min(ofBase, ofExcess, left);
        const after = excess * Math.exp(-decay * wait);
        result.compensator += (excess - after) / decay;
        excess = after;
        if (wait === left) return result;
        left -= wait;
        excess += branching * decay;
        result.events++;
      }
    },
  };
} // prettier-ignore

/**
 * Diffusion with jumps that set off jumps. The drift makes good what jumps are expected to add at the intensity of each moment, so that
 * E[S(t)] = S(0)·e^(drift·t) whatever the intensity does.
 */
export function hawkesJumps({ drift, vol, jumps, branching, decayDays }: HawkesArgs): Mover {
  const diffusion = gbm({ drift, vol });
  const events = hawkesEvents({ perYear: jumps.perYear, branching, decayDays });
  const expected = expectedJump(jumps);
  let rng: Rng;
  return {
    begin: (own, steps) => {
      diffusion.begin(own.fork('diffusion'), steps);
      events.begin(own.fork('events'));
      rng = own;
    },
    spot: () => {
      const { events: n, compensator } = events.step();
      return diffusion.spot() - expected * compensator + jumpSum(rng, n, jumps);
    },
  };
}
