import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NetError } from '../../net/types';
import type { SourceContext } from '../../source';
import { askTextIfThere } from '../documents/ask';
import { readFetchedFile, type FileContent } from '../documents/read-file';
import type { ArchiveFile } from './files';

const who = 'The Binance archive';

/**
 * Brings one file of the archive, checked against its checksum, and reads it. A download that was interrupted lies in
 * the folder and goes on where it ended.
 * @returns undefined when the archive has no such file
 */
export async function fetchArchiveFile(file: ArchiveFile, context: SourceContext): Promise<FileContent | undefined> {
  const { name, path: remote, options } = file;
  const url = `https://data.binance.vision${remote}`;
  const question = { who, what: name };
  const checksum = await askTextIfThere({ source: 'binance-archive', url: `${url}.CHECKSUM` }, question, context);
  if (checksum === undefined) return undefined;
  const sha256 = readChecksum(checksum, name);
  await mkdir(context.folder, { recursive: true });
  const path = join(context.folder, name);
  const isThere = await download(url, path, sha256, context);
  if (!isThere) return undefined;
  try {
    return await readFetchedFile(path, options, question, url, context);
  } finally {
    await rm(path, { force: true });
  }
}

/** `<sha256>  <name>`, as sha256sum writes it. */
function readChecksum(text: string, name: string): string {
  const [, sha256, of] = /^([0-9a-f]{64})\s+\*?(\S+)\s*$/i.exec(text) ?? [];
  if (sha256 === undefined || of !== name)
    throw new NetError('broken', `${who} sent something else than the checksum of ${name}.`);
  return sha256.toLowerCase();
}

async function download(url: string, path: string, sha256: string, context: SourceContext): Promise<boolean> {
  const { signal, onProgress } = context;
  try {
    await context.http.download({ source: 'binance-archive', url }, path, {
      signal,
      sha256,
      onProgress: ({ bytes, total }) => void (total && onProgress?.(Math.min(1, bytes / total))),
    });
    return true;
  } catch (cause) {
    if (cause instanceof NetError && cause.status === 404) return false;
    throw cause;
  }
}
