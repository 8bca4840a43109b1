import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import { PRESETS } from '#core/hedge/presets';
import { HedgePlanSchema } from '#shared/hedge';
import { Exit } from './context';

/** A hedge as a file, or as some of an asset under a preset. */
export interface HedgeOptions {
  readonly preset?: string;
  readonly asset?: string;
  readonly quantity: string;
}

/**
 * The plan of a file, with the layers of a preset in place of its own where one is given; or, without a file, an asset under a preset.
 * Not checked yet. @throws {Exit} 2, naming the file and the field.
 */
export async function givenHedge(file: string | undefined, options: HedgeOptions): Promise<object> {
  const plan = file === undefined ? planOf(options) : await readPlan(file);
  const preset = options.preset === undefined ? undefined : presetOf(options.preset);
  return { ...plan, ...(preset ? { layers: preset.layers() } : {}) };
}

function presetOf(id: string) {
  const preset = PRESETS.find((one) => one.id === id);
  if (!preset) throw new Exit(2, `--preset: there is none "${id}". There are ${PRESETS.map((one) => one.id).join(', ')}.`);
  return preset;
} // prettier-ignore

/** Some of an asset, held, under the layers of a preset. */
function planOf({ preset, asset, quantity }: HedgeOptions): object {
  if (preset === undefined || asset === undefined)
    throw new Exit(2, 'Give a plan as a JSON file, or --preset and --asset: what is held and what hedges it.');
  const { name } = presetOf(preset);
  const { beta, surface, costs, budget } = HEDGE_DEFAULTS;
  const held = { kind: 'spot', instrument: asset, quantity: Number(quantity), price: null, option: null, beta: 1 };
  return {
    ...{ name, asset, positions: [{ id: 'held', label: asset, ...held }], layers: [] },
    ...{ beta: { ...beta, benchmark: asset }, surface, costs, capital: null, budget },
  };
}

async function readPlan(file: string): Promise<object> {
  return checked(file === '-' ? 'stdin' : file, HedgePlanSchema, await readJson(file));
}

/** @param file `-`: stdin. */
export async function readJson(file: string): Promise<unknown> {
  const name = file === '-' ? 'stdin' : file;
  const given = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch((cause: unknown) => {
    throw new Exit(2, `${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  try {
    return JSON.parse(given);
  } catch (cause) {
    throw new Exit(2, `${name} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

export function checked<T>(name: string, schema: z.ZodType<T, unknown>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new Exit(2, `${name} is not as it should be:\n${z.prettifyError(parsed.error)}\nThe fields are listed in docs/cli.md.`);
  return parsed.data;
} // prettier-ignore
