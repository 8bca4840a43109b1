import { SAMPLE_INSTRUMENTS } from './instruments';
import { MINUTE_START, SAMPLE_END, SAMPLE_START } from './timeline';
import { SAMPLE_SOURCE, type SampleMarket } from './types';

const VERSION = 1;

/**
 * The seeded sample market: twelve simulated perpetuals, then macro calendar and equity volatility.
 * @param seed any safe integer; the same seed gives the same bytes.
 */
export function createSampleMarket(seed: number): SampleMarket {
  const unitNames = [...SAMPLE_INSTRUMENTS.map((instrument) => instrument.id), 'macro'];
  return {
    units: unitNames.length,
    describe: () => ({
      synthetic: true,
      source: SAMPLE_SOURCE,
      seed,
      version: VERSION,
      from: SAMPLE_START,
      minuteFrom: MINUTE_START,
      to: SAMPLE_END,
      instruments: SAMPLE_INSTRUMENTS,
      unitNames,
    }),
    run: (unit) => ({ name: unitNames[unit], series: [], macro: [], truth: undefined }), // filled in the next commits
  };
}
