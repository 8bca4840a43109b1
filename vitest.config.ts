import { defineConfig } from 'vitest/config';

const common = {
  globalSetup: 'scripts/lib/vitest-setup.mjs',
  environment: 'node',
  pool: 'forks', // a native module that crashes takes one file with it, not the run
  retry: 1, // real processes on a loaded machine; what passes at the second try only is listed as flaky
  testTimeout: 60_000, // of a machine under load: nothing is measured by it
} as const;
/** One for each project: Vitest empties what it is given. */
const define = () => ({ __BALLAST_VERSION__: '"0.0.0-test"' });

const ALL = ['test/{unit,property,oracle,integration,type}/**/*.spec.{ts,tsx}'];
/** Servers, threads and files that are cut off and killed at moments of a clock: one at a time. */
const LIVE = ['test/integration/{sync,record,store}/**/*.spec.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        define: define(),
        test: { ...common, name: 'quiet', include: ALL, exclude: LIVE, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        define: define(),
        test: { ...common, name: 'live', include: LIVE, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
