import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

/** Timeframes of the top bar. */
export const INTERVALS = [
  { label: '1m', ms: MS_PER_MINUTE },
  { label: '5m', ms: 5 * MS_PER_MINUTE },
  { label: '15m', ms: 15 * MS_PER_MINUTE },
  { label: '1h', ms: MS_PER_HOUR },
  { label: '4h', ms: 4 * MS_PER_HOUR },
  { label: '1d', ms: MS_PER_DAY },
] as const;
