import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '../time/ms';

/** The sample market ends here, always: 2026-06-30T00:00:00Z. Nothing in it depends on the clock. */
export const SAMPLE_END: Ms = 1_782_777_600_000;

const MINUTES_PER_DAY = 1_440;
/** Three years. */
export const SAMPLE_DAYS = 1_095;
/** The last days have 1-minute bars. */
const MINUTE_DAYS = 90;

export const SAMPLE_START: Ms = SAMPLE_END - SAMPLE_DAYS * MS_PER_DAY;
export const MINUTE_START: Ms = SAMPLE_END - MINUTE_DAYS * MS_PER_DAY;

/** Simulated steps: one a minute over the whole span. */
export const SAMPLE_MINUTES = SAMPLE_DAYS * MINUTES_PER_DAY;
/** First step of the era with 1-minute bars. */
export const MINUTE_ERA = (SAMPLE_DAYS - MINUTE_DAYS) * MINUTES_PER_DAY;

export const minuteTime = (minute: number): Ms => SAMPLE_START + minute * MS_PER_MINUTE;
