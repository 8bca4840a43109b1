import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { lastSnapshot, type ChainSettings, type ChainSnapshot, type Settlement } from '#core/options/chain';
import { emptyColumns, SHAPES, type Columns } from '#core/series/schema';
import { parseInterval } from '#core/time/interval';
import { asOfOf, Exit, type GlobalOptions } from './context';

export interface ChainOptions extends GlobalOptions {
  readonly settlement?: Settlement;
  readonly rate: string;
  readonly within: string;
  readonly funding?: string;
}

/** @throws {Exit} 2, with the name of the option. */
export function numberOf(given: string, option: string): number {
  const value = given.trim() === '' ? NaN : Number(given);
  if (!Number.isFinite(value)) throw new Exit(2, `${option} ${given}: not a number.`);
  return value;
}

type Settings = Omit<ChainSettings, 'settlement'> & { readonly settlement: Settlement | undefined };

function chainSettings({ settlement, rate, within }: ChainOptions): Settings {
  const span = parseInterval(within);
  if (span === undefined) throw new Exit(2, `--within ${within}: not a span. Write 30s, 1m or 1h.`);
  return { settlement, rate: numberOf(rate, '--rate'), within: span };
}

const Figure = z
  .number()
  .nullish()
  .transform((x) => x ?? NaN);
const Type = z.union([
  z.literal([1, -1]),
  z.enum(['call', 'put', 'C', 'P']).transform((name) => (/^c/i.test(name) ? 1 : -1)),
]);
/** Columns of a stored chain; what is not needed may be left out. */
const Row = z.object({
  ...{ t: z.number(), expiry: z.number(), strike: z.number().positive(), type: Type },
  ...{ bid: Figure, ask: Figure, bidSize: Figure, askSize: Figure, underlying: Figure, index: Figure },
});

/** Chain rows on stdin, in any order: a JSON array, or one object a line. @throws {Exit} 2 with the row and the field. */
async function readChain(): Promise<Columns<'chain'>> {
  const given = (await text(process.stdin)).trim();
  const lines = given.split('\n').filter((line) => line.trim() !== '');
  const rows = given.startsWith('[') ? parse(given, 'stdin') : lines.map((line, i) => parse(line, `line ${i + 1}`));
  const read = z.array(Row).safeParse(rows);
  if (!read.success) throw new Exit(2, `stdin is not a chain:\n${z.prettifyError(read.error)}`);
  const sorted = read.data.sort((a, b) => a.t - b.t || a.expiry - b.expiry || a.strike - b.strike || a.type - b.type);
  const columns = emptyColumns('chain', sorted.length);
  for (const name of SHAPES.chain.columns)
    columns[name].set(sorted.map((row) => (name in row ? row[name as keyof typeof row] : NaN)));
  return columns;
}

function parse(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Exit(2, `${where} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Named instead of an instrument: rows come on stdin. */
export const STDIN = '-';

/** @throws {Exit} 2 without rows, or without a settlement, which rows do not tell. */
export async function givenSnapshot(options: ChainOptions): Promise<ChainSnapshot> {
  const { settlement, ...rest } = chainSettings(options);
  if (options.asOf !== undefined) throw new Exit(2, '--as-of: what was known when is told of stored chains only.');
  if (settlement === undefined) throw new Exit(2, '--settlement: say whether the premiums on stdin are in coin or in quote currency.'); // prettier-ignore
  const snapshot = lastSnapshot(await readChain(), { settlement, ...rest });
  if (!snapshot) throw new Exit(2, 'stdin has no row.');
  return snapshot;
}

/** How a stored chain is asked for. */
export const chainQuery = (instrument: string, options: ChainOptions) => ({ instrument, ...chainSettings(options), asOf: asOfOf(options) }); // prettier-ignore
