import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from '#main/store/types';
import { createImporter, type Importer } from '#main/sync/importer-client';
import { ImportError } from '#main/sync/importers/errors';
import { useBundle } from '../store/support/bundle';
import { fixture, importAll, NOW, useFiles } from '../../unit/sync/support';

const worker = useBundle(new URL('../../../src/main/sync/importer-worker.ts', import.meta.url));
const file = useFiles();
const T = 1_700_000_000_000;
const big = file(
  'BTC-1m.csv',
  `t,o,h,l,c,v\n${Array.from({ length: 40_000 }, (_, i) => `${T + i * 60_000},10,12,9,11,${i}`).join('\n')}\n`,
);
let importer: Importer | undefined;
const start = (): Importer => (importer = createImporter(worker.url));
afterEach(async () => importer?.dispose());

/** Which chunks the thread had time to pack is chance. */
const unpacked = (page: Page): Page => ({ ...page, blocks: page.blocks.map(({ packed: _, ...block }) => block) });

describe('the importer in its own thread', () => {
  it('previews', async () => {
    const one = start();
    const previews = await Promise.all(['DGS10.csv', 'VIX_History.csv'].map((name) => one.preview(fixture(name))));
    expect(previews.map(({ format }) => format)).toEqual(['fred-csv', 'volatility-index']);
  });

  it('brings the same pages as a direct call, with progress', async () => {
    const pages: Page[] = [];
    const progress: number[] = [];
    const hooks = {
      now: NOW,
      pageBytes: 100_000,
      onProgress: ({ rows }: { rows: number }) => void progress.push(rows),
    };
    for await (const page of start().pages(big, {}, hooks)) pages.push(page);
    const { pages: direct } = await importAll(big, {}, { pageBytes: 100_000 });
    expect(pages.map(unpacked)).toEqual(direct);
    expect(progress.at(-1)).toBe(40_000);
  });

  it('reads at most two pages ahead of its consumer', async () => {
    let reported = 0;
    const pages = start().pages(big, {}, { now: NOW, pageBytes: 100_000, onProgress: () => void reported++ });
    await pages.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(reported).toBe(1); // progress comes with the page
    await pages.return?.();
  });

  it('ends an import whose consumer leaves, and is free for the next', async () => {
    const one = start();
    for await (const page of one.pages(big, {}, { now: NOW, pageBytes: 50_000 })) if (page.blocks.length > 0) break;
    expect((await one.preview(big)).kind).toBe('bars');
  });

  it('stops on abort with the reason of the signal', async () => {
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      for await (const page of start().pages(big, {}, { now: NOW, pageBytes: 50_000, signal: controller.signal })) {
        expect(page.cursor.done).toBe(false);
        controller.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
  });

  it('carries errors across with file, field and the way out', async () => {
    const cause = await start().preview('/nowhere.csv').catch((thrown: unknown) => thrown); // prettier-ignore
    expect(cause).toBeInstanceOf(ImportError);
    expect(cause).toMatchObject({
      code: 'notFound',
      detail: { file: '/nowhere.csv' },
      message: expect.stringContaining('/nowhere.csv'),
    });
    const pages = importer!.pages(file('x.csv', 'foo,bar\n1,2\n'), { kind: 'funding' });
    await expect(pages.next()).rejects.toMatchObject({ detail: { fault: 'missingField' } });
  });

  it('rejects what was waiting when it is closed', async () => {
    const one = start();
    const waiting = expect(one.preview(big)).rejects.toThrow('closed');
    await one.dispose();
    await waiting;
  });
});
