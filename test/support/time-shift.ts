import type { StudyMarket } from '#core/evidence/types';
import type { Vintage } from '#core/macro/types';
import type { Aligned } from '#core/timeshift/align';
import { align } from '#core/timeshift/align';
import { findAnchors, type Calendar } from '#core/timeshift/find-anchors';
import type { TimeShiftSpec } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { TimeShiftSpecSchema } from '#shared/time-shift';
import type { z } from 'zod';

export const NO_CALENDAR: Calendar = { releases: [], turns: [] };

export const timeShiftSpec = (change: Partial<z.input<typeof TimeShiftSpecSchema>> = {}): TimeShiftSpec =>
  TimeShiftSpecSchema.parse({
    instrument: 'SIM',
    align: { kind: 'release', label: 'CPI' },
    horizonsMs: [MS_PER_HOUR, 4 * MS_PER_HOUR],
    beforeMs: 6 * MS_PER_HOUR,
    afterMs: 12 * MS_PER_HOUR,
    ...change,
  });

/** An alignment on what is stored of a market, which is not to know later than the clock. */
export function aligned(market: StudyMarket, spec: TimeShiftSpec, calendar: Calendar, clock: Ms): Aligned {
  return align(market, findAnchors(market, spec.align, calendar, clock), spec, clock);
}

/** Releases of a series every so many hours, half an hour past, each period revised with the next release. */
export function everyFewHours(hours: number, until: Ms, valueOf: (k: number) => number): Vintage[] {
  const step = hours * MS_PER_HOUR;
  const vintages: Vintage[] = [];
  for (let k = 1; k * step <= until; k++) {
    const released = k * step + MS_PER_HOUR / 2;
    const period = k * MS_PER_DAY;
    vintages.push({ period, released, value: valueOf(k) });
    if (k > 1) vintages.push({ period: period - MS_PER_DAY, released, value: valueOf(k - 1) + 1e-3 });
  }
  return vintages;
}
