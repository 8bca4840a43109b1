import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { BallastError, messageOf } from '../../../errors';

/** A zip from somebody else, whose directory has been looked through. Nothing of it is ever laid out on the disk. */
export interface Archive {
  readonly names: readonly string[];
  /** Size of the zip itself: what its bytes truly are, whatever it says. */
  readonly bytes: number;
  /**
   * The bytes of a file, as they are inflated.
   * @param most more than these is an error, whatever the directory says. @throws {BallastError} `invalid`
   */
  read(name: string, most: number): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

const MOST_FILES = 20_000;
/** Everything that a bundle may hold, by the one way it may be written: no path leads anywhere else. */
const NAME =
  /^(?:README\.txt|manifest\.json|plan\.json|plan\.canonical\.json|plan\.md|plan\.pdf|plan\.html|tickets\.csv|keys\/[1-9]\d?\.pub\.json|data\/[1-9]\d{0,2}\/[a-zA-Z]{1,20}\.f64)$/;
const [STORED, DEFLATED] = [0, 8];
const LOCAL_HEADER = 30;
/** Kind of file in the attributes of Unix. */
const [KIND, REGULAR] = [0o170000, 0o100000];

/** @throws {BallastError} `notFound`, `io`: it cannot be read; `invalid`: it is no zip, or one that no bundle looks like. */
export async function openArchive(path: string): Promise<Archive> {
  // A pipe without a writer would be waited for without end.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    const isMissing = (cause as { readonly code?: unknown }).code === 'ENOENT';
    throw new BallastError(isMissing ? 'notFound' : 'io', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw invalid(path, 'it is not a file');
    const zip = await fromHandle(path, handle);
    const entries = await directory(path, zip);
    return {
      names: [...entries.keys()],
      bytes: stats.size,
      read: (name, most) => inflate(path, zip, entries.get(name), name, most),
      close: () => handle.close(),
    };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** What is wrong with a bundle, in the words of every such error. */
export const invalid = (path: string, what: string): BallastError =>
  new BallastError('invalid', `${path} is no bundle that can be trusted: ${what}. Nothing was changed.`);

const show = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);

/** Reads through the handle, so that it is closed once and a file that is renamed meanwhile is not mistaken for another. */
const fromHandle = (path: string, { fd }: FileHandle): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.fromFd(fd, { lazyEntries: true, autoClose: false, strictFileNames: true }, (cause, zip) =>
      cause ? reject(invalid(path, messageOf(cause))) : resolve(zip),
    ),
  );

function directory(path: string, zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const folded = new Set<string>();
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(invalid(path, what));
    if (zip.entryCount > MOST_FILES) return fail(`it holds ${zip.entryCount} files`);
    zip.on('error', (cause: Error) => fail(cause.message));
    zip.on('end', () => {
      const overlap = overlapping([...entries.values()]);
      if (overlap === undefined) resolve(entries);
      else fail(`${show(overlap)} shares its bytes with another file`);
    });
    zip.on('entry', (entry: Entry) => {
      const fault = faultOf(entry, zip.fileSize) ?? (folded.has(entry.fileName.toLowerCase()) ? 'is there twice' : undefined); // prettier-ignore
      if (fault !== undefined) return fail(`${show(entry.fileName)} ${fault}`);
      entries.set(entry.fileName, entry);
      folded.add(entry.fileName.toLowerCase());
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function faultOf(entry: Entry, fileSize: number): string | undefined {
  const { fileName, compressionMethod, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader: at } = entry;
  if (!NAME.test(fileName)) return 'has no place in a bundle';
  if (entry.isEncrypted()) return 'is encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return 'is packed in a way that no bundle uses';
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  if (kind !== 0 && kind !== REGULAR) return 'is a link or no plain file';
  if (at + LOCAL_HEADER + compressedSize > fileSize) return 'lies beyond the end of the zip';
  if (uncompressedSize > Number.MAX_SAFE_INTEGER) return 'has a size that cannot be';
  return undefined;
}

/** Files that lie on the same bytes make a small zip unpack to a huge one. @returns the name of one. */
function overlapping(entries: readonly Entry[]): string | undefined {
  const sorted = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  return sorted.find((entry, i) => {
    const before = sorted[i - 1];
    return before && before.relativeOffsetOfLocalHeader + LOCAL_HEADER + before.fileNameLength + before.compressedSize > entry.relativeOffsetOfLocalHeader;
  })?.fileName;
} // prettier-ignore

async function* inflate(path: string, zip: ZipFile, entry: Entry | undefined, name: string, most: number): AsyncGenerator<Uint8Array> {
  if (!entry) throw invalid(path, `${show(name)} is missing`);
  let size = 0;
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (cause, opened) => (cause ? reject(invalid(path, `${show(name)}: ${messageOf(cause)}`)) : resolve(opened))),
  );
  try {
    for await (const part of stream as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > most) throw invalid(path, `${show(name)} holds more than ${most} bytes`);
      yield part;
    }
  } catch (cause) {
    throw cause instanceof BallastError ? cause : invalid(path, `${show(name)}: ${messageOf(cause)}`);
  } finally {
    stream.destroy();
  }
} // prettier-ignore
