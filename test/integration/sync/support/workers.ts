import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../../..');
const ENTRIES = {
  writer: 'src/main/store/writer-worker.ts',
  importer: 'src/main/sync/importer-worker.ts',
  sync: 'src/main/sync/sync-worker.ts',
  engine: 'src/main/engine/worker.ts',
};

/** The worker threads, bundled once for the tests of a file; inside node_modules, so that they find their packages. */
export function useBundles(): { readonly url: URL } {
  let folder = '';
  beforeAll(async () => {
    const cache = join(ROOT, 'node_modules/.cache/ballast-test');
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'workers-'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: true,
        outDir: join(folder, 'workers'),
        emptyOutDir: false,
        target: 'node20.18',
        rollupOptions: {
          input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(ROOT, path)])),
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get url() {
      return pathToFileURL(join(folder, 'workers/'));
    },
  };
}
