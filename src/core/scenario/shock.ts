import type { DrawnPoint } from '../hedge/simulation';

const HOURS = 24;

/** A move, what of it is made good, and what volatility does meanwhile. */
export interface Shock {
  /** Simple return at the end of the move: −0.3 is a fall by 30 %. */
  readonly size: number;
  /** Hours that the move takes. */
  readonly hours: number;
  /** Share of the move that is made good, 0 to 1 and beyond. */
  readonly recovery: number;
  readonly recoveryHours: number;
  /** Hours at rest after that. */
  readonly restHours: number;
  /** Multiples of the volatility of the start at the end of the move and of the recovery; null: by the rule of the surface. */
  readonly vol: { readonly peak: number; readonly end: number } | null;
}

/** The line of a shock: straight in the logarithm to the end of the move, to that of the recovery, and level from there. */
export function shockPoints({ size, hours, recovery, recoveryHours, restHours, vol }: Shock): DrawnPoint[] {
  const after = 1 + size * (1 - recovery);
  const [peak, end] = vol ? [vol.peak, vol.end] : [null, null];
  const points: DrawnPoint[] = [
    { day: 0, spot: 1, vol: vol ? 1 : null },
    { day: hours / HOURS, spot: 1 + size, vol: peak },
  ];
  if (recoveryHours > 0) points.push({ day: (hours + recoveryHours) / HOURS, spot: after, vol: end });
  const last = points[points.length - 1];
  if (restHours > 0) points.push({ ...last, day: last.day + restHours / HOURS });
  return points;
}
