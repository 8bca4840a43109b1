/** A number in the gaps of a template, or the end of the row. */
export interface Step {
  /** What stands before it, up to the last one or to the end of the row. One byte a character. */
  readonly before: string;
  /** Where the number goes; undefined for one that is only passed over. */
  readonly slot: number | undefined;
}

/** How the rows of a list are written: what stands between their numbers. */
export interface Template {
  readonly numbers: readonly Step[];
  /** What stands behind the last number. */
  readonly rest: string;
}

const TOKEN = /"((?:[^"\\])*)"|-?[\d.eE+-]+|true|false|null|[[\]{}:,]/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The template of a row, a flat list or object without any space in it. Texts that are numbers count as numbers; whatever
 * else is in the row has to be the same in all rows.
 * @param slots by place or name, which numbers are wanted
 * @returns undefined for a row that is not flat, is no JSON, or lacks one of the wanted numbers
 */
export function templateOf(row: string, slots: ReadonlyMap<string | number, number>): Template | undefined {
  const isObject = row.startsWith('{');
  const numbers: Step[] = [];
  const found = new Set<string | number>();
  const names = new Set<string>();
  let begin = 0; // of what stands before the next number
  let at: string | number = isObject ? '' : -1;
  let isName = isObject;
  TOKEN.lastIndex = 0;
  for (let token = next(row); token; token = next(row)) {
    const [all, text] = token;
    if (all === ':') continue;
    if (isName && text !== undefined) {
      if (names.has(text)) return undefined; // of two the last one counts
      names.add((at = text));
      isName = false;
    } else if (all === '[' || all === ',') {
      if (isObject) isName = true;
      else at = (at as number) + 1;
    } else if (NUMBER.test(text ?? all)) {
      const from = token.index + (text === undefined ? 0 : 1);
      const slot = slots.get(at);
      if (slot !== undefined) found.add(at);
      numbers.push({ before: row.slice(begin, from), slot });
      begin = from + (text ?? all).length;
    }
  }
  return found.size === slots.size && isFlat(row) ? { numbers, rest: row.slice(begin) } : undefined;
}

/** The next token; null at the end and before what is none. */
const next = (row: string): RegExpExecArray | null => (TOKEN.lastIndex < row.length ? TOKEN.exec(row) : null);

function isFlat(row: string): boolean {
  if (/[\s\\]/.test(row.replace(/"[^"\\]*"/g, ''))) return false;
  try {
    const read = JSON.parse(row) as unknown;
    return Object.values(read as object).every((value) => typeof value !== 'object' || value === null);
  } catch {
    return false;
  }
}
