import { describe, expect, it } from 'vitest';
import { studentQuantile } from '#core/evidence/inference';
import { normCdf } from '#core/math/special';
import type { Timed } from '#core/liquidations/types';
import { Rng } from '#core/random/rng';
import type { Bars } from '#core/series/schema';
import { measuresOf, specOf, study } from './studies';
import { eventAt, randomWalks } from './worlds';

const QUARTER = 15 * 60_000;
const HALF_HOUR = 2 * QUARTER;
const WORLDS = 400;
const DAYS = 130;
const SYMBOLS = 3;
const COMMON = 0.6;
const BAR_BP = 38;
const PLACEBOS = 10;
const PLANTED_BP = 20;
const COST_BP = 8;

/** Adds 20 bp to the price over the half hour from each of these bars on, for good. */
function plant({ columns, interval }: Timed<Bars>, at: readonly number[]): Timed<Bars> {
  const own = Float64Array.from(columns.t, () => 0);
  for (const i of at) for (let k = i; k < i + 2 && k < own.length; k++) own[k]! += PLANTED_BP / 2 / 1e4;
  let before = 0;
  const factor = own.map((step) => (before += step));
  const scaled = (x: Float64Array, shift: (i: number) => number): Float64Array =>
    x.map((p, i) => p * Math.exp(shift(i)));
  const after = (i: number): number => factor[i]!;
  return {
    interval,
    columns: {
      ...columns,
      o: scaled(columns.o, (i) => factor[i]! - own[i]!),
      h: scaled(columns.h, after),
      l: scaled(columns.l, (i) => factor[i]! - own[i]!),
      c: scaled(columns.c, after),
    },
  };
}

/**
 * Power before looking. One event a day in every symbol at once, of constant volatility: the mean of a day's events has the variance
 * σ²(ρ + (1 − ρ)/S), that of the placebos σ²/(10·S) a day, so the standard error is known, and the lower bound passes the costs
 * with probability Φ((20 − 8)/se − t).
 */
function powerOf(): number {
  const variance = BAR_BP ** 2 * (HALF_HOUR / QUARTER);
  const events = DAYS - 8;
  const se = Math.sqrt((variance * (COMMON + (1 - COMMON) / SYMBOLS + 1 / (PLACEBOS * SYMBOLS))) / events);
  return normCdf((PLANTED_BP - COST_BP) / se - studentQuantile(0.975, events - 1));
}

describe('a bounce of 20 bp within half an hour of each event', () => {
  it('is found with the power computed beforehand, within binomial error', async () => {
    const spec = specOf({
      horizonsMs: [HALF_HOUR],
      costBp: COST_BP,
      resamples: 1_000,
      placebo: { perEvent: PLACEBOS },
      matched: { dropCaliper: 1e-9 }, // no two falls are alike: the placebos decide
    });
    let found = 0;
    let sum = 0;
    for (let world = 0; world < WORLDS; world++) {
      const rng = new Rng(80_000 + world);
      const walks = randomWalks(90_000 + world, { symbols: SYMBOLS, days: DAYS, intervalMs: QUARTER, barBp: BAR_BP, common: COMMON, clustered: false }); // prettier-ignore
      // one a day, from the second on; the last week is left for placebos
      const ends = Array.from({ length: DAYS - 8 }, (_, k) => (k + 1) * 96 + rng.below(90));
      const bars = walks.map((walk) => plant(walk, ends));
      const events = bars.map((one, s) => ends.map((end) => eventAt(one, `S${s}`, end, 4)));
      const [row] = (await study(spec, measuresOf(spec, bars, events))).horizons;
      expect(row!.decidedBy).toBe('placebo');
      sum += row!.effectPlaceboBp.value;
      if (row!.verdict === 'bounce') found++;
    }
    const power = powerOf();
    expect(power, 'a power that a test can miss').toBeGreaterThan(0.6);
    expect(power).toBeLessThan(0.95);
    expect(Math.abs(sum / WORLDS - PLANTED_BP), 'bias of the effect [bp]').toBeLessThan(1);
    const error = Math.sqrt((power * (1 - power)) / WORLDS);
    expect(Math.abs(found / WORLDS - power), `found ${found} of ${WORLDS}, power ${power}`).toBeLessThan(3 * error);
  }, 300_000);
});
