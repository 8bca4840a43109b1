import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { BallastError, messageOf } from '../errors';

/** What a file begins with, which tells its kind. @throws {BallastError} `notFound` or `io` */
export async function readFirst(path: string, bytes: number): Promise<Uint8Array> {
  try {
    // A pipe without a writer would be waited for without end.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const buffer = new Uint8Array(bytes);
      const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const isMissing = (cause as { readonly code?: unknown }).code === 'ENOENT';
    throw new BallastError(isMissing ? 'notFound' : 'io', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}
