// @ts-check
// npm test: every test there is, on the lowest runtime the program supports. The last line is the count.
import { prepare } from './lib/prepare.mjs';
import { total } from './lib/results.mjs';
import { main } from './lib/say.mjs';
import { runPlaywright, runVitest } from './lib/suites.mjs';

await main(async () => {
  const runtime = await prepare({ wanted: 'floor' });
  const { passed, failed } = total([await runVitest(), await runPlaywright(runtime)]);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
