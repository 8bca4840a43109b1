import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { asOfOf, Exit, type GlobalOptions } from './context';

/**
 * A question as JSON in a file, or on stdin for `-`. `--as-of` sets its instant too; the earlier holds.
 * @throws {Exit} 2, naming the file and the field.
 */
export async function readSpec<S extends { readonly asOf: number | null }>(
  path: string,
  { schema, what }: { readonly schema: z.ZodType<S>; readonly what: string },
  options: GlobalOptions,
): Promise<S> {
  const name = path === '-' ? 'stdin' : path;
  const given = await (path === '-' ? text(process.stdin) : readFile(path, 'utf8')).catch((cause: unknown) => {
    throw new Exit(2, `${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(given);
  } catch (cause) {
    throw new Exit(2, `${name} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new Exit(
      2,
      `${name} is not ${what}:\n${z.prettifyError(parsed.error)}\nThe fields are listed in docs/cli.md.`,
    );
  const asOf = asOfOf(options);
  return asOf === undefined ? parsed.data : { ...parsed.data, asOf: Math.min(asOf, parsed.data.asOf ?? Infinity) };
}
