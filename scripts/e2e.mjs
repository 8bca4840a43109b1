// @ts-check
// npm run test:e2e [-- Playwright's arguments]: the built program in its own windows.
import { prepare } from './lib/prepare.mjs';
import { main, say } from './lib/say.mjs';
import { runPlaywright } from './lib/suites.mjs';

await main(async () => {
  const runtime = await prepare({ wanted: 'floor' });
  const { passed, failed } = await runPlaywright(runtime, process.argv.slice(2));
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
