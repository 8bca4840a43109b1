import { createSampleMarket } from '#core/sample/market';
import type { SampleUnit } from '#core/sample/types';

interface SampleArgs {
  readonly seed: number;
  readonly unit: number;
}

/** One unit of the sample market: it depends on the seed and its number alone, so that units may run on any thread. */
export function sampleUnit(_store: unknown, { seed, unit }: SampleArgs): SampleUnit {
  return createSampleMarket(seed).run(unit);
}
