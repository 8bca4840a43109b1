const ROW = 28;
const HEADER = 24;
const EMPTY = 96;
/** A table that is so few rows longer than it may be is shown whole. */
const SLACK = 3;

/** Px of a table of so many rows and headings that shows about so many rows at once. */
export function tableHeight(rows: number, headings: number, most: number): number {
  if (rows === 0) return EMPTY;
  const whole = rows * ROW + headings * HEADER;
  return HEADER + 1 + (whole <= (most + SLACK) * ROW ? whole : most * ROW);
}
