import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PIECE, type Answer } from './transport';
import { NetError, type DownloadReport } from './types';

/** A file on its way in: `<path>.part`, and beside it by which mark its source would know it again. */
export interface Part {
  /** Headers that ask for what is missing. */
  wanted(): Promise<Record<string, string>>;
  /** Puts the body of a 200, 206 or 416 where it belongs. @param onPiece hears of every `PIECE`, and how many bytes this answer has brought so far */
  take(answer: Answer, label: string, onPiece: (report: DownloadReport, arrived: number) => void): Promise<void>;
  /** Checks the whole and gives it its name. @throws NetError `broken` when it is not the right one: nothing is kept then */
  finish(sha256: string | undefined, label: string): Promise<void>;
}

export function createPart(path: string): Part {
  const part = `${path}.part`;
  const tag = `${part}.tag`;
  const discard = async (): Promise<void> => void (await Promise.all([part, tag].map((file) => rm(file, { force: true }))));
  const sizeOf = async (): Promise<number> => (await stat(part).catch(() => undefined))?.size ?? 0;

  const startOf = async ({ status, headers }: Answer, label: string): Promise<number> => {
    if (status === 206) {
      const at = await sizeOf();
      if (Number(/^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1]) === at) return at;
      await discard();
      throw new NetError('broken', `${label}: another part of the file came than the one asked for.`);
    }
    await discard(); // 200: the file has changed, or the source gives it whole only
    await mkdir(dirname(path), { recursive: true });
    const mark = markOf(headers);
    if (mark !== undefined) await writeFile(tag, mark);
    return 0;
  };

  return {
    async wanted() {
      const mark = await readFile(tag, 'utf8').catch(() => undefined);
      const size = mark === undefined ? 0 : await sizeOf();
      const range = size > 0 && mark !== undefined ? { range: `bytes=${size}-`, 'if-range': mark } : {};
      return { 'accept-encoding': 'identity', ...range };
    },
    async take(answer, label, onPiece) {
      if (answer.status === 416) {
        if (totalOf(answer) === (await sizeOf())) return; // it was whole already
        await discard();
        throw new NetError('broken', `${label}: the file has changed while it came.`);
      }
      const from = await startOf(answer, label);
      const total = totalOf(answer);
      const file = await open(part, from > 0 ? 'r+' : 'w');
      let size = from;
      let told = from;
      try {
        for await (const chunk of answer.body) {
          for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at, chunk.length - at, size + at)).bytesWritten;
          size += chunk.length;
          if (size - told < PIECE) continue;
          told = size;
          onPiece({ bytes: size, total }, size - from);
        }
        if (total !== undefined && size !== total) throw new NetError('broken', `${label}: ${size} of ${total} bytes came.`);
        onPiece({ bytes: size, total: size }, size - from);
      } finally {
        await file.sync().finally(() => file.close());
      }
    },
    async finish(sha256, label) {
      if (sha256 !== undefined && (await sha256Of(part)) !== sha256.toLowerCase()) {
        await discard();
        throw new NetError('broken', `${label}: the file does not match its checksum. Nothing of it was kept.`);
      }
      await rename(part, path);
      await rm(tag, { force: true });
      await syncFolder(dirname(path));
    },
  };
} // prettier-ignore

/** What makes sure that a rest belongs to the same file; a weak tag does not. */
function markOf(headers: Answer['headers']): string | undefined {
  const tag = headers['etag'];
  return tag !== undefined && !tag.startsWith('W/') ? tag : headers['last-modified'];
}

function totalOf({ status, headers }: Answer): number | undefined {
  const text = status === 200 ? headers['content-length'] : /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1];
  return text === undefined ? undefined : Number(text);
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** So that the new name outlives a power cut; not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
