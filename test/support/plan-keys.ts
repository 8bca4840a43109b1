import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { OpenKey } from '#main/services/plan/keys';

/** DER of an Ed25519 private key before its 32 bytes. @source RFC 8410, section 10.3. */
const PKCS8 = '302e020100300506032b657004220420';

/** A key of a seed, without the passphrase that files are under. @param seed 32 bytes in hexadecimal */
export function keyOfSeed(seed: string, name = seed.slice(0, 4)): OpenKey {
  const secret = createPrivateKey({ key: Buffer.from(PKCS8 + seed, 'hex'), format: 'der', type: 'pkcs8' });
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).toString('base64');
  return { name, key, sign: (message) => sign(null, Buffer.from(message), secret).toString('base64') };
}

/** Keys of different people. */
export const someKeys = (n: number): OpenKey[] =>
  Array.from({ length: n }, (_, i) =>
    keyOfSeed(
      String(i + 1)
        .padStart(2, '0')
        .repeat(32),
      `Key ${i + 1}`,
    ),
  );
