import type { Rng } from '../../random/rng';
import type { JumpRule } from '../simulation';
import { gbm } from './gbm';
import { STEP_YEARS, type Mover } from './monte-carlo';

interface JumpArgs {
  readonly drift: number;
  /** Of the part that does not jump [1/√yr]. */
  readonly vol: number;
  readonly jumps: JumpRule;
}

/** What a jump is expected to add to the spot: E[e^J] − 1. */
export const expectedJump = ({ mean, deviation }: JumpRule): number => Math.expm1(mean + (deviation * deviation) / 2);

/** Sum of n jumps in the log of the spot. */
export const jumpSum = (rng: Rng, n: number, { mean, deviation }: JumpRule): number =>
  n === 0 ? 0 : n * mean + Math.sqrt(n) * deviation * rng.normal();

/**
 * Jump diffusion, exact at the steps: jumps come as a Poisson process, their logs are normal, and the drift makes good what they are
 * expected to add, so that E[S(t)] = S(0)·e^(drift·t).
 * @source Merton (1976) "Option pricing when underlying stock returns are discontinuous".
 */
export function jumpDiffusion({ drift, vol, jumps }: JumpArgs): Mover {
  const diffusion = gbm({ drift: drift - jumps.perYear * expectedJump(jumps), vol });
  let rng: Rng;
  return {
    begin: (own, steps) => {
      diffusion.begin(own.fork('diffusion'), steps);
      rng = own;
    },
    spot: () => diffusion.spot() + jumpSum(rng, rng.poisson(jumps.perYear * STEP_YEARS), jumps),
  };
}
