import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string };
const define = { __BALLAST_VERSION__: JSON.stringify(version) };

/** Everything that runs on Node: the window's process, the command line, and the worker threads that both share. */
const nodeEntries = {
  'main/index': resolve(root, 'src/main/index.ts'),
  'cli/index': resolve(root, 'src/cli/index.ts'),
  'workers/writer': resolve(root, 'src/main/store/writer-worker.ts'),
  'workers/importer': resolve(root, 'src/main/sync/importer-worker.ts'),
  'workers/sync': resolve(root, 'src/main/sync/sync-worker.ts'),
  'workers/engine': resolve(root, 'src/main/engine/worker.ts'),
};

export default defineConfig({
  main: {
    define,
    build: {
      target: 'node20.18',
      outDir: 'out',
      externalizeDeps: { exclude: ['zod'] }, // some eighty files, one by one, before the window may open
      emptyOutDir: false,
      sourcemap: true,
      rollupOptions: {
        input: nodeEntries,
        // Every file lies one folder deep, so that '../workers/' means the same from each of them.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    define,
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    define,
    root: resolve(root, 'src/renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: true,
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      rollupOptions: { input: resolve(root, 'src/renderer/index.html') },
    },
  },
});
