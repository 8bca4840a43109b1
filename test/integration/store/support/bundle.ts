import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../../..');

/**
 * Bundles an entry once for the tests of a file, as a child process or a worker thread needs it. The bundle lies inside
 * node_modules, so that it finds its own packages.
 */
export function useBundle(entry: URL): { readonly file: string; readonly url: URL } {
  let folder = '';
  beforeAll(async () => {
    const cache = join(ROOT, 'node_modules/.cache/ballast-test');
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'bundle-'));
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: 'node20.18',
        rollupOptions: {
          input: { entry: fileURLToPath(entry) },
          output: { format: 'es', entryFileNames: '[name].mjs' },
        },
      },
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get file() {
      return join(folder, 'entry.mjs');
    },
    get url() {
      return pathToFileURL(join(folder, 'entry.mjs'));
    },
  };
}
