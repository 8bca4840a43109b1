import { createHash } from 'node:crypto';
import type { Readable as ReadableStream } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { BallastError, messageOf } from '../../../errors';
import { fillWholeFile } from '../../whole-file';
import type { BundledFile } from './manifest';

/** Adds a file. Resolves once it was taken, so that no more than a part of it is held. */
export type AddFile = (name: string, content: string | Uint8Array | AsyncIterable<Uint8Array>) => Promise<BundledFile>;

/** No time of any file, so that the same content gives the same bytes. The library reads it as local: it is that of every zone. */
const entryOptions = () =>
  ({ mtime: new Date(1980, 0, 2), forceDosTimestamp: true, mode: 0o100644, compressionLevel: 6 }) as const;

/**
 * Writes a zip whole, or nothing. @param fill adds the files, one after another.
 * @throws {BallastError} `cancelled`; `io`: it cannot be written. What `fill` throws goes through.
 */
export async function writeArchive(path: string, signal: AbortSignal, fill: (add: AddFile) => Promise<void>): Promise<void> {
  try {
    await fillWholeFile(path, 0o644, async (handle) => {
      const zip = new yazl.ZipFile();
      const failed = new Promise<never>((_, reject) => zip.on('error', reject));
      const write = async (parts: AsyncIterable<Uint8Array>): Promise<void> => {
        for await (const part of parts) await handle.writeFile(part); // goes on where it stands
      };
      const written = pipeline(zip.outputStream as ReadableStream, write, { signal });
      const lost = Promise.race([written.then(() => new Promise<never>(() => undefined)), failed]);
      lost.catch(() => undefined); // told to whoever adds, or at the end
      const add: AddFile = (name, content) => {
        signal.throwIfAborted();
        const { bytes, taken } = counted(name, typeof content === 'string' ? Buffer.from(content) : content);
        zip.addReadStream(bytes, name, entryOptions());
        return Promise.race([taken, lost]);
      };
      await fill(add);
      zip.end();
      await Promise.race([written, failed]);
    });
  } catch (cause) {
    if (signal.aborted) throw new BallastError('cancelled', `Cancelled. ${path} was not written.`);
    if (cause instanceof Error && 'syscall' in cause)
      throw new BallastError('io', `${path} could not be written: ${messageOf(cause)}. Nothing was left there. Free space, or choose another place.`, { cause });
    throw cause;
  }
} // prettier-ignore

/** Parts of this size are given on, so that one large file does not fill the buffers. */
const PART = 1 << 16;

function counted(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): { readonly bytes: Readable; readonly taken: Promise<BundledFile> } {
  const hash = createHash('sha256');
  let size = 0;
  const parts = async function* (): AsyncGenerator<Uint8Array> {
    for await (const large of content instanceof Uint8Array ? [content] : content)
      for (let at = 0; at < large.length; at += PART) {
        const part = large.subarray(at, at + PART);
        hash.update(part);
        size += part.length;
        yield part;
      }
  };
  const bytes = Readable.from(parts(), { objectMode: false });
  const taken = new Promise<BundledFile>((resolve, reject) => {
    bytes.once('end', () => resolve({ name, bytes: size, sha256: hash.digest('hex') }));
    bytes.once('error', reject);
  });
  return { bytes, taken };
} // prettier-ignore
