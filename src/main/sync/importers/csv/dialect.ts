import { cellType } from './column-types';
import { splitRow } from './split';

export interface Dialect {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly hasHeader: boolean;
  /** Names as they stand in the file; `c1`, `c2` … where it has none. */
  readonly header: readonly string[];
  /** The header's row as it stands, so that a repeated one can be passed over; '' without a header. */
  readonly headerText: string;
  /** Offset and 1-based line of the first row of data. */
  readonly offset: number;
  readonly line: number;
  /** First rows as text, at most `SAMPLE_ROWS`. */
  readonly rows: readonly (readonly string[])[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_ROWS = 500;
const BANNER_LINES = 10;

/**
 * Reads the form of a CSV file from its first part.
 * @param head   First bytes of the unpacked file.
 * @param whole  Whether that is all of it; otherwise its last row is taken to be cut.
 * @returns undefined when no line holds anything.
 */
export function sniffDialect(head: Buffer, whole: boolean): Dialect | undefined {
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const lines = splitLines(head, bom, whole);
  if (lines.length === 0) return undefined;
  const delimiter = chooseDelimiter(lines.slice(0, 50).map(({ text }) => text));
  const width = typicalWidth(lines.slice(0, 50).map(({ text }) => splitRow(text, delimiter).length));
  const first = skipBanner(lines, delimiter, width);
  const cells = splitRow(lines[first]!.text, delimiter);
  const below = lines.slice(first + 1, first + 1 + SAMPLE_ROWS).map(({ text }) => splitRow(text, delimiter));
  const decimal = delimiter === ',' ? '.' : chooseDecimal(below.length > 0 ? below : [cells]);
  const hasHeader = cells.every((cell) => ['text', 'empty', 'boolean'].includes(cellType(cell, decimal))) && cells.some((cell) => cell !== '' && cellType(cell) === 'text'); // prettier-ignore
  const firstData = hasHeader ? lines[first + 1] : lines[first];
  const rows = (hasHeader ? below : [cells, ...below]).slice(0, SAMPLE_ROWS);
  const names = hasHeader ? trimHeader(cells, width) : cells.map((_, i) => `c${i + 1}`);
  return {
    delimiter, decimal, hasHeader, rows, header: names, headerText: hasHeader ? lines[first]!.text : '',
    offset: firstData?.offset ?? head.length, line: firstData?.line ?? lines.at(-1)!.line + 1,
  }; // prettier-ignore
}

interface Line {
  readonly text: string;
  readonly offset: number;
  readonly line: number;
}

/** Lines that hold something. A cut last one is left out. */
function splitLines(head: Buffer, from: number, whole: boolean): Line[] {
  const lines: Line[] = [];
  for (let at = from, line = 1; at < head.length && lines.length <= SAMPLE_ROWS + BANNER_LINES; line++) {
    let end = head.indexOf(10, at);
    if (end < 0) {
      if (!whole) break;
      end = head.length;
    }
    const text = head.toString('utf8', at, end).replace(/\r$/, '');
    if (text.trim() !== '') lines.push({ text, offset: at, line });
    at = end + 1;
  }
  return lines;
}

/** The sign that splits most lines into the same number (over one) of cells. */
function chooseDelimiter(lines: readonly string[]): string {
  const scores = DELIMITERS.map((delimiter) => {
    const widths = lines.map((line) => splitRow(line, delimiter).length);
    const width = typicalWidth(widths);
    return width > 1 ? widths.filter((w) => w === width).length / lines.length + width / 1e4 : 0;
  });
  return DELIMITERS[scores.indexOf(Math.max(...scores))]!;
}

function typicalWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** Index of the header or first row: lines above it (an address, a comment) have another number of cells. */
function skipBanner(lines: readonly Line[], delimiter: string, width: number): number {
  const limit = Math.min(BANNER_LINES, lines.length - 1);
  for (let i = 0; i < limit; i++) {
    const cells = splitRow(lines[i]!.text, delimiter).length;
    if (!lines[i]!.text.startsWith('#') && (cells === width || (cells === width - 1 && width > 2))) return i;
  }
  return lines.length <= 1 || !lines[0]!.text.startsWith('#') ? 0 : Math.min(limit, lines.length - 1);
}

/** Rows that end with a delimiter have one cell more than their header, or the header has an empty last name. */
function trimHeader(cells: readonly string[], width: number): string[] {
  const names = cells.map((cell, i) => cell || `c${i + 1}`);
  for (let i = names.length; i < width; i++) names.push(`c${i + 1}`);
  return names;
}

function chooseDecimal(rows: readonly (readonly string[])[]): '.' | ',' {
  const cells = rows.slice(0, 50).flat();
  const commas = cells.filter((cell) => /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/.test(cell)).length;
  const points = cells.filter((cell) => /^[+-]?\d+\.\d+$/.test(cell)).length;
  return commas > points ? ',' : '.';
}
