import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { BallastError } from '../../errors';

const Bytes = z.base64().max(4_096);

/** How a passphrase becomes a key. Weaker settings than ours, and such that would fill the memory, are refused. */
export const DerivationSchema = z.strictObject({
  name: z.literal('scrypt'),
  N: z.int().min(1 << 15).max(1 << 20),
  r: z.literal(8),
  p: z.literal(1),
  salt: Bytes,
}); // prettier-ignore
export type Derivation = z.infer<typeof DerivationSchema>;

/** AES-256-GCM. */
export const SealedTextSchema = z.strictObject({ iv: Bytes, tag: Bytes, data: Bytes });
export type SealedText = z.infer<typeof SealedTextSchema>;

const MIN_PASSPHRASE = 8;

/** @throws {BallastError} `invalid`: it is too short to keep anybody out */
export function checkPassphrase(passphrase: string): void {
  if ([...passphrase].length < MIN_PASSPHRASE)
    throw new BallastError('invalid', `A passphrase has at least ${MIN_PASSPHRASE} characters. Nothing was changed.`);
}

const KEY_BYTES = 32;
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** 64 MB and some 0.2 s for each guess. */
export const newDerivation = (): Derivation => ({
  name: 'scrypt',
  N: 1 << 16,
  r: 8,
  p: 1,
  salt: randomBytes(16).toString('base64'),
});

/** The key that a passphrase stands for, computed in another thread. The same text, however it is composed, is the same. */
export function deriveKey(passphrase: string, { N, r, p, salt }: Derivation): Promise<Buffer> {
  const maxmem = 256 * N * r;
  return derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, { N, r, p, maxmem });
}

/** @param label what the text is: a sealed text is of no use under another label */
export function sealText(key: Buffer, label: string, text: string): SealedText {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') };
}

/** @returns undefined when it was sealed with another key or under another label, or is damaged */
export function openText(key: Buffer, label: string, { iv, tag, data }: SealedText): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(label)).setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
