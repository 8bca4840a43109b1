import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ImportError } from '../errors';
import { readableStream } from './bytes';
import type { InputEntry } from './open-input';

const READABLE = /\.(?:csv|txt|tsv|dat)$/i;

/** Tables inside a zip, in the order of its directory. */
export async function listZip(path: string, fileSize: number): Promise<InputEntry[]> {
  const entries = await directory(path);
  const tables = entries.filter((e) => READABLE.test(e.fileName) && !/(?:^|\/)(?:__MACOSX|\.)/.test(e.fileName));
  if (tables.length > 0) return tables.map((entry) => toInput(path, fileSize, entry));
  const found = entries.map((e) => e.fileName).slice(0, 5).join(', ') || 'nothing'; // prettier-ignore
  throw new ImportError(`holds no CSV file (found: ${found}).`, { fault: 'unsupported', file: path, hint: 'Unpack it and import the table inside.' }); // prettier-ignore
}

const toInput = (path: string, fileSize: number, entry: Entry): InputEntry => ({
  name: entry.fileName,
  size: entry.uncompressedSize,
  async open(offset, onBytes) {
    const zip = await openZip(path);
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
      zip.openReadStream(entry, (cause, opened) => (cause ? reject(broken(path, cause)) : resolve(opened))),
    );
    const ratio = entry.uncompressedSize > 0 ? Math.min(1, entry.compressedSize / entry.uncompressedSize) : 0;
    const readable = readableStream(stream as never, offset);
    let seen = 0;
    return {
      async read(target, at, length) {
        const count = await readable.read(target, at, length);
        onBytes(Math.min(fileSize - seen, Math.round(count * ratio)));
        seen += Math.round(count * ratio);
        return count;
      },
      async close() {
        await readable.close();
        zip.close();
      },
    };
  },
});

async function directory(path: string): Promise<Entry[]> {
  const zip = await openZip(path);
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      if (!entry.fileName.endsWith('/')) entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => {
      zip.close();
      resolve(entries);
    });
    zip.on('error', (cause: Error) => {
      zip.close();
      reject(broken(path, cause));
    });
    zip.readEntry();
  });
}

const openZip = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (cause, zip) =>
      cause ? reject(broken(path, cause)) : resolve(zip),
    ),
  );

const broken = (path: string, cause: Error): ImportError =>
  new ImportError(`the zip is damaged (${cause.message}).`, {
    fault: 'corrupt',
    file: path,
    hint: 'Download it again.',
  });
