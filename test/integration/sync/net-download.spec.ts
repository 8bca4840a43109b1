import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DownloadReport, NetError } from '#main/sync/net/types';
import { BASE, bench, never, type Bench, type Setup } from './support/net';

const MB = 1024 * 1024;
const FILE = randomBytes(3 * MB);
const OTHER = randomBytes(2 * MB);
const sha = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A server of one file: what it sends of it, and what it does when so much was sent. */
interface Shelf {
  data: Buffer;
  etag: string | undefined;
  modified?: string;
  ranges: boolean;
  /** Break off after so many bytes of an answer; each is used once. */
  breaks: number[];
}

const serve = (shelf: Shelf, seen: IncomingMessage[]) => (request: IncomingMessage, response: ServerResponse): void => {
  seen.push(request);
  const { data, etag, modified, ranges, breaks } = shelf;
  const mark = etag ?? modified;
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isPart = ranges && from > 0 && request.headers['if-range'] === mark;
  const head = { ...(etag ? { etag } : {}), ...(modified ? { 'last-modified': modified } : {}) };
  if (isPart && from >= data.length) return void response.writeHead(416, { 'content-range': `bytes */${data.length}` }).end();
  const body = isPart ? data.subarray(from) : data;
  const range = isPart ? { 'content-range': `bytes ${from}-${data.length - 1}/${data.length}` } : {};
  response.writeHead(isPart ? 206 : 200, { ...head, ...range, 'content-length': body.length });
  const cut = breaks.shift();
  if (cut === undefined) response.end(body);
  else response.write(body.subarray(0, cut), () => setTimeout(() => response.socket?.resetAndDestroy(), 60));
}; // prettier-ignore

interface Room extends Bench {
  readonly path: string;
  readonly shelf: Shelf;
  readonly asked: IncomingMessage[];
  fetch(hooks?: {
    sha256?: string;
    signal?: AbortSignal;
    onProgress?: (report: DownloadReport) => void;
  }): Promise<void>;
}

async function room(shelf: Partial<Shelf> = {}, setup: Setup = {}): Promise<Room> {
  const full: Shelf = { data: FILE, etag: '"a1"', ranges: true, breaks: [], ...shelf };
  const asked: IncomingMessage[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'ballast-net-'));
  folders.push(folder);
  const path = join(folder, 'deep', 'file.zip');
  const made = await bench(serve(full, asked), setup);
  const fetch: Room['fetch'] = (hooks = {}) =>
    made.http.download({ source: 'binance', url: `${BASE}/files/file.zip` }, path, { signal: never, ...hooks });
  return { ...made, path, shelf: full, asked, fetch };
}
const ranges = (asked: readonly IncomingMessage[]): (string | undefined)[] => asked.map(({ headers }) => headers.range);

