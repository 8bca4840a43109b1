import type { Rng } from '../random/rng';
import type { BlockPath } from './minute-walk';
import type { MarketParameters } from './parameters';
import { BLOCK_MINUTES } from './volatility';

const MINUTES_PER_DAY = 1_440;

/** Traded volume: rises with activity, with the size of a minute's move and with what the engine sells. */
export class VolumeModel {
  private readonly rng: Rng;
  private readonly usdPerMinute: number;
  private readonly step: number;
  private readonly draws = new Float64Array(BLOCK_MINUTES);
  private readonly volumes = new Float64Array(BLOCK_MINUTES);

  constructor(rng: Rng, { turnoverUsd, volumeStep }: MarketParameters) {
    this.rng = rng;
    this.usdPerMinute = turnoverUsd / MINUTES_PER_DAY;
    this.step = volumeStep;
  }

  /**
   * Volumes of a block [base units, multiples of the instrument's step]; the array is reused by the next call.
   * @param sigma expected move [per √minute]. @param activity relative to the mean. @param heat left by forced closures.
   */
  block({ open, close, forcedUsd }: BlockPath, sigma: number, activity: number, heat: number): Float64Array {
    const { draws, volumes, step } = this;
    this.rng.fillExponential(draws);
    const stepsPerUsd = 1 / (Math.exp(open[0]) * step);
    const usual = this.usdPerMinute * activity * (1 + 2 * heat);
    const perVariance = 0.3 / (sigma * sigma);
    for (let i = 0; i < BLOCK_MINUTES; i++) {
      const move = close[i] - open[i];
      const busy = Math.min(12, 0.7 + perVariance * move * move);
      volumes[i] = Math.round((usual * (0.25 + 0.6 * draws[i]) * busy + 2.5 * forcedUsd[i]) * stepsPerUsd) * step;
    }
    return volumes;
  }
}
