// @ts-check
// Runs after `npm install` in a clone: makes SQLite loadable in Node, so that tests and the command line work at once.
// What it cannot do is done, or explained, at first use: an install never fails for it.
import { sep } from 'node:path';
import { ensureNative, isInstalled, nodeHost } from './lib/native.mjs';
import { root } from './lib/paths.mjs';
import { messageOf, say } from './lib/say.mjs';

const isDependency = root.split(sep).includes('node_modules');
if (!isDependency && isInstalled()) {
  try {
    await ensureNative([nodeHost]);
  } catch (cause) {
    say(`${messageOf(cause)}\nThe install is complete all the same; this step is tried again at first use.`);
  }
}
