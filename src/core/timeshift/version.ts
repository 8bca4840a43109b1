/** Raise it when the same data and the same question get another answer, or one of another shape: kept answers are then not read any more. */
export const TIME_SHIFT_VERSION = 1;
