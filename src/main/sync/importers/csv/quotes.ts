const QUOTE = 34, LF = 10; // prettier-ignore
/** A quote that is not closed within this many bytes was never an opening one. */
const MAX_FIELD = 64 * 1024;
/** What delimiters and line feeds inside quotes become. Below a space, so that they are trimmed and never split. */
const MASKED_DELIMITER = 1, MASKED_LINE = 2; // prettier-ignore

export const hasQuotes = (buffer: Buffer): boolean => buffer.includes(QUOTE);

/**
 * Takes the quotes out of `buffer`, in place and without moving a byte: quotes become spaces, delimiters and line feeds
 * between them become signs that do not split. Then the scanner needs to know nothing of quotes.
 * A quote opens a field only where a field begins.
 * @returns the end of the last row that is complete; 0 when there is none.
 */
export function maskQuotes(buffer: Buffer, delimiter: number): number {
  for (let open = buffer.indexOf(QUOTE); open >= 0; open = buffer.indexOf(QUOTE, open)) {
    if (!beginsField(buffer, open, delimiter)) {
      open++;
      continue;
    }
    const close = closingQuote(buffer, open);
    if (close < 0) {
      if (buffer.length - open <= MAX_FIELD) return buffer.lastIndexOf(LF, open) + 1; // the rest of the field is not here yet
      open++;
      continue;
    }
    for (let i = open; i <= close; i++) {
      const c = buffer[i];
      if (c === QUOTE) buffer[i] = 32;
      else if (c === delimiter) buffer[i] = MASKED_DELIMITER;
      else if (c === LF) buffer[i] = MASKED_LINE;
    }
    open = close + 1;
  }
  return buffer.lastIndexOf(LF) + 1;
}

function beginsField(buffer: Buffer, at: number, delimiter: number): boolean {
  let i = at - 1;
  while (i >= 0 && buffer[i] === 32) i--;
  return i < 0 || buffer[i] === delimiter || buffer[i] === LF;
}

/** Skips doubled quotes. −1 when the field is not closed here or within the longest field allowed. */
function closingQuote(buffer: Buffer, open: number): number {
  for (let i = open + 1; ; i += 2) {
    i = buffer.indexOf(QUOTE, i);
    if (i < 0 || i - open > MAX_FIELD) return -1;
    if (buffer[i + 1] !== QUOTE) return i;
  }
}