describe('a download', () => {
  it('takes its name when it is whole and right', async () => {
    const { fetch, path } = await room();
    const reports: DownloadReport[] = [];
    await fetch({ sha256: sha(FILE).toUpperCase(), onProgress: (report) => reports.push(report) });
    expect(readFileSync(path).equals(FILE)).toBe(true);
    expect(reports.at(-1)).toEqual({ bytes: FILE.length, total: FILE.length });
    expect(reports.length).toBeGreaterThan(10);
    expect([`${path}.part`, `${path}.part.tag`].filter((file) => existsSync(file))).toEqual([]);
  });

  it('goes on where it broke off, by the tag', async () => {
    const had: number[] = []; // of what was sent before a reset not all need arrive
    const options = {
      onNote: ({ kind }: { kind: string }) => void (kind === 'retry' && had.push(statSync(`${made.path}.part`).size)),
    };
    const made = await room({ breaks: [MB, MB / 2] }, { options });
    const { fetch, path, asked } = made;
    await fetch({ sha256: sha(FILE) });
    expect(readFileSync(path).equals(FILE)).toBe(true);
    expect(0 < had[0]! && had[0]! < had[1]!).toBe(true);
    expect(ranges(asked)).toEqual([undefined, ...had.map((size) => `bytes=${size}-`)]);
    expect(asked[1]!.headers['if-range']).toBe('"a1"');
  });

  it('goes on by the date where the tag is weak', async () => {
    const modified = 'Mon, 05 Jan 2026 00:00:00 GMT';
    const { fetch, path, asked } = await room({ etag: undefined, modified, breaks: [MB] });
    await fetch();
    expect(readFileSync(path).equals(FILE)).toBe(true);
    expect(asked[1]!.headers['if-range']).toBe(modified);
  });

  it('goes on in a later run', async () => {
    const { fetch, path, asked, shelf } = await room({ breaks: Array<number>(20).fill(0) });
    shelf.breaks[0] = MB;
    await expect(fetch()).rejects.toMatchObject({ problem: 'broken' });
    expect(existsSync(path)).toBe(false);
    const part = readFileSync(`${path}.part`);
    expect(part.length).toBeGreaterThan(0);
    expect(part.equals(FILE.subarray(0, part.length))).toBe(true);
    shelf.breaks = [];
    await fetch({ sha256: sha(FILE) });
    expect(ranges(asked).at(-1)).toBe(`bytes=${part.length}-`);
    expect(readFileSync(path).equals(FILE)).toBe(true);
  });

  it('does not count tries that got further', async () => {
    const { fetch, path, asked } = await room({ breaks: Array<number>(14).fill(200 * 1024) });
    await fetch({ sha256: sha(FILE) });
    expect(asked).toHaveLength(15);
    expect(readFileSync(path).equals(FILE)).toBe(true);
  });

  it('begins again when the file has changed meanwhile', async () => {
    const { fetch, path, shelf, asked } = await room({ breaks: [MB] }, { options: { onNote: (note) => {
      if (note.kind === 'retry') Object.assign(shelf, { data: OTHER, etag: '"b2"' });
    } } }); // prettier-ignore
    await fetch({ sha256: sha(OTHER) });
    expect(ranges(asked)).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
    expect(readFileSync(path).equals(OTHER)).toBe(true);
  });

  it('begins again where the source knows no ranges', async () => {
    const { fetch, path } = await room({ ranges: false, breaks: [MB, 2 * MB] });
    await fetch({ sha256: sha(FILE) });
    expect(readFileSync(path).equals(FILE)).toBe(true);
  });

  it('begins again where nothing tells one file from the next', async () => {
    const { fetch, path, asked } = await room({ etag: 'W/"a"', breaks: [MB] });
    await fetch({ sha256: sha(FILE) });
    expect(ranges(asked)).toEqual([undefined, undefined]);
    expect(readFileSync(path).equals(FILE)).toBe(true);
  });

  it('is done when the part was whole already', async () => {
    const { fetch, path, asked } = await room();
    mkdirSync(dirname(path));
    writeFileSync(`${path}.part`, FILE);
    writeFileSync(`${path}.part.tag`, '"a1"');
    await fetch({ sha256: sha(FILE) });
    expect(ranges(asked)).toEqual([`bytes=${FILE.length}-`]);
    expect(readFileSync(path).equals(FILE)).toBe(true);
  });

  it('begins again when the part is longer than the file', async () => {
    const { fetch, path, asked } = await room();
    mkdirSync(dirname(path));
    writeFileSync(`${path}.part`, Buffer.concat([FILE, FILE]));
    writeFileSync(`${path}.part.tag`, '"a1"');
    await fetch();
    expect(ranges(asked)).toEqual([`bytes=${2 * FILE.length}-`, undefined]);
    expect(readFileSync(path).equals(FILE)).toBe(true);
  });

  it('keeps nothing of a file with a wrong checksum', async () => {
    const { fetch, path, seen } = await room();
    const error = await fetch({ sha256: sha(OTHER) }).then(() => undefined, (cause: NetError) => cause); // prettier-ignore
    expect(error).toMatchObject({ problem: 'broken' });
    expect(error?.message).toContain('checksum');
    expect([path, `${path}.part`, `${path}.part.tag`].filter((file) => existsSync(file))).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  it('leaves a file of before in its place until the new one is whole', async () => {
    const { fetch, path, shelf } = await room();
    await fetch();
    Object.assign(shelf, { data: OTHER, etag: '"b2"', breaks: Array<number>(20).fill(10) });
    await expect(fetch()).rejects.toMatchObject({ problem: 'broken' });
    expect(readFileSync(path).equals(FILE)).toBe(true);
    shelf.breaks = [];
    await fetch();
    expect(readFileSync(path).equals(OTHER)).toBe(true);
  });

  it('ends when it is called off, and keeps what came', async () => {
    const off = new AbortController();
    const { fetch, path } = await room(
      { breaks: [MB] },
      { options: { onNote: ({ kind }) => void (kind === 'retry' && off.abort()) } },
    );
    await expect(fetch({ signal: off.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(statSync(`${path}.part`).size).toBeGreaterThan(0);
  });

  it.each([404, 403])('says that the source refuses it with %i', async (status) => {
    const { http, seen } = await bench(
      (_, response) => void response.writeHead(status).end('<Error><Code>NoSuchKey</Code></Error>'),
    );
    const asked = http.download({ source: 'binance', url: `${BASE}/files/none.zip` }, '/nowhere/none.zip', {
      signal: never,
    });
    await expect(asked).rejects.toMatchObject({ problem: 'refused', status });
    expect(seen).toHaveLength(1);
  });

  it('waits and tries again after a 429', async () => {
    let n = 0;
    const { http, slept } = await bench((_, response) => {
      if (n++ === 0) response.writeHead(429, { 'retry-after': '9' });
      response.end('data');
    });
    const path = join(mkdtempSync(join(tmpdir(), 'ballast-net-')), 'a');
    folders.push(join(path, '..'));
    await http.download({ source: 'binance', url: `${BASE}/files/a` }, path, { signal: never });
    expect([slept, readFileSync(path, 'utf8')]).toEqual([[9_000], 'data']);
  });

  it('is cut when it drips, but not for being long', async () => {
    let isDrip = true;
    const { http } = await bench((_, response) => {
      response.writeHead(200, { 'content-length': MB, etag: '"a"' });
      let left = MB;
      const step = isDrip ? 16 : 128 * 1024;
      const drip = setInterval(() => {
        response.write(Buffer.alloc(Math.min(left, step)));
        if ((left -= step) <= 0) clearInterval(drip);
      }, 40); // prettier-ignore
      response.on('close', () => clearInterval(drip));
    }, { timeouts: { body: 400 } }); // prettier-ignore
    const path = join(mkdtempSync(join(tmpdir(), 'ballast-net-')), 'a');
    folders.push(join(path, '..'));
    const fetch = (): Promise<void> =>
      http.download({ source: 'binance', url: `${BASE}/files/a` }, path, { signal: never });
    await expect(fetch()).rejects.toMatchObject({ problem: 'timeout' });
    isDrip = false; // 1 MB in 320 ms
    await fetch();
    expect(readFileSync(path)).toHaveLength(MB);
  });
});
