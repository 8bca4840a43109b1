import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BallastError, messageOf } from '../../errors';
import { readFirst } from '../first-bytes';
import { parsePublicKey, publicPart, readPrivateKey, readPublicKey, type PublicKeyFile } from './keys';
import { readQr, type Pixels } from './qr';

/** Pixels of a picture file; undefined: it is none that can be read. */
export type DecodePicture = (bytes: Uint8Array) => Pixels | undefined;

const MOST_PICTURE = 16 * 1024 * 1024;
/** What pictures begin with: PNG, JPEG, GIF, BMP, WebP. */
const MAGIC = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x42, 0x4d], [0x52, 0x49, 0x46, 0x46]]; // prettier-ignore

/**
 * The public key in a file: its own, that of a private key, or a picture of its QR code.
 * @throws {BallastError} as `readStrictFile`; `invalid`: no code in the picture
 */
export async function readKeyInput(path: string, decode: DecodePicture | undefined): Promise<PublicKeyFile> {
  const first = await readFirst(path, 4);
  if (MAGIC.some((magic) => magic.every((byte, i) => first[i] === byte))) return readPicture(path, decode);
  try {
    return await readPublicKey(path);
  } catch (cause) {
    const secret = await readPrivateKey(path).catch(() => undefined);
    if (secret) return publicPart(secret);
    throw cause;
  }
}

async function readPicture(path: string, decode: DecodePicture | undefined): Promise<PublicKeyFile> {
  const name = basename(path);
  const bytes = await readBytes(path);
  const pixels = decode?.(bytes);
  if (!pixels) throw new BallastError('invalid', `${name} is not a picture that can be read. Nothing was added. Save it as PNG or JPEG.`); // prettier-ignore
  return parsePublicKey(`The code in ${name}`, readQr(pixels, name));
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size <= MOST_PICTURE) return await readFile(path);
  } catch (cause) {
    throw new BallastError('io', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
  throw new BallastError('invalid', `${path} is too large for a picture of a code: more than ${MOST_PICTURE.toLocaleString('en-US')} bytes. Nothing was added.`); // prettier-ignore
}
