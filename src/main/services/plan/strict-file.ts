import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import type { Json } from '#core/plan/canonical';
import { normaliseTexts } from '#core/plan/normalise';
import { JsonError, parseStrictJson, type JsonLimits } from '#core/plan/strict-json';
import { BallastError, messageOf } from '../../errors';

/** What a file from somebody else may cost, and what it calls itself. */
export interface StrictFile<T> {
  /** For messages, with an article: `a plan`. */
  readonly what: string;
  readonly bytes: number;
  readonly limits: JsonLimits;
  readonly format: string;
  readonly version: number;
  readonly schema: z.ZodType<T, unknown>;
  /** The whole file of what lies in one without its envelope; undefined: it is nothing of the kind. */
  readonly unwrapped?: (json: Json) => Json | undefined;
}

export interface StrictRead<T> {
  readonly value: T;
  /** As it lies in the file. */
  readonly text: string;
}

/**
 * Reads a file that somebody else may have written, without trusting it: no more of it than the limit, only JSON as `parseStrictJson`
 * takes it, texts composed (NFC), only fields that are known. It changes nothing.
 * @throws {BallastError} `notFound` or `io`: it cannot be read; `newer`: by a newer version; `invalid`: anything else, with the place.
 */
export async function readStrictFile<T>(path: string, form: StrictFile<T>): Promise<StrictRead<T>> {
  return parseStrictFile(path, await readBytes(path, form), form);
}

/** The same of what has been read already. @param name for messages. @throws {BallastError} `newer` or `invalid` */
export function parseStrictFile<T>(name: string, bytes: Uint8Array, form: StrictFile<T>): StrictRead<T> {
  if (bytes.length > form.bytes) throw tooLarge(name, form);
  const text = decode(name, bytes);
  const read = parse(name, text, form);
  const json = form.unwrapped?.(read) ?? read;
  const { format, version } = (json ?? {}) as { readonly format?: unknown; readonly version?: unknown };
  if (format !== form.format) throw invalid(`${name} is not ${form.what} of Ballast: its format is not “${form.format}”`);
  if (typeof version === 'number' && version > form.version)
    throw new BallastError('newer', `${name} was written by a newer Ballast. Nothing was changed. Update Ballast.`);
  const parsed = form.schema.safeParse(json);
  if (!parsed.success) throw invalid(`${name} is not ${form.what} as it should be:\n${faultsOf(parsed.error)}`);
  return { value: parsed.data, text };
} // prettier-ignore

const [MOST_FAULTS, MOST_WORDS] = [20, 4_000];

function faultsOf({ issues }: z.ZodError): string {
  const more = issues.length - MOST_FAULTS;
  const all = z.prettifyError(new z.ZodError(issues.slice(0, MOST_FAULTS)));
  const shown = all.length > MOST_WORDS ? `${all.slice(0, MOST_WORDS)} …` : all;
  return more > 0 ? `${shown}\nand ${more.toLocaleString('en-US')} more` : shown;
}

async function readBytes(path: string, form: StrictFile<unknown>): Promise<Uint8Array> {
  // A pipe without a writer would be waited for without end.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw invalid(`${path} is not a file`);
    if (stats.size > form.bytes) throw tooLarge(path, form);
    return await readWhole(handle, path, stats.size);
  } catch (cause) {
    throw cause instanceof BallastError ? cause : unreadable(path, cause);
  } finally {
    await handle.close();
  }
}

/** A file that grows while it is read is not followed. */
async function readWhole(handle: FileHandle, path: string, size: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    length += bytesRead;
    if (length > size) throw invalid(`${path} was written to while it was read`);
    if (bytesRead === 0) return buffer.subarray(0, length);
  }
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid(`${path} is not text in UTF-8`);
  }
}

function parse(path: string, text: string, { limits }: StrictFile<unknown>): Json {
  try {
    return normaliseTexts(parseStrictJson(text, limits));
  } catch (cause) {
    if (cause instanceof JsonError) throw invalid(`${path}, ${cause.message}`);
    throw cause;
  }
}

const invalid = (what: string): BallastError => new BallastError('invalid', `${what}. Nothing was changed.`);
const tooLarge = (path: string, { what, bytes }: StrictFile<unknown>): BallastError =>
  invalid(`${path} is too large for ${what}: more than ${bytes.toLocaleString('en-US')} bytes`);
const unreadable = (path: string, cause: unknown): BallastError => {
  const isMissing = (cause as { readonly code?: unknown }).code === 'ENOENT';
  return new BallastError(isMissing ? 'notFound' : 'io', `${path} cannot be read: ${messageOf(cause)}`, { cause });
};
