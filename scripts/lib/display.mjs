// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { installPackages, isOnPath } from './system.mjs';
import { Unmet } from './say.mjs';

/** Whether a window can be shown to somebody. Windows and macOS always have a desktop. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** System packages a virtual display needs here. */
export const displayPackages = () => (isOnPath('Xvfb') ? [] : ['xvfb']);

/**
 * A screen that exists in memory only. Xvfb is started directly and picks a free display number itself: `xvfb-run`
 * guesses one, and hides the exit code of what it runs.
 * @returns {Promise<{ env: Record<string, string>, close: () => void }>}
 */
export async function openVirtualDisplay() {
  const packages = displayPackages();
  if (packages.length > 0) await installPackages(packages, 'Without a display the program needs a virtual one');
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  server.stderr?.on('data', (text) => (complaint += text));
  const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  const ended = once(server, 'close').then(() => {
    throw new Unmet(`Xvfb did not start:\n${complaint.trim()}`);
  });
  const [number] = await Promise.race([once(numbers, 'data'), ended]);
  ended.catch(() => {}); // its end is expected from here on
  server.unref();
  const close = () => void server.kill();
  process.once('exit', close);
  return { env: { DISPLAY: `:${String(number).trim()}`, WAYLAND_DISPLAY: '' }, close };
}
