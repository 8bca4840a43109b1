import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { PublicKeySchema, SignerNameSchema } from '#shared/plan';
import type { PlanSigner } from '#core/plan/types';
import { BallastError, messageOf } from '../../errors';
import { checkPassphrase, DerivationSchema, deriveKey, newDerivation, openText, SealedTextSchema, sealText } from '../keyring/passphrase'; // prettier-ignore
import { writeWholeFile } from '../whole-file';
import { parseStrictFile, readStrictFile, type StrictFile } from './strict-file';

const VERSION = 1;
const signer = { version: z.literal(VERSION), name: SignerNameSchema, key: PublicKeySchema };
const PublicFileSchema = z.strictObject({ format: z.literal('ballast public key'), ...signer });
const PrivateFileSchema = z.strictObject({
  format: z.literal('ballast private key'),
  ...signer,
  derivation: DerivationSchema,
  /** Base64 of the PKCS #8 of the key, under the passphrase. */
  sealed: SealedTextSchema,
});
export type PublicKeyFile = z.output<typeof PublicFileSchema>;
export type PrivateKeyFile = z.output<typeof PrivateFileSchema>;

const LIMITS = { bytes: 64 * 1024, limits: { depth: 4, text: 8_192, values: 100 }, version: VERSION };
const PUBLIC: StrictFile<PublicKeyFile> = { ...LIMITS, what: 'a public key', format: 'ballast public key', schema: PublicFileSchema }; // prettier-ignore
const PRIVATE: StrictFile<PrivateKeyFile> = { ...LIMITS, what: 'a private key', format: 'ballast private key', schema: PrivateFileSchema }; // prettier-ignore

const der = (key: string): Buffer => Buffer.from(key, 'base64');

/** What a key is called in signatures and told apart by: SHA-256 of its DER. */
export const keyFingerprint = (key: string): string => createHash('sha256').update(der(key)).digest('hex');

/** Points of small order, canonical or not, without the bit of the sign: under such a key one signature is that of many texts. */
const WEAK: ReadonlySet<string> = new Set([
  `${'00'.repeat(31)}00`,
  `01${'00'.repeat(30)}00`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);
/** Nothing that it signed says anything. */
export function isWeakKey(key: string): boolean {
  const point = der(key).subarray(12);
  point[31]! &= 0x7f;
  return WEAK.has(point.toString('hex'));
}

/** Never for a key of small order. @param key as in a policy. */
export const isSignedBy = (key: string, message: string | Uint8Array, signature: string): boolean =>
  !isWeakKey(key) && verify(null, Buffer.from(message), createPublicKey({ key: der(key), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64')); // prettier-ignore

/** A key that can sign, for as long as it is held. */
export interface OpenKey extends PlanSigner {
  /** Base64 of the 64 bytes. */
  sign(message: string): string;
}

/** Ties the sealed key to the rest of its file. */
export const keyLabel = ({ name, key }: PlanSigner): string => `ballast plan key ${key} ${name}`;

/** A key with its private half, which is shown to nobody. */
export interface PlanKey extends PlanSigner {
  /** Base64 of the PKCS #8 of the key. */
  readonly secret: string;
}

/** @throws {BallastError} `invalid`: no name */
export function newPlanKey(name: string): PlanKey {
  const named = SignerNameSchema.safeParse(name.normalize('NFC'));
  if (!named.success) throw new BallastError('invalid', 'A key has a name of 1 to 80 characters. Nothing was made.');
  const pair = generateKeyPairSync('ed25519');
  const key = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return { name: named.data, key, secret: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };
}

/** @throws {BallastError} `invalid`: the passphrase is too short */
export async function sealPlanKey({ name, key, secret }: PlanKey, passphrase: string): Promise<PrivateKeyFile> {
  checkPassphrase(passphrase);
  const derivation = newDerivation();
  const sealed = sealText(await deriveKey(passphrase, derivation), keyLabel({ name, key }), secret);
  return { format: 'ballast private key', version: VERSION, name, key, derivation, sealed };
}

/** A new key under a passphrase. @throws {BallastError} `invalid`: no name, or a passphrase that is too short */
export const createPlanKey = async (name: string, passphrase: string): Promise<PrivateKeyFile> =>
  sealPlanKey(newPlanKey(name), passphrase);

/** @throws {BallastError} `forbidden`: another passphrase, or the file was changed */
export async function unsealPlanKey(file: PrivateKeyFile, passphrase: string): Promise<PlanKey> {
  const { name, key, derivation, sealed } = file;
  const secret = openText(await deriveKey(passphrase, derivation), keyLabel(file), sealed);
  if (secret === undefined)
    throw new BallastError('forbidden', `This is not the passphrase of the key of ${name}, or its file is damaged. Nothing was changed.`); // prettier-ignore
  return { name, key, secret };
}

/** @throws {BallastError} `corrupt`: the private half is not that of the public key */
export function toOpenKey({ name, key, secret }: PlanKey): OpenKey {
  const opened = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' });
  const own = createPublicKey(opened).export({ format: 'der', type: 'spki' }).toString('base64');
  if (own !== key) throw new BallastError('corrupt', `The key of ${name} belongs to another public key. Nothing was changed.`); // prettier-ignore
  return { name, key, sign: (message) => sign(null, Buffer.from(message), opened).toString('base64') };
}

/** @throws {BallastError} as `unsealPlanKey` and `toOpenKey` */
export const openPlanKey = async (file: PrivateKeyFile, passphrase: string): Promise<OpenKey> =>
  toOpenKey(await unsealPlanKey(file, passphrase));

/** What may be given to anybody. */
export const publicPart = ({ name, key }: PlanSigner): PublicKeyFile => ({ format: 'ballast public key', version: VERSION, name, key }); // prettier-ignore

/** The same of text, such as a code says. @param name for messages. */
export const parsePublicKey = (name: string, text: string): PublicKeyFile => parseStrictFile(name, Buffer.from(text), PUBLIC).value; // prettier-ignore

/** `Ada.pub.json`, `Ada.key.json`. */
export const keyFileName = ({ name, format }: PublicKeyFile | PrivateKeyFile): string =>
  `${name}.${format === 'ballast private key' ? 'key' : 'pub'}.json`;

/** @throws {BallastError} as `readStrictFile` */
export const readPublicKey = async (path: string): Promise<PublicKeyFile> => (await readStrictFile(path, PUBLIC)).value;
export const readPrivateKey = async (path: string): Promise<PrivateKeyFile> =>
  (await readStrictFile(path, PRIVATE)).value;

/** A private key is readable by this user alone. @throws {BallastError} `invalid`: something is there, which may be a key; `io` */
export async function writeKey(path: string, file: PublicKeyFile | PrivateKeyFile): Promise<void> {
  if (existsSync(path)) throw new BallastError('invalid', `${path} is there already. Nothing was written. Choose another name.`); // prettier-ignore
  const mode = file.format === 'ballast private key' ? 0o600 : 0o644;
  await writeWholeFile(path, `${JSON.stringify(file, undefined, 2)}\n`, mode).catch((cause: unknown) => {
    throw new BallastError('io', `The key ${path} could not be written: ${messageOf(cause)}`, { cause });
  });
}
