import { Exit } from './context';

const FIRST_CAPACITY = 1_024;
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** Reads one number a line from pieces of text as they come. Blank lines are left out; the first line may be a header. */
export class NumberLines {
  private readonly header: string;
  private values = new Float64Array(FIRST_CAPACITY);
  private count = 0;
  private line = 0;
  private rest = '';

  /** @param header name of the column: the only word that the first line may be instead of a number. */
  constructor(header: string) {
    this.header = header;
  }

  /** @throws {Exit} 2 with the line that is no number. */
  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) this.take(line);
  }

  /** @returns the numbers in the order of the lines. */
  end(): Float64Array {
    this.take(this.rest);
    return this.values.subarray(0, this.count);
  }

  private take(text: string): void {
    const isFirst = ++this.line === 1;
    const cell = text.replace(isFirst ? /^\uFEFF/ : '', '').trim().replace(/^"(.*)"$/, '$1'); // prettier-ignore
    if (cell === '' || (isFirst && cell === this.header)) return;
    const value = NUMBER.test(cell) ? Number(cell) : NaN;
    if (!Number.isFinite(value))
      throw new Exit(2, `stdin, line ${this.line}: "${cell.slice(0, 80)}" is not a number. Write one ${this.header} a line.`); // prettier-ignore
    if (this.count === this.values.length) {
      const wider = new Float64Array(2 * this.count);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.count++] = value;
  }
}
