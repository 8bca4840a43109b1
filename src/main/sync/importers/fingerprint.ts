import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ImportOptions } from './types';

const EDGE = 1 << 20;

/** SHA-256 of the file's first and last MiB, its size, and everything that decides how it is read. */
export async function fingerprintOf(path: string, format: string, options: ImportOptions): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const hash = createHash('sha256').update(JSON.stringify([size, format, sortKeys(options)]));
    for (const at of new Set([0, Math.max(0, size - EDGE)])) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(EDGE), 0, EDGE, at);
      hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
