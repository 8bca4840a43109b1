import { describe, expect, it } from 'vitest';
import { cutMarket } from '#core/evidence/market';
import { plantedLeak, type LeakKind } from '#core/evidence/planted-leak';
import { findEvents } from '#core/evidence/rules';
import type { StudyMarket } from '#core/evidence/types';
import { Rng } from '#core/random/rng';
import { align, type Aligned } from '#core/timeshift/align';
import type { Anchor } from '#core/timeshift/anchors';
import type { Calendar } from '#core/timeshift/find-anchors';
import type { TimeShiftSpec } from '#core/timeshift/types';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import { RULES, simulatedMarket } from '../../support/study-market';
import { aligned, everyFewHours, timeShiftSpec } from '../../support/time-shift';

const SEEDS = Array.from({ length: 24 }, (_, seed) => seed);
const HOURS = 900;
const END = HOURS * MS_PER_HOUR;

/** Bars, some of them missing, and a calendar of everything up to the end. */
function world(seed: number): { readonly market: StudyMarket; readonly calendar: Calendar } {
  const rng = new Rng(seed + 1_000);
  const market = simulatedMarket(seed, HOURS);
  const keep = [...market.bars.columns.t.keys()].filter((i) => i < 2 || rng.uniform() > 0.04);
  const columns = Object.fromEntries(Object.entries(market.bars.columns).map(([name, x]) => [name, Float64Array.from(keep, (i) => x[i]!)])) as unknown as StudyMarket['bars']['columns']; // prettier-ignore
  const vintages = everyFewHours(17, END, (k) => Math.round(3 * Math.sin(k * (1 + seed / 7))));
  const consensus = vintages.map((one) => ({ ...one, released: one.released - MS_PER_HOUR, value: one.value + (seed % 3) - 1 })); // prettier-ignore
  const turns = Array.from({ length: 30 }, (_, k) => ({ t: Math.floor(k * 29.3 * MS_PER_HOUR) + 7, kind: k % 2 ? 'widening' : 'narrowing' } as const)); // prettier-ignore
  return {
    market: { ...market, bars: { ...market.bars, columns } },
    calendar: { releases: [{ vintages, consensus }], turns },
  };
}

const SPECS: readonly TimeShiftSpec[] = [
  ...RULES.map((rule) => timeShiftSpec({ align: { kind: 'rule', rule } as never })),
  timeShiftSpec({ align: { kind: 'cascade' }, nearest: 5 }),
  timeShiftSpec({ align: { kind: 'release', label: 'X' } }),
  timeShiftSpec({ align: { kind: 'release', label: 'X', which: 'up' }, nearest: 8 }),
  timeShiftSpec({ align: { kind: 'release', label: 'X', which: 'above' } }),
  timeShiftSpec({ align: { kind: 'differential' }, weights: { drop: 3, funding: 0 } }),
];

/** Without the present's own path, which alone may run on after its decision. */
const beside = ({ present, ...rest }: Aligned) => ({ ...rest, present: present && { ...present, path: null } });

function cutCalendar({ releases, turns }: Calendar, at: Ms): Calendar {
  return {
    releases: releases.map(({ vintages, consensus }) => ({
      vintages: vintages.filter(({ released }) => released <= at),
      consensus: consensus.filter(({ released }) => released <= at),
    })),
    turns: turns.filter(({ t }) => t <= at),
  };
}

describe('an alignment', () => {
  it.each(SPECS)('is the one that could be made at the present’s decision: %#', (spec) => {
    let compared = 0;
    for (const seed of SEEDS) {
      const { market, calendar } = world(seed);
      const whole = aligned(market, spec, calendar, END);
      const all = [...whole.analogs, ...(whole.present ? [whole.present] : [])].map(({ decision }) => decision).sort((a, b) => a - b); // prettier-ignore
      for (const decision of all.filter((_, i) => i % 5 === 4).concat(all.slice(-1))) {
        const asked = { ...spec, present: decision };
        const later = aligned(market, asked, calendar, END);
        const then = aligned(cutMarket(market, decision), asked, cutCalendar(calendar, decision), decision);
        expect(beside(later), `seed ${seed} at ${decision}`).toEqual(beside(then));
        compared += later.analogs.length;
      }
    }
    expect(compared).toBeGreaterThan(100);
  }); // prettier-ignore

  it.each(SPECS)('as of a clock is not changed by what comes later: %#', (spec) => {
    for (const seed of SEEDS.slice(0, 8)) {
      const { market, calendar } = world(seed);
      const clock = (400 + 37 * seed) * MS_PER_HOUR + 12_345;
      const short = aligned(cutMarket(market, clock), spec, cutCalendar(calendar, clock), clock);
      expect(aligned(cutMarket(market, clock), spec, calendar, clock)).toEqual(short);
      expect(Math.max(...short.analogs.map(({ decision }) => decision), short.present?.decision ?? 0)).toBeLessThanOrEqual(clock); // prettier-ignore
    }
  });

  it.each<LeakKind>(['nextBar', 'centredWindow', 'formingBar'])('is not blind to a leak: %s', (kind) => {
    const [rule] = RULES.slice(1);
    const find = plantedLeak((market) => findEvents(market, rule!), kind);
    const spec = timeShiftSpec({ align: { kind: 'rule', rule: rule! } as never });
    const leaky = (market: StudyMarket): Anchor[] => find(market).map((event) => ({ t0: event.decision, label: '', event })); // prettier-ignore
    let planted = 0;
    let caught = 0;
    for (const seed of SEEDS) {
      const { market } = world(seed);
      const whole = leaky(market);
      const last = whole.at(-1)?.event.decision;
      if (last === undefined) continue;
      planted++;
      const asked = { ...spec, present: last };
      const cut = cutMarket(market, last);
      try {
        expect(beside(align(market, whole, asked, END))).toEqual(beside(align(cut, leaky(cut), asked, last)));
      } catch {
        caught++;
      }
    }
    expect(planted).toBeGreaterThan(15);
    expect(caught).toBe(planted);
  });
});
