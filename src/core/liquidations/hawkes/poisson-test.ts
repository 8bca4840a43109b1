import { normCdf } from '../../math/special';

/** Ends of the search that find less than the rest: fitted to 10,000 Poisson tapes of each of 21 to 300 prints. */
const ENDS = 1.2;

/**
 * Chance that Poisson prints give a likelihood ratio as large as this one, under a search over beta.
 * Without excitation beta means nothing, so chi-squared does not hold: the ratio is the square of the largest value (if positive) of
 * a process over log beta. On Poisson prints the excitations at two betas correlate as 1/cosh(distance/2), whence the process
 * crosses a level c upwards exp(−c²/2)/(4π) times per unit of log beta (Rice), which with the start bounds the chance. At the ends
 * of the search the process has less than its variance: too few pairs of prints are that close, or too few lives fit into the window.
 * @param ratio 2·(log likelihood − Poisson's).
 * @param reach log(largest beta / smallest beta) of the search.
 * @source Davies (1977, 1987) "Hypothesis testing when a nuisance parameter is present only under the alternative".
 */
export function poissonPValue(ratio: number, reach: number): number {
  if (!(ratio > 0)) return 1;
  return Math.min(1, normCdf(-Math.sqrt(ratio)) + (Math.max(0, reach - ENDS) / (4 * Math.PI)) * Math.exp(-ratio / 2));
}
