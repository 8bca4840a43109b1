// @ts-check
import { ensureBuild } from './build.mjs';
import { displayPackages, hasDisplay } from './display.mjs';
import { electronHost, ensureNative, nodeHost } from './native.mjs';
import { resolveRuntime } from './runtime/resolve.mjs';
import { assertSandbox } from './sandbox.mjs';
import { say } from './say.mjs';

/**
 * Everything a window needs, in the order in which each step can rely on the one before.
 * @param {object} options
 * @param {'current' | 'floor'} options.wanted
 * @param {boolean} [options.build] false when the caller builds by itself
 */
export async function prepare({ wanted, build = true }) {
  const runtime = await resolveRuntime({ wanted, alsoInstall: hasDisplay() ? [] : displayPackages() });
  say(runtime.line);
  assertSandbox(runtime.dist);
  await ensureNative([nodeHost, electronHost(runtime)]);
  if (build) await ensureBuild();
  return runtime;
}
