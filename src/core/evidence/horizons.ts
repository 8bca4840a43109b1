import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '../time/ms';

/** Horizons of a study that names none (method.md, section 3). */
export const DEFAULT_HORIZONS: readonly Ms[] = [
  5 * MS_PER_MINUTE,
  15 * MS_PER_MINUTE,
  30 * MS_PER_MINUTE,
  MS_PER_HOUR,
  4 * MS_PER_HOUR,
  MS_PER_DAY,
  3 * MS_PER_DAY,
  7 * MS_PER_DAY,
  30 * MS_PER_DAY,
];
