import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { SourceIdSchema } from '#shared/sync';
import { BallastError } from '../../errors';
import { writeWholeFile } from '../whole-file';
import { DerivationSchema, SealedTextSchema } from './passphrase';

const VERSION = 1;
const EntrySchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('system'), sealed: z.base64().max(16_384) }),
  z.strictObject({ by: z.literal('passphrase'), sealed: SealedTextSchema }),
]);
const KeyFileSchema = z.strictObject({
  version: z.literal(VERSION),
  /** Where keys are sealed by a passphrase: how, and a text that tells whether one is right. */
  passphrase: z.strictObject({ derivation: DerivationSchema, check: SealedTextSchema }).optional(),
  keys: z.partialRecord(SourceIdSchema, EntrySchema),
});
export type KeyFile = z.infer<typeof KeyFileSchema>;
export type KeyEntry = z.infer<typeof EntrySchema>;

/** Nothing is in it yet. */
const EMPTY: KeyFile = { version: VERSION, keys: {} };

/** @throws {BallastError} `corrupt`, `newer`, or what the disk says; never with anything that stands in the file */
export async function readKeyFile(path: string): Promise<KeyFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code === 'ENOENT') return undefined;
    throw diskError(path, cause);
  });
  if (text === undefined) return EMPTY;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged(path);
  }
  const { version } = (json ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > VERSION)
    throw new BallastError(
      'newer',
      `The keys in ${path} were stored by a newer Ballast. Nothing was changed. Update Ballast.`,
    );
  const parsed = KeyFileSchema.safeParse(json);
  if (!parsed.success) throw damaged(path);
  return parsed.data;
}

/** Readable by this user alone. */
export async function writeKeyFile(path: string, file: KeyFile): Promise<void> {
  await writeWholeFile(path, `${JSON.stringify(file, undefined, 2)}\n`, 0o600).catch((cause: unknown) => {
    throw diskError(path, cause);
  });
}

export async function removeKeyFile(path: string): Promise<void> {
  for (const name of [path, `${path}.part`])
    await rm(name, { force: true }).catch((cause: unknown) => {
      throw diskError(path, cause);
    });
}

const damaged = (path: string): BallastError =>
  new BallastError(
    'corrupt',
    `The file of keys ${path} is damaged. It was not touched, and everything but the keys works. Put a copy of it back, or forget all keys and store them again.`,
  );

const diskError = (path: string, cause: unknown): BallastError =>
  new BallastError(
    'io',
    `The file of keys ${path} could not be read or written. Nothing was changed. Check the disk, then try again.`,
    { cause },
  );
