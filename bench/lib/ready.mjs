// @ts-check
import { ensureBuild } from '../../scripts/lib/build.mjs';
import { hasDisplay, openVirtualDisplay } from '../../scripts/lib/display.mjs';
import { ensureNative, nodeHost } from '../../scripts/lib/native.mjs';
import { prepare } from '../../scripts/lib/prepare.mjs';

/**
 * The benchmarks measure the built program, and those of the window the Electron that `npm start` takes, on a virtual
 * display where there is none.
 * @param {{ window: boolean }} needs
 * @returns {Promise<() => void>} closes the display: its pipes would keep this process running
 */
export async function ensureReady({ window }) {
  if (!window) {
    await ensureNative([nodeHost]);
    await ensureBuild();
    return () => undefined;
  }
  const runtime = await prepare({ wanted: 'current' });
  const display = hasDisplay() ? undefined : await openVirtualDisplay();
  // In this very process: Playwright asks the electron package for the executable, and that looks here.
  Object.assign(process.env, runtime.env, display?.env);
  return () => display?.close();
}
