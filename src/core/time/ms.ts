/** UTC epoch milliseconds. */
export type Ms = number;

export const MS_PER_SECOND = 1_000;
export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;
/** ACT/365: crypto trades every day of the year (method.md, section 0). */
export const MS_PER_YEAR = 365 * MS_PER_DAY;
