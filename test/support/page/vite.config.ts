import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

/** The page in an ordinary browser, on an in-memory bridge: `npx vite --config test/support/page/vite.config.ts`. */
export default defineConfig({
  root: resolve(root, 'src/renderer'),
  define: { __BALLAST_VERSION__: '"0.1.0"' },
  cacheDir: resolve(root, 'node_modules/.cache/vite-page'),
  plugins: [
    react(),
    {
      name: 'fake-bridge',
      transformIndexHtml: () => [
        {
          tag: 'script',
          attrs: { type: 'module', src: `/@fs${resolve(import.meta.dirname, 'fake-window.ts')}` },
          injectTo: 'head-prepend',
        },
      ],
    },
  ],
  server: { port: 5199, strictPort: true, fs: { allow: [root] } },
});
