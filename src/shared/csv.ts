/** A grid of text: the first row is the header. */
export type TextGrid = readonly (readonly string[])[];

/** A cell that a spreadsheet would run as a formula is quoted with an apostrophe, unless it is a number. */
function inert(cell: string): string {
  return /^[=@\t\r]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-]?[\d.]/.test(cell)) ? `'${cell}` : cell;
}

/** RFC 4180, with a line feed at the end of every line. */
export function toCsv(grid: TextGrid): string {
  const escape = (cell: string): string => {
    const safe = inert(cell);
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return grid.map((row) => row.map(escape).join(',') + '\n').join('');
}

/** `Cascades BTCUSDT` → `cascades-btcusdt-2025-10-11.csv` */
export function fileName(subject: string, extension: string, day: string): string {
  const stem = subject.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''); // prettier-ignore
  return `${stem || 'ballast'}-${day}.${extension}`;
}
