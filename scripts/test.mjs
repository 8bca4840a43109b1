// @ts-check
// npm test: every test there is, on the lowest runtime the program supports. The last line is the count.
import { packFolder, smoke } from './lib/packaging.mjs';
import { inRoot } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { total } from './lib/results.mjs';
import { main, messageOf, say } from './lib/say.mjs';
import { runPlaywright, runVitest } from './lib/suites.mjs';

await main(async () => {
  const runtime = await prepare({ wanted: 'floor' });
  const { passed, failed, notes } = total([
    await counted(() => runVitest()),
    await counted(() => runPlaywright(runtime)),
    await counted(async () => smoke(runtime, await packFolder(runtime, inRoot('out', 'packaged')))),
  ]);
  for (const note of notes) console.log(note); // again, where a reader of the end of a long log finds it
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/**
 * A suite that cannot even start is one failure; the others still run.
 * @param {() => Promise<import('./lib/results.mjs').Count>} suite
 */
async function counted(suite) {
  try {
    return await suite();
  } catch (cause) {
    say(messageOf(cause));
    return { passed: 0, failed: 1, notes: [messageOf(cause)] };
  }
}
