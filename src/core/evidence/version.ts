/** Raise it when the same data and the same question get another answer: kept answers are then stale. */
export const EVIDENCE_VERSION = 1;
