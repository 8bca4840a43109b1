// @ts-check
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The program's own kernels and store, built as the program builds them. */
export async function loadOurs() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(root, 'bench/entry.ts'),
      outDir: 'out/bench',
      target: 'node20.18',
      rollupOptions: { output: { entryFileNames: 'entry.js' } },
    },
  });
  return import(pathToFileURL(resolve(root, 'out/bench/entry.js')).href);
}
