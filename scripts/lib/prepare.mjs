// @ts-check
import { ensureBuild } from './build.mjs';
import { displayPackages, hasDisplay } from './display.mjs';
import { electronHost, ensureNative, nodeHost } from './native.mjs';
import { writeNote } from './notes.mjs';
import { runtimeNote } from './paths.mjs';
import { resolveRuntime } from './runtime/resolve.mjs';
import { assertSandbox } from './sandbox.mjs';
import { say } from './say.mjs';

/**
 * Everything a window needs.
 * @param {object} options
 * @param {'current' | 'floor'} options.wanted
 * @param {boolean} [options.build] false when the caller builds by itself
 */
export async function prepare({ wanted, build = true }) {
  // Fetching Electron and compiling for Node have nothing to do with each other, and on a fresh machine both take long.
  const [runtime] = await together(
    resolveRuntime({ wanted, alsoInstall: hasDisplay() ? [] : displayPackages() }),
    ensureNative([nodeHost]),
  );
  say(runtime.line);
  writeNote(runtimeNote, runtime.line);
  assertSandbox(runtime.dist);
  await ensureNative([nodeHost, electronHost(runtime)]);
  if (build) await ensureBuild();
  return runtime;
}

/**
 * Both results; on a failure, the first one, but only once both have ended: no work goes on behind an error message.
 * @template A, B
 * @param {Promise<A>} a
 * @param {Promise<B>} b
 * @returns {Promise<[A, B]>}
 */
async function together(a, b) {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}
