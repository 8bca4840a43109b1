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
  const text = decode(path, await readBytes(path, form));
  const json = parse(path, text, form);
  const { format, version } = (json ?? {}) as { readonly format?: unknown; readonly version?: unknown };
  if (format !== form.format) throw invalid(`${path} is not ${form.what} of Ballast: its format is not “${form.format}”`);
  if (typeof version === 'number' && version > form.version)
    throw new BallastError('newer', `${path} was written by a newer Ballast. Nothing was changed. Update Ballast.`);
  const parsed = form.schema.safeParse(json);
  if (!parsed.success) throw invalid(`${path} is not ${form.what} as it should be:\n${z.prettifyError(parsed.error)}`);
  return { value: parsed.data, text };
} // prettier-ignore

async function readBytes(path: string, { what, bytes }: StrictFile<unknown>): Promise<Uint8Array> {
  // A pipe without a writer would be waited for without end.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw invalid(`${path} is not a file`);
    if (stats.size > bytes) throw tooLarge(path, what, bytes);
    return await readUpTo(handle, path, what, bytes);
  } catch (cause) {
    throw cause instanceof BallastError ? cause : unreadable(path, cause);
  } finally {
    await handle.close();
  }
}

/** A file that grows while it is read is not followed. */
async function readUpTo(handle: FileHandle, path: string, what: string, most: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(most + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    length += bytesRead;
    if (length > most) throw tooLarge(path, what, most);
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
const tooLarge = (path: string, what: string, most: number): BallastError =>
  invalid(`${path} is too large for ${what}: more than ${most.toLocaleString('en-US')} bytes`);
const unreadable = (path: string, cause: unknown): BallastError => {
  const isMissing = (cause as { readonly code?: unknown }).code === 'ENOENT';
  return new BallastError(isMissing ? 'notFound' : 'io', `${path} cannot be read: ${messageOf(cause)}`, { cause });
};
