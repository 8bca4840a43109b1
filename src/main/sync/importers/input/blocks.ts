import { hasQuotes, maskQuotes } from '../csv/quotes';
import type { ByteStream } from './bytes';

/** Whole rows of text. `scan` is what the scanner reads; `text` is what stands in the file (another buffer when quotes were masked). */
export interface Block {
  readonly scan: Buffer;
  readonly text: Buffer;
  /** Offset of the block in the unpacked file. */
  readonly offset: number;
  /** Known to be the last; a stream that ends at a full buffer has none that knows. */
  readonly last: boolean;
}

const LF = 10;

/**
 * Cuts a stream into blocks of about `size` bytes that end with a line feed. Two buffers take turns: while the caller works
 * on one, the next is being read. A block is valid until the next is asked for.
 * @throws {RangeError} A row is longer than a block.
 */
export async function* readBlocks(
  stream: ByteStream,
  offset: number,
  size: number,
  delimiter: number,
): AsyncGenerator<Block> {
  let buffer = Buffer.allocUnsafe(size + 1), other = Buffer.allocUnsafe(size + 1); // prettier-ignore
  let at = offset;
  let filled = await stream.read(buffer, 0, size);
  try {
    while (filled > 0) {
      const last = filled < size;
      if (last && buffer[filled - 1] !== LF) buffer[filled++] = LF;
      const text = buffer.subarray(0, filled);
      const masked = hasQuotes(text) ? Buffer.from(text) : undefined;
      const end = (masked ? maskQuotes(masked, delimiter) : 0) || text.lastIndexOf(LF) + 1;
      if (end === 0) throw new RangeError(`a row is longer than ${size} bytes`);
      const rest = last ? 0 : filled - end;
      text.copy(other, 0, filled - rest, filled);
      const reading = last ? Promise.resolve(0) : stream.read(other, rest, size - rest);
      reading.catch(() => undefined); // reported below, when its turn comes
      const stop = last ? filled : end;
      yield { scan: (masked ?? text).subarray(0, stop), text: text.subarray(0, stop), offset: at, last };
      at += end;
      filled = last ? 0 : rest + (await reading);
      [buffer, other] = [other, buffer];
    }
  } finally {
    await stream.close();
  }
}
