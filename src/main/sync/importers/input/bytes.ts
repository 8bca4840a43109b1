import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Unpacked bytes in order. */
export interface ByteStream {
  /** Fills `target[at, at + length)`; fewer bytes only at the end. */
  read(target: Buffer, at: number, length: number): Promise<number>;
  close(): Promise<void>;
}

/** A plain file from `offset` on; `onBytes` hears of each read. */
export async function fileStream(path: string, offset: number, onBytes: (count: number) => void): Promise<ByteStream> {
  const file: FileHandle = await open(path, 'r');
  let position = offset;
  onBytes(offset);
  return {
    async read(target, at, length) {
      let done = 0;
      while (done < length) {
        const { bytesRead } = await file.read(target, at + done, length - done, position);
        if (bytesRead === 0) break;
        done += bytesRead;
        position += bytesRead;
        onBytes(bytesRead);
      }
      return done;
    },
    close: () => file.close(),
  };
}

/** A stream that unpacks; its first `skip` bytes are passed over. */
export function readableStream(stream: Readable, skip: number): ByteStream {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let chunk: Buffer = Buffer.alloc(0);
  let toSkip = skip;
  return {
    async read(target, at, length) {
      let done = 0;
      while (done < length) {
        if (chunk.length === 0) {
          const next = await chunks.next();
          if (next.done) break;
          chunk = next.value;
          const passed = Math.min(toSkip, chunk.length);
          toSkip -= passed;
          chunk = chunk.subarray(passed);
          continue;
        }
        const count = chunk.copy(target, at + done, 0, length - done);
        chunk = chunk.subarray(count);
        done += count;
      }
      return done;
    },
    async close() {
      stream.destroy();
      await chunks.return?.();
    },
  };
}
