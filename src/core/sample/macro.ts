import type { Rng } from '../random/rng';
import { MS_PER_DAY, type Ms } from '../time/ms';
import { civilToMs, msToCivil, newYorkTime, nthWeekday, weekday } from '../time/calendar';
import { SAMPLE_END, SAMPLE_START } from './timeline';
import type { SampleMacroRelease } from './types';

/** A release and how far it missed what was expected, in standard deviations: the market's news. */
export interface MacroSurprise {
  readonly released: Ms;
  /** > 0: hotter than expected (tighter money). */
  readonly surprise: number;
}

export interface MacroCalendar {
  /** Sorted by release. */
  readonly releases: readonly SampleMacroRelease[];
  readonly surprises: readonly MacroSurprise[];
}

/** Months of history before the first bar, so that a state is known from the start. */
const LEAD_MONTHS = 15;
/** Scheduled releases beyond the end: value unknown, NaN. */
const SCHEDULED_MONTHS = 2;
const CONSENSUS_LEAD = 3 * MS_PER_DAY;
/** How long ahead a date is told. */
const ANNOUNCED_LEAD = 60 * MS_PER_DAY;
/** Meeting months of the policy committee: eight a year. */
const POLICY_MONTHS = [1, 3, 5, 6, 7, 9, 11, 12];

const round = (x: number, step: number): number => Math.round(x / step) / Math.round(1 / step);

/** The business day on or after. */
function businessDay(t: Ms): Ms {
  const day = weekday(t);
  return day === 6 ? t + 2 * MS_PER_DAY : day === 0 ? t + MS_PER_DAY : t;
}

/**
 * A synthetic macro calendar, US style: yearly CPI and PPI change (monthly, 08:30 New York; PPI revised once a month later in
 * one of three cases), real GDP growth (quarterly: advance, second and third estimate) and the policy rate's upper bound
 * (eight meetings a year, 14:00 New York). `…-CONSENSUS` series hold the expectation, published three days before.
 * Dates are announced 60 days ahead, those of a revision are not.
 * Values in per cent. Series ids: SIM-CPI-YOY, SIM-PPI-YOY, SIM-GDP-QOQ, SIM-POLICY-RATE.
 */
export function createMacro(rng: Rng): MacroCalendar {
  const releases: SampleMacroRelease[] = [];
  const surprises: MacroSurprise[] = [];
  const publish = (
    seriesId: string,
    period: Ms,
    released: Ms,
    expected: number,
    actual: number,
    scale: number,
  ): void => {
    const known = released < SAMPLE_END;
    if (released - CONSENSUS_LEAD < SAMPLE_END) {
      releases.push({
        seriesId: `${seriesId}-CONSENSUS`,
        period,
        released: released - CONSENSUS_LEAD,
        value: expected,
      });
    }
    const value = known ? actual : Number.NaN;
    releases.push({ seriesId, period, released, value, announced: released - ANNOUNCED_LEAD });
    if (known && released >= SAMPLE_START) surprises.push({ released, surprise: (actual - expected) / scale });
  };

  // Inflation drifts down from 3.6 % to about 2.5 % with a persistent wobble; the policy rate follows it with a lag.
  let cpi = 3.6;
  let ppi = 2.2;
  let wobble = 0;
  let rate = 5.25;
  const firstMonth = monthIndex(SAMPLE_START) - LEAD_MONTHS;
  const lastMonth = monthIndex(SAMPLE_END) + SCHEDULED_MONTHS - 1;
  for (let index = firstMonth; index <= lastMonth; index++) {
    const year = Math.floor(index / 12);
    const month = (index % 12) + 1;
    const period = civilToMs(year, month - 1, 1); // released in `month` for the month before

    wobble = 0.85 * wobble + 0.12 * rng.normal();
    const expectedCpi = round(cpi + 0.12 * (2.5 - cpi) + wobble * 0.5, 0.1);
    cpi = 0.93 * cpi + 0.07 * 2.5 + 0.5 * wobble + 0.1 * rng.normal();
    const cpiDay = businessDay(civilToMs(year, month, 10 + rng.below(4)));
    publish('SIM-CPI-YOY', period, newYorkTime(cpiDay, 8, 30), expectedCpi, round(cpi, 0.1), 0.15);

    const expectedPpi = round(ppi + 0.1 * (cpi - 0.4 - ppi), 0.1);
    ppi += 0.15 * (cpi - 0.4 - ppi) + 0.2 * rng.normal();
    const ppiRelease = newYorkTime(businessDay(cpiDay + MS_PER_DAY), 8, 30);
    const ppiValue = round(ppi, 0.1);
    publish('SIM-PPI-YOY', period, ppiRelease, expectedPpi, ppiValue, 0.4);
    const revision = rng.uniform() < 1 / 3 ? (rng.uniform() < 0.5 ? -0.1 : 0.1) : 0;
    const revised = newYorkTime(businessDay(civilToMs(year, month + 1, 15)), 8, 30);
    if (revision !== 0 && revised < SAMPLE_END) {
      releases.push({ seriesId: 'SIM-PPI-YOY', period, released: revised, value: round(ppiValue + revision, 0.1) });
    }

    if (POLICY_MONTHS.includes(month)) {
      const day = nthWeekday(year, month, 3, 3); // the third Wednesday
      const wanted = 1 + 1.05 * cpi + 0.3;
      const gap = wanted - rate;
      const expected = rate + (gap > 0.4 ? 0.25 : gap < -0.4 ? -0.25 : 0);
      const actual = rng.uniform() < 0.12 ? rate : expected;
      publish('SIM-POLICY-RATE', day, newYorkTime(day, 14, 0), expected, actual, 0.1);
      rate = actual;
    }

    if (month % 3 === 1) {
      const quarter = civilToMs(year, month - 3, 1);
      const growth = 2.3 + 1.1 * rng.normal();
      const expected = round(growth + 0.5 * rng.normal(), 0.1);
      const vintages = [growth, growth + 0.2 * rng.normal(), growth + 0.25 * rng.normal()];
      vintages.forEach((value, vintage) => {
        const released = newYorkTime(businessDay(civilToMs(year, month + vintage, 27)), 8, 30);
        if (vintage === 0) publish('SIM-GDP-QOQ', quarter, released, expected, round(value, 0.1), 1.5);
        else if (released < SAMPLE_END)
          releases.push({
            seriesId: 'SIM-GDP-QOQ',
            period: quarter,
            released,
            value: round(value, 0.1),
            announced: released - ANNOUNCED_LEAD,
          });
      });
    }
  }
  releases.sort((a, b) => a.released - b.released || (a.seriesId < b.seriesId ? -1 : 1));
  return { releases, surprises };
}

/** Months since January of year 0. */
function monthIndex(t: Ms): number {
  const { year, month } = msToCivil(t);
  return year * 12 + month - 1;
}
