import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __BALLAST_VERSION__: '"0.0.0-test"' },
  test: {
    include: ['test/{unit,property,oracle,integration,type}/**/*.spec.{ts,tsx}'],
    globalSetup: 'scripts/lib/vitest-setup.mjs',
    environment: 'node',
    pool: 'forks', // a native module that crashes takes one file with it, not the run
    retry: 1, // real processes on a loaded machine; what passes at the second try only is listed as flaky
    testTimeout: 60_000, // of a machine under load: nothing is measured by it
  },
});
