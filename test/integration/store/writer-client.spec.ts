import { afterEach, describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import type { WriterClient } from '#main/store/api';
import { StoreError } from '#main/store/errors';
import { createWriter } from '#main/store/writer-client';
import { useBundle } from './support/bundle';
import { useStore } from './support/folder';
import { MINUTE_BARS, blockOf, pageOf, pagesOf, walkingBars } from './support/pages';

const worker = useBundle(new URL('../../../src/main/store/writer-worker.ts', import.meta.url));
const store = useStore();
const clients: WriterClient[] = [];
afterEach(() => Promise.all(clients.splice(0).map((client) => client.dispose())).then(() => undefined));
const start = (path = store.path, options = {}): WriterClient => {
  const client = createWriter(worker.url, path, options);
  clients.push(client);
  return client;
};

describe('the writer in its own thread', () => {
  it('commits pages in the order given and moves their buffers', async () => {
    const bars = walkingBars(30_000);
    const pages = pagesOf(bars, 7_000);
    const client = start();
    await client.opened;
    const counts = await Promise.all(pages.map((page) => client.commitPage(page)));
    expect(counts.map(({ added }) => added)).toEqual([7_000, 7_000, 7_000, 7_000, 2_000]);
    expect(pages[0]!.blocks[0]!.columns.t).toHaveLength(0);
    const reader = store.reader();
    expect(reader.read(reader.findSeries(MINUTE_BARS)!.id)).toEqual(bars);
    expect(reader.cursor('f1')).toMatchObject({ done: true });
    expect(await client.contentDigest()).toBe(reader.contentDigest());
  });

  it('carries the code of an error across, and goes on', async () => {
    const client = start(store.path, { maxPages: 64 });
    const failed = await client.commitPage(pageOf([blockOf(walkingBars(200_000))])).catch((cause: unknown) => cause);
    expect(failed).toBeInstanceOf(StoreError);
    expect(failed).toMatchObject({ code: 'full', message: expect.stringContaining('No space is left') });
    await client.putSetting('a', 1);
    expect(store.reader().setting('a')).toBe(1);
    const bars = walkingBars(2);
    bars.t[0] = 0.5;
    await expect(client.commitPage(pageOf([blockOf(bars)]))).rejects.toThrow(RangeError);
  });

  it('rejects every call when the file cannot be opened', async () => {
    writeFileSync(store.path, 'not a database at all');
    const client = start();
    await expect(client.putSetting('a', 1)).rejects.toMatchObject({ code: 'notBallast' });
    await expect(client.opened).rejects.toMatchObject({ code: 'notBallast' });
    await expect(client.info()).rejects.toMatchObject({ code: 'notBallast' });
  });

  it('reports progress, and stops when told', async () => {
    const client = start();
    await client.commitPage(pageOf([blockOf(walkingBars(200_000))]));
    const seen: number[] = [];
    expect(await client.verify({ onProgress: (done) => seen.push(done) })).toMatchObject({ ok: true, rows: 200_000 });
    expect(seen.at(-1)).toBe(1);
    const abort = new AbortController();
    const verifying = client.verify({ signal: abort.signal, onProgress: () => abort.abort() });
    const backup = client.backup(store.file('b'), { signal: AbortSignal.abort(new Error('never mind')) });
    await expect(backup).rejects.toThrow('never mind');
    await expect(
      verifying.then(
        () => 'done',
        (cause: StoreError) => cause.code,
      ),
    ).resolves.toMatch(/cancelled|done/);
  });

  it('backs up, restores and moves', async () => {
    const client = start();
    await client.commitPage(pageOf([blockOf(walkingBars(100))]));
    const digest = await client.contentDigest();
    await client.backup(store.file('backup'));
    await client.commitPage(pageOf([blockOf(walkingBars(200))]));
    await client.restore(store.file('backup'));
    expect(await client.contentDigest()).toBe(digest);
    const target = await client.move(store.file('there'));
    expect(client.path).toBe(target);
    expect(await client.contentDigest()).toBe(digest);
  });

  it('finishes what was asked before it is disposed, and refuses what comes after', async () => {
    const client = start();
    const committed = pagesOf(walkingBars(20_000), 5_000).map((page) => client.commitPage(page));
    const disposed = client.dispose();
    await expect(client.putSetting('late', 1)).rejects.toMatchObject({ code: 'io' });
    expect((await Promise.all(committed)).length).toBe(4);
    await disposed;
    expect(store.reader().findSeries(MINUTE_BARS)!.rows).toBe(20_000);
    await expect(client.info()).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('has ended') });
  });
});
