import { once } from 'node:events';
import { INDICATORS, INDICATOR_NAMES, isIndicatorName, runIndicator, type Indicator } from '#core/indicators/registry';
import type { Bars } from '#core/series/schema';
import { parseInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import { BarsCsv, type BarsInput } from '../bars-csv';
import { asOfOf, endAtOnceOnSignal, Exit, withServices, type GlobalOptions } from '../context';
import { printJson } from '../print';

interface Options extends GlobalOptions {
  readonly series?: string;
  readonly interval?: string;
}

const OUTPUT_AT_ONCE = 1 << 16;

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

async function readStdin(): Promise<BarsInput> {
  const csv = new BarsCsv();
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin) csv.push(part as string);
  return csv.end();
}

const readStored = (options: Options, wished: Ms | undefined): Promise<BarsInput> =>
  withServices(options, { create: false }, async ({ connections }) => {
    const reader = connections.reader();
    const own = reader.listSeries({ instrument: options.series!, kind: 'bars' }).filter((one) => one.rows > 0);
    // The finest as it is; for a coarser interval the coarsest that it is made of, which reaches farthest.
    const [one] =
      wished === undefined
        ? own.sort((a, b) => a.interval - b.interval || b.rows - a.rows)
        : own
            .filter((series) => wished % series.interval === 0)
            .sort((a, b) => b.interval - a.interval || b.rows - a.rows);
    if (!one)
      throw new Exit(
        2,
        `No bars of "${options.series}" are stored${wished ? ' at that interval' : ''}. \`ballast series\` lists what is.`,
      );
    const asOf = asOfOf(options);
    const interval = wished ?? one.interval;
    const bars = reader.readBars(one.id, interval, asOf === undefined ? {} : { asOf });
    return { bars, stampOf: (i) => String(bars.t[i]!), interval: () => interval };
  });

/** 17 significant digits give back the same double; a missing value is an empty field. */
const digits = (x: number): string => (Number.isFinite(x) ? x.toPrecision(17) : '');

export async function indicator(name: string, words: readonly string[], options: Options): Promise<void> {
  if (!isIndicatorName(name)) throw new Exit(2, `No indicator "${name}". There are: ${INDICATOR_NAMES.join(', ')}.`);
  const given = parseParameters(words);
  const wished = options.interval === undefined ? undefined : parseInterval(options.interval);
  if (options.interval !== undefined && wished === undefined)
    throw new Exit(2, `--interval ${options.interval}: not an interval. Write 1m, 5m, 1h or 1d.`);
  if (options.asOf !== undefined && options.series === undefined)
    throw new Exit(2, '--as-of: what was known when is told of stored bars only; give --series.');
  endAtOnceOnSignal();
  const { stampOf, bars, interval } =
    options.series === undefined ? await readStdin() : await readStored(options, wished);
  const definition: Indicator = INDICATORS[name];
  const perYear = definition.outputs.some(({ unit }) => unit === 'volatilityPerYear');
  const length = wished ?? (perYear ? interval() : NaN);
  if (perYear && !(length > 0))
    throw new Exit(2, 'The input does not tell how long a bar is, which is needed to annualise: give --interval 1h.');
  const columns = compute(name, bars, length, given);
  const names = columns.length === 1 ? ['value'] : definition.outputs.map((output) => output.name);
  const rows = bars.t.length;
  if (options.json)
    return printJson({
      name,
      t: Array.from({ length: rows }, (_, i) => (Number.isNaN(bars.t[i]!) ? Number(stampOf(i) || NaN) : bars.t[i]!)),
      ...Object.fromEntries(names.map((n, k) => [n, Array.from(columns[k]!)])),
    });
  let text = `t,${names.join(',')}\n`;
  for (let i = 0; i < rows; i++) {
    text += `${stampOf(i)},${columns.map((column) => digits(column[i]!)).join(',')}\n`;
    if (text.length > OUTPUT_AT_ONCE) {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
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
