import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchedDeclines } from '#core/evidence/matched';
import { placebos } from '#core/evidence/placebo';
import { pricePath } from '#core/evidence/price-path';
import type { StudyEvent } from '#core/evidence/types';
import { eventsInHours } from './study-markets';
import { naiveBars, type Bar } from './naive-outcomes';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const market = fc.integer({ min: 0, max: 2 ** 31 }).map(eventsInHours);
const within = fc.constantFrom<'day' | 'week'>('day', 'week');

const period = (t: number, w: 'day' | 'week'): number =>
  w === 'day' ? Math.floor(t / DAY) : Math.floor((t / DAY + 3) / 7);
/** No event decided in the `span` up to t. */
const clear = (events: readonly StudyEvent[], t: number, span: number): boolean =>
  events.every((e) => e.decision > t || e.decision <= t - span);
const lowOf = (bars: readonly Bar[], from: number, to: number): number =>
  Math.min(...bars.filter((b) => b.t + HOUR > from && b.t + HOUR <= to).map((b) => b.l));

describe('placebos', () => {
  it('are as many as wanted or as there is room for, each where the definition allows it', () => {
    let short = 0;
    fc.assert(
      fc.property(market, within, fc.integer({ min: 1, max: 30 }), ({ bars, events }, w, perEvent) => {
        const side = events[0]!.side;
        const naive = naiveBars(bars, side, Infinity);
        const rows = placebos(pricePath(bars, side, Infinity), events, { perEvent, within: w }, 7);
        events.forEach((event, i) => {
          const got = [...rows.t.keys()].filter((k) => rows.of[k] === i);
          const length = event.decision - event.start;
          const allowed = naive.filter(
            ({ t }) =>
              t >= event.decision + HOUR &&
              period(t, w) === period(event.decision, w) &&
              clear(events, t, HOUR) &&
              Number.isFinite(lowOf(naive, t - length, t)),
          );
          expect(got.length).toBe(Math.min(perEvent, allowed.length));
          if (got.length < perEvent) short++;
          expect(new Set(got.map((k) => rows.t[k])).size).toBe(got.length);
          for (const k of got) {
            expect(allowed.map((b) => b.t)).toContain(rows.t[k]);
            const low = (side === 'long' ? 1 : -1) * Math.log(rows.low[k]!);
            expect(low).toBeCloseTo(lowOf(naive, rows.t[k]! - length, rows.t[k]!), 12);
          }
        });
      }),
      { numRuns: 200 },
    );
    expect(short, 'events without room').toBeGreaterThan(20);
  });

  it('of an event stay where they are when another event is added, but for those it covers', () => {
    fc.assert(
      fc.property(market, within, ({ bars, events }, w) => {
        const path = pricePath(bars, events[0]!.side, Infinity);
        const spec = { perEvent: 5, within: w };
        const some = events.slice(0, -1);
        const before = placebos(path, some, spec, 7);
        const after = placebos(path, events, spec, 7);
        const times = (rows: typeof before, i: number): number[] => [...rows.t].filter((_, k) => rows.of[k] === i);
        some.forEach((_, i) => {
          const kept = times(before, i).filter((t) => clear(events, t, HOUR));
          expect(times(after, i).filter((t) => kept.includes(t))).toEqual(kept);
        });
      }),
    );
  });

  it('fall on every allowed instant alike', () => {
    const { bars, events } = eventsInHours(3);
    const path = pricePath(bars, events[0]!.side, Infinity);
    const one = [{ ...events[0]!, decision: 4 * DAY, start: 4 * DAY - HOUR }]; // a Monday: the week has 167 instants left
    const count = new Map<number, number>();
    for (let seed = 0; seed < 2_000; seed++)
      for (const t of placebos(path, one, { perEvent: 5, within: 'week' }, seed).t)
        count.set(t, (count.get(t) ?? 0) + 1);
    const slots = path.t.filter((t) => t > 4 * DAY && t < 11 * DAY).length;
    const expected = 10_000 / slots;
    let chi = 0;
    for (const n of count.values()) chi += (n - expected) ** 2 / expected;
    expect(count.size).toBeGreaterThanOrEqual(slots - 5);
    expect(Math.abs(chi - slots) / Math.sqrt(2 * slots), 'chi-square in standard deviations').toBeLessThan(4);
  });
});

