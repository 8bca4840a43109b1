import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from './ms';

/** Intervals a chart may be drawn in, finest first; each divides the next. */
export const LADDER: readonly Ms[] = [
  MS_PER_MINUTE,
  5 * MS_PER_MINUTE,
  15 * MS_PER_MINUTE,
  MS_PER_HOUR,
  4 * MS_PER_HOUR,
  MS_PER_DAY,
  7 * MS_PER_DAY,
];
