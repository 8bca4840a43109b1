/** For files: every digit, nothing where nothing is known. */
export const exact = (value: number): string => (Number.isFinite(value) ? String(value) : '');
/** An instant for files; nothing where there is none. */
export const isoTime = (t: number): string => (Number.isFinite(t) ? new Date(t).toISOString() : '');
