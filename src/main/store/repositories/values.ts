import type { Ms } from '#core/time/ms';

/** SQLite keeps a missing number as NULL, this program as NaN. */
export const toNumber = (value: number | null): number => value ?? Number.NaN;
export const fromNumber = (value: number): number | null => (Number.isNaN(value) ? null : value);

export const toFlag = (value: boolean): number => (value ? 1 : 0);

/** Lowest and highest instant a filter may leave open. */
export const EARLIEST: Ms = Number.MIN_SAFE_INTEGER;
export const LATEST: Ms = Number.MAX_SAFE_INTEGER;
