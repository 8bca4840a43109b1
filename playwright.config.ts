import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1, // one real window at a time: two cores
  retries: 1, // a real window on a loaded machine; what needed it is listed as flaky, with the page as it was
  reporter: [['list']],
});
