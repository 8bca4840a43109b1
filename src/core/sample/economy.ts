import type { Rng } from '../random/rng';
import { civilToMs, msToCivil, nthWeekday } from '../time/calendar';
import { MS_PER_DAY, MS_PER_HOUR } from '../time/ms';
import { SAMPLE_END, SAMPLE_START } from './timeline';
import type { SampleMacroRelease } from './types';

/** Months of history before the first bar: a change over a year is known from the start. */
const LEAD_MONTHS = 15;
/** Meeting months of the other central bank, decided on the second Thursday at 13:15 UTC. */
const MEETINGS = [1, 3, 4, 6, 7, 9, 10, 12];
const DECIDED = 13.25 * MS_PER_HOUR;
const ANNOUNCED_LEAD = 60 * MS_PER_DAY;
/** The index is published in the middle of the next month, at 15:00 UTC. */
const INDEX_DAY = 17;
const INDEX_HOUR = 15 * MS_PER_HOUR;

/**
 * What stands beside the dollar's own figures: the policy rate of the euro area and the dollar's real effective exchange rate,
 * whose last figure is revised with the next one. Nobody's money moves by them: they set the stage and are no news to the walk.
 * Per cent and an index of 100. Series ids: SIM-POLICY-RATE-EUR, SIM-REER-USD.
 */
export function createEconomy(rng: Rng): readonly SampleMacroRelease[] {
  const releases: SampleMacroRelease[] = [];
  let rate = 4;
  let index = 104;
  const first = msToCivil(SAMPLE_START);
  for (let k = -LEAD_MONTHS; civilToMs(first.year, first.month + k, 1) < SAMPLE_END; k++) {
    const month = civilToMs(first.year, first.month + k, 1);
    const { year, month: number } = msToCivil(month);

    if (MEETINGS.includes(number)) {
      const meeting = nthWeekday(year, number, 4, 2);
      const released = meeting + DECIDED;
      const step = rng.uniform();
      if (released < SAMPLE_END) rate += step < 0.3 ? -0.25 : step < 0.4 ? 0.25 : 0;
      releases.push({
        seriesId: 'SIM-POLICY-RATE-EUR',
        period: meeting,
        released,
        value: released < SAMPLE_END ? rate : NaN,
        announced: released - ANNOUNCED_LEAD,
      });
    }

    index += 0.05 * (104 - index) + 0.9 * rng.normal();
    const value = Math.round(index * 100) / 100;
    const revision = Math.round(10 * rng.normal()) / 100;
    const released = civilToMs(year, number + 1, INDEX_DAY) + INDEX_HOUR;
    const revised = civilToMs(year, number + 2, INDEX_DAY) + INDEX_HOUR;
    if (released < SAMPLE_END) releases.push({ seriesId: 'SIM-REER-USD', period: month, released, value });
    if (revision !== 0 && revised < SAMPLE_END)
      releases.push({
        seriesId: 'SIM-REER-USD',
        period: month,
        released: revised,
        value: Math.round(100 * (value + revision)) / 100,
      });
  }
  return releases.sort((a, b) => a.released - b.released || (a.seriesId < b.seriesId ? -1 : 1) || a.period - b.period);
}
