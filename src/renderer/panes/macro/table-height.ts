const ROW = 28;
const HEADER = 24;
const EMPTY = 96;

/** Px of a table of so many rows and headings that shows at most some of them at once. */
export const tableHeight = (rows: number, headings: number, most: number): number =>
  rows === 0 ? EMPTY : HEADER + 1 + Math.min(rows * ROW + headings * HEADER, most * ROW);
