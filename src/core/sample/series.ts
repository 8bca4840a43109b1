import { lowerBound } from '../series/search';
import type { AnyColumns, SeriesKind } from '../series/schema';
import { MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '../time/ms';
import type { SimulatedMarket } from './simulate';
import { MINUTE_START, SAMPLE_START } from './timeline';
import { SAMPLE_SOURCE, type SampleInstrument, type SampleSeries } from './types';

const FIVE_MINUTES: Ms = 5 * MS_PER_MINUTE;

interface SeriesSpec {
  readonly instrument: string;
  readonly kind: Exclude<SeriesKind, 'macro'>;
  readonly interval: Ms;
  readonly knownLag: Ms;
  readonly unit: string;
  readonly columns: AnyColumns;
}

/** A complete series of the sample market. */
export const sampleSeries = (spec: SeriesSpec): SampleSeries => ({
  ...spec,
  source: SAMPLE_SOURCE,
  field: '',
  volumeUnit: 'base',
  synthetic: true,
  coverage: [{ from: spec.columns.t.length > 0 ? spec.columns.t[0] : SAMPLE_START, coverage: 'complete' }],
});

/** Bars, liquidations, open interest and funding of one simulated market. */
export function marketSeries({ id, quote }: SampleInstrument, market: SimulatedMarket): SampleSeries[] {
  const { hours, minutes, tape, openInterest, funding } = market;
  const from = lowerBound(openInterest.t, MINUTE_START);
  const base = { instrument: id, unit: quote };
  return [
    sampleSeries({ ...base, kind: 'bars', interval: MS_PER_HOUR, knownLag: MS_PER_HOUR, columns: { ...hours } }),
    sampleSeries({ ...base, kind: 'bars', interval: MS_PER_MINUTE, knownLag: MS_PER_MINUTE, columns: { ...minutes } }),
    // The feed is alive from the first instant on, not from its first print.
    {
      ...sampleSeries({ ...base, kind: 'liquidations', interval: 0, knownLag: 0, columns: { ...tape.prints() } }),
      coverage: [{ from: SAMPLE_START, coverage: 'complete' }],
    },
    sampleSeries({
      ...{ ...base, kind: 'oi', interval: MS_PER_HOUR, knownLag: 0 },
      columns: everyNth(openInterest, MS_PER_HOUR / FIVE_MINUTES),
    }),
    sampleSeries({
      ...{ ...base, kind: 'oi', interval: FIVE_MINUTES, knownLag: 0 },
      columns: {
        t: openInterest.t.slice(from),
        base: openInterest.base.slice(from),
        usd: openInterest.usd.slice(from),
      },
    }),
    sampleSeries({
      ...base,
      unit: 'fraction',
      kind: 'funding',
      interval: 8 * MS_PER_HOUR,
      knownLag: 0,
      columns: { ...funding },
    }),
  ];
}

/** Rows 0, n, 2n, … */
function everyNth(columns: AnyColumns, n: number): AnyColumns {
  const size = Math.ceil(columns.t.length / n);
  const pick = (x: Float64Array): Float64Array => Float64Array.from({ length: size }, (_, i) => x[i * n]);
  const picked: Record<string, Float64Array> = {};
  for (const [name, column] of Object.entries(columns)) picked[name] = pick(column);
  return { ...picked, t: pick(columns.t) };
}
