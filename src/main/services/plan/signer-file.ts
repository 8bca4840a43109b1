import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { PublicKeySchema, SignerNameSchema } from '#shared/plan';
import { BallastError } from '../../errors';
import { DerivationSchema, SealedTextSchema } from '../keyring/passphrase';
import { writeWholeFile } from '../whole-file';

const VERSION = 1;
const SignerSchema = z.strictObject({
  name: SignerNameSchema,
  key: PublicKeySchema,
  addedAt: z.int(),
  /** The private half, where it is here; never in plain text. */
  secret: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('system'), sealed: z.base64().max(16_384) }),
      z.strictObject({ by: z.literal('passphrase'), derivation: DerivationSchema, sealed: SealedTextSchema }),
    ])
    .nullable(),
});
const SignerFileSchema = z.strictObject({ version: z.literal(VERSION), signers: z.array(SignerSchema).max(1_000).readonly() }); // prettier-ignore
/** A key that this workstation knows. */
export type StoredSigner = z.output<typeof SignerSchema>;
export type SealedSecret = NonNullable<StoredSigner['secret']>;

/** @throws {BallastError} `corrupt`, `newer` or `io`; never with anything that stands in the file */
export async function readSigners(path: string): Promise<readonly StoredSigner[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code === 'ENOENT') return undefined;
    throw diskError(path, cause);
  });
  if (text === undefined) return [];
  const json = parsed(text);
  const { version } = (json ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > VERSION)
    throw new BallastError('newer', `The signing keys in ${path} were stored by a newer Ballast. Nothing was changed. Update Ballast.`); // prettier-ignore
  const file = SignerFileSchema.safeParse(json);
  if (!file.success)
    throw new BallastError('corrupt', `The file of signing keys ${path} is damaged. It was not touched, and everything but signing works. Put a copy of it back, or move it away and add the keys again.`); // prettier-ignore
  return file.data.signers;
}

/** Readable by this user alone. */
export async function writeSigners(path: string, signers: readonly StoredSigner[]): Promise<void> {
  const text = `${JSON.stringify({ version: VERSION, signers }, undefined, 2)}\n`;
  await writeWholeFile(path, text, 0o600).catch((cause: unknown) => {
    throw diskError(path, cause);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const diskError = (path: string, cause: unknown): BallastError =>
  new BallastError('io', `The file of signing keys ${path} could not be read or written. Nothing was changed. Check the disk, then try again.`, { cause }); // prettier-ignore
