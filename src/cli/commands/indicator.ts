import { INDICATORS, INDICATOR_NAMES, isIndicatorName, runIndicator, type Indicator } from '#core/indicators/registry';
import type { Bars } from '#core/series/schema';
import { parseInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import { asOfOf, Exit, withServices, type GlobalOptions } from '../context';
import { printJson } from '../print';

interface Options extends GlobalOptions {
  readonly series?: string;
  readonly interval?: string;
}

interface Input {
  /** As it stood in the input, or the row's index. */
  readonly stamps: readonly string[];
  readonly bars: Bars;
  /** Length of a bar; NaN when nothing tells it. */
  readonly interval: Ms;
}

/** `--period 14 --method=close` → { period: '14', method: 'close' }. */
export function parseParameters(words: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (let i = 0; i < words.length; i++) {
    const [, name, inline] = /^--([a-z][a-z-]*)(?:=(.*))?$/.exec(words[i]!) ?? [];
    const value = inline ?? words[++i];
    if (name === undefined || value === undefined)
      throw new Exit(2, `"${words[i] ?? words.at(-1)}" is not a parameter with a value: write --period 14.`);
    found[name] = value;
  }
  return found;
}

const COLUMNS = ['t', 'o', 'h', 'l', 'c', 'v'] as const;
/** Stamps below this are counts, not times: 1973 in milliseconds, and in seconds too. */
const LEAST_STAMP = 1e8;

/** Usual distance between stamps, in milliseconds; NaN for stamps that are no times. */
function intervalOf(t: Float64Array): Ms {
  const steps = Array.from(t.subarray(1), (x, i) => x - t[i]!).sort((a, b) => a - b);
  const step = steps[steps.length >> 1] ?? NaN;
  if (!(t[0]! >= LEAST_STAMP)) return NaN;
  return t[0]! < 1e11 ? step * 1_000 : step;
}

/** @throws {Exit} 2 with the line and the field that cannot be read. */
export function parseBars(text: string): Input {
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  const header = (lines.shift() ?? '')
    .replace(/^\uFEFF/, '')
    .split(',')
    .map((name) => name.trim());
  const at = new Map(COLUMNS.map((name) => [name, header.indexOf(name)]));
  if (at.get('c') === -1)
    throw new Exit(
      2,
      `stdin, line 1: no column c. The header must be t,o,h,l,c,v or hold at least c; it is "${header.join(',').slice(0, 80)}".`,
    );
  const column = (): Float64Array => new Float64Array(lines.length).fill(NaN);
  const bars = { t: column(), o: column(), h: column(), l: column(), c: column(), v: column() };
  const stamps: string[] = [];
  for (const [i, line] of lines.entries()) {
    const cells = line.split(',');
    if (cells.length !== header.length)
      throw new Exit(2, `stdin, line ${i + 2}: ${cells.length} fields where the header has ${header.length}.`);
    for (const name of COLUMNS) {
      const k = at.get(name)!;
      const cell = k < 0 ? '' : cells[k]!.trim();
      const value = cell === '' ? NaN : Number(cell);
      if (cell !== '' && Number.isNaN(value) && !/^nan$/i.test(cell))
        throw new Exit(
          2,
          `stdin, line ${i + 2}, field ${name}: "${cell}" is not a number. Leave it empty where it is missing.`,
        );
      bars[name][i] = value;
    }
    stamps.push(at.get('t')! < 0 ? String(i) : cells[at.get('t')!]!.trim());
  }
  return { stamps, bars, interval: at.get('t')! < 0 ? NaN : intervalOf(bars.t) };
}

async function readStdin(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const readStored = (options: Options, wished: Ms | undefined): Promise<Input> =>
  withServices(options, { create: false }, async ({ connections }) => {
    const reader = connections.reader();
    const own = reader
      .listSeries({ instrument: options.series!, kind: 'bars' })
      .filter((one) => one.rows > 0)
      .sort((a, b) => a.interval - b.interval);
    const one = wished === undefined ? own[0] : own.find((series) => wished % series.interval === 0);
    if (!one)
      throw new Exit(
        2,
        `No bars of "${options.series}" are stored${wished ? ' at that interval' : ''}. \`ballast series\` lists what is.`,
      );
    const asOf = asOfOf(options);
    const interval = wished ?? one.interval;
    const bars = reader.readBars(one.id, interval, asOf === undefined ? {} : { asOf });
    return { stamps: Array.from(bars.t, String), bars, interval };
  });

/** 17 significant digits give back the same double; a missing value is an empty field. */
const digits = (x: number): string => (Number.isNaN(x) ? '' : x.toPrecision(17));

export async function indicator(name: string, words: readonly string[], options: Options): Promise<void> {
  if (!isIndicatorName(name)) throw new Exit(2, `No indicator "${name}". There are: ${INDICATOR_NAMES.join(', ')}.`);
  const given = parseParameters(words);
  const wished = options.interval === undefined ? undefined : parseInterval(options.interval);
  if (options.interval !== undefined && wished === undefined)
    throw new Exit(2, `--interval ${options.interval}: not an interval. Write 1m, 5m, 1h or 1d.`);
  const { stamps, bars, interval } =
    options.series === undefined ? parseBars(await readStdin()) : await readStored(options, wished);
  const definition: Indicator = INDICATORS[name];
  const length = wished ?? interval;
  if (definition.outputs.some(({ unit }) => unit === 'volatilityPerYear') && !(length > 0))
    throw new Exit(2, 'The input does not tell how long a bar is, which is needed to annualise: give --interval 1h.');
  const columns = compute(name, bars, length, given);
  const names = columns.length === 1 ? ['value'] : definition.outputs.map((output) => output.name);
  if (options.json)
    return printJson({
      name,
      t: stamps.map(Number),
      ...Object.fromEntries(names.map((n, k) => [n, Array.from(columns[k]!)])),
    });
  let text = `t,${names.join(',')}\n`;
  for (const [i, stamp] of stamps.entries()) {
    text += `${stamp},${columns.map((column) => digits(column[i]!)).join(',')}\n`;
    if (text.length > 1e6) {
      process.stdout.write(text);
      text = '';
    }
  }
  process.stdout.write(text);
}

function compute(
  name: keyof typeof INDICATORS,
  bars: Bars,
  interval: Ms,
  given: Record<string, string>,
): Float64Array[] {
  try {
    return Object.values(runIndicator(name, bars, interval, given));
  } catch (cause) {
    if (cause instanceof RangeError) throw new Exit(2, cause.message);
    throw cause;
  }
}
