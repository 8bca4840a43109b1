import { createSampleMarket } from '#core/sample/market';
import type { SampleMarket, SampleUnit } from '#core/sample/types';

interface SampleArgs {
  readonly seed: number;
  readonly unit: number;
}

/** Units share the path of the market's leader: kept between the units that one thread makes. */
let last: { readonly seed: number; readonly market: SampleMarket } | undefined;

/** One unit of the sample market: it depends on the seed and its number alone, so that units may run on any thread. */
export function sampleUnit(_store: unknown, { seed, unit }: SampleArgs): SampleUnit {
  if (last?.seed !== seed) last = { seed, market: createSampleMarket(seed) };
  return last.market.run(unit);
}
