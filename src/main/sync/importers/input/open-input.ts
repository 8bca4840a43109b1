import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { ImportError } from '../errors';
import type { Compression } from '../types';
import { fileStream, readableStream, type ByteStream } from './bytes';

/** One table inside a file: the file itself, or an entry of a zip. */
export interface InputEntry {
  readonly name: string;
  /** Unpacked size; NaN when the container does not tell. */
  readonly size: number;
  /** `onBytes` counts bytes of the file as it lies on disk. */
  open(offset: number, onBytes: (count: number) => void): Promise<ByteStream>;
}

export interface Input {
  readonly path: string;
  readonly size: number;
  readonly compression: Compression;
  readonly container: 'csv' | 'parquet';
  readonly entries: readonly InputEntry[];
}

const CHUNK = 1 << 20;

/** Looks at the first bytes, never at the name. */
export async function openInput(path: string): Promise<Input> {
  const { magic, size } = await readMagic(path);
  const base = { path, size };
  if (magic.length === 0)
    throw new ImportError('the file is empty.', { fault: 'unsupported', file: path, hint: 'Download it again.' });
  if (magic.toString('latin1', 0, 4) === 'PAR1')
    return { ...base, compression: 'none', container: 'parquet', entries: [plainEntry(path, size)] };
  if (magic.readUInt32BE(0) === 0x504b0304) {
    const { listZip } = await import('./zip');
    return { ...base, compression: 'zip', container: 'csv', entries: await listZip(path, size) };
  }
  if (magic.readUInt16BE(0) === 0x1f8b)
    return { ...base, compression: 'gzip', container: 'csv', entries: [gzipEntry(path)] };
  const packed = unsupported(magic);
  if (packed)
    throw new ImportError(`${packed} is not read.`, { fault: 'unsupported', file: path, hint: 'Unpack or save it as UTF-8 CSV (plain, gzip or zip) or Parquet.' }); // prettier-ignore
  return { ...base, compression: 'none', container: 'csv', entries: [plainEntry(path, size)] };
}

async function readMagic(path: string): Promise<{ magic: Buffer; size: number }> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw new Error('it is a folder that holds no CSV, zip or Parquet file');
    if (!info.isFile()) throw new Error('it is not a file');
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(512), 0, 512, 0);
      const magic = bytesRead === 0 ? buffer.subarray(0, 0) : buffer.subarray(0, Math.max(8, bytesRead));
      return { magic, size: (await file.stat()).size };
    } finally {
      await file.close();
    }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ImportError(`cannot be opened (${message}).`, {
      fault: 'notFound',
      file: path,
      hint: 'Check the path and the rights.',
    });
  }
}

function unsupported(magic: Buffer): string | undefined {
  const hex = magic.toString('hex', 0, 6);
  if (hex.startsWith('28b52ffd')) return 'Zstandard';
  if (hex.startsWith('425a68')) return 'bzip2';
  if (hex.startsWith('fd377a58')) return 'xz';
  if (hex.startsWith('377abcaf')) return '7-Zip';
  if (hex.startsWith('d0cf11e0')) return 'an Excel workbook';
  if (hex.startsWith('fffe') || hex.startsWith('feff')) return 'UTF-16 text';
  return magic.filter((byte) => byte === 0).length > 8 ? 'a binary file' : undefined;
}

const plainEntry = (path: string, size: number): InputEntry => ({
  name: basename(path),
  size,
  open: (offset, onBytes) => fileStream(path, offset, onBytes),
});

const gzipEntry = (path: string): InputEntry => ({
  name: basename(path).replace(/\.gz(?:ip)?$/i, ''),
  size: Number.NaN,
  open: (offset, onBytes) => {
    const packed = createReadStream(path, { highWaterMark: CHUNK });
    packed.on('data', (chunk) => onBytes(chunk.length));
    const unpacked = createGunzip({ chunkSize: CHUNK });
    packed.on('error', (cause) => unpacked.destroy(cause));
    unpacked.on('close', () => packed.destroy());
    return Promise.resolve(readableStream(packed.pipe(unpacked), offset));
  },
});