/** Candidates of one event by the definition, in order of time; bars as logs, upside down for shorts. */
function naiveMatches(
  bars: readonly Bar[],
  events: readonly StudyEvent[],
  event: StudyEvent,
  horizon: number,
  spec: { perEvent: number; dropCaliper: number; volatilityCaliper: number },
): number[] {
  const octave = (n: number): number => (n < 2 ? n : n < 4 ? 2 : 1.5 * 2 ** Math.floor(Math.log2(n)));
  const volatility = (from: number): number => {
    const i = bars.filter((b) => b.t + HOUR <= from).length;
    if (i <= 30) return NaN;
    let sum = 0;
    for (let k = i - 30; k < i; k++) sum += (bars[k]!.c - bars[k - 1]!.c) ** 2;
    return 0.5 * Math.log(sum / 30);
  };
  const length = octave((event.decision - event.start) / HOUR);
  const own = bars.filter((b) => b.t + HOUR > event.start && b.t + HOUR <= event.decision);
  if (own.length === 0 || !(event.dropBp > 0)) return [];
  const age = (window: readonly Bar[]): number => [...window].reverse().findIndex((b) => b.l === Math.min(...window.map((x) => x.l))); // prettier-ignore
  const least = (window: readonly Bar[]): number => Math.min(...window.map((b) => b.l));
  const wantedAge = Math.min(octave(age(own)), length - 1);
  const retraced = (1e4 * (own.at(-1)!.c - least(own))) / event.dropBp;
  const pause = Math.max(horizon, (length + 1) * HOUR);
  let next = event.decision + pause;
  const found: { t: number; distance: number }[] = [];
  for (let i = length; i < bars.length; i++) {
    const t = bars[i]!.t + HOUR;
    const window = bars.slice(i - length + 1, i + 1);
    if (bars[i]!.t - bars[i - length]!.t !== length * HOUR || age(window) !== wantedAge) continue;
    const drop = 1e4 * (bars[i - length]!.c - least(window));
    if (!(drop > 0) || !clear(events, t, (length + 1) * HOUR)) continue;
    const a = Math.abs(Math.log(drop / event.dropBp)) / spec.dropCaliper;
    const b = Math.abs(volatility(bars[i - length]!.t + HOUR) - volatility(event.start)) / spec.volatilityCaliper;
    const c = Math.abs((1e4 * (bars[i]!.c - least(window))) / drop - retraced) / 0.05;
    if (!(a <= 1 && b <= 1 && c <= 1) || t < next) continue;
    next = t + pause;
    found.push({ t, distance: a * a + b * b + c * c });
  }
  return found.sort((a, b) => a.distance - b.distance).slice(0, spec.perEvent).map((f) => f.t); // prettier-ignore
}

describe('matchedDeclines', () => {
  const spec = { perEvent: 3, dropCaliper: 0.5, volatilityCaliper: 0.4 };

  it('are the nearest within the calipers, by the definition written a second time', () => {
    let matched = 0;
    let unmatched = 0;
    fc.assert(
      fc.property(market, fc.constantFrom(HOUR, 12 * HOUR, 3 * DAY), ({ bars, events }, horizon) => {
        const side = events[0]!.side;
        const naive = naiveBars(bars, side, Infinity);
        const got = matchedDeclines(pricePath(bars, side, Infinity), events, spec, horizon);
        events.forEach((event, i) => {
          const want = naiveMatches(naive, events, event, horizon, spec);
          expect([...got.t].filter((_, k) => got.of[k] === i)).toEqual(want);
          matched += want.length;
          if (want.length === 0) unmatched++;
        });
      }),
      { numRuns: 200 },
    );
    expect(matched, 'matched declines').toBeGreaterThan(200);
    expect(unmatched, 'unmatched events').toBeGreaterThan(50);
  });

  it('of an event never come before it, and do not change when what follows them is cut off', () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 200, max: 480 }), ({ bars, events }, hours) => {
        const side = events[0]!.side;
        const all = { ...spec, perEvent: 1_000 };
        const until = hours * HOUR;
        const known = events.filter((e) => e.decision <= until);
        const whole = matchedDeclines(pricePath(bars, side, Infinity), events, all, HOUR);
        const cut = matchedDeclines(pricePath(bars, side, until), known, all, HOUR);
        for (const [k, t] of whole.t.entries()) expect(t).toBeGreaterThan(events[whole.of[k]!]!.decision);
        known.forEach((event, i) => {
          const of = events.indexOf(event);
          const sorted = (rows: typeof whole, index: number): number[] => [...rows.t].filter((_, k) => rows.of[k] === index).sort((a, b) => a - b); // prettier-ignore
          expect(sorted(cut, i)).toEqual(sorted(whole, of).filter((t) => t <= until));
        });
      }),
      { numRuns: 200 },
    );
  });
});
