import type { Rng } from '../../random/rng';
import { STEP_YEARS, type Mover } from './monte-carlo';

interface GbmArgs {
  /** Of the expected spot [1/yr]. */
  readonly drift: number;
  /** [1/√yr]. */
  readonly vol: number;
}

/** Geometric Brownian motion, exact at the steps: E[S(t)] = S(0)·e^(drift·t), Var[ln S(t)] = vol²·t. */
export function gbm({ drift, vol }: GbmArgs): Mover {
  const mean = (drift - (vol * vol) / 2) * STEP_YEARS;
  const deviation = vol * Math.sqrt(STEP_YEARS);
  let rng: Rng;
  return {
    begin: (own) => void (rng = own),
    spot: () => mean + deviation * rng.normal(),
  };
}
