// @ts-check
// npm run verify: all static checks, then all tests on a fresh build. Every check runs, so one run tells everything.
import { npm } from './lib/npm.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { foreground, tail } from './lib/run.mjs';
import { main, say, seconds } from './lib/say.mjs';

const CHECKS = ['check:types', 'check:lint', 'check:format', 'check:layers', 'check:unused'];

await main(async () => {
  const failed = [];
  for (const check of CHECKS) {
    const started = performance.now();
    const ended = await npm(['run', '--silent', check], { cwd: root });
    say(`${ended.code === 0 ? 'ok    ' : 'FAILED'} ${check} (${seconds(started)})`);
    if (ended.code === 0) continue;
    failed.push(check);
    say(tail(ended, 200));
  }
  if ((await foreground(process.execPath, [inRoot('scripts', 'test.mjs')], { cwd: root })) !== 0) failed.push('test');
  say(failed.length === 0 ? 'verify: everything holds' : `verify: failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
