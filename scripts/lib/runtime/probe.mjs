// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capture, tail } from '../run.mjs';

/**
 * An Electron that was started and answered.
 * @typedef {object} Working
 * @property {string} dist folder of the distribution
 * @property {string} executable
 * @property {string} version Electron's
 * @property {string} node Node's inside it
 */

/** Where the executable lies inside a distribution. */
const EXECUTABLE = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** @param {string} dist */
export const executableIn = (dist) =>
  join(dist, EXECUTABLE[/** @type {keyof typeof EXECUTABLE} */ (process.platform)] ?? 'electron');

/**
 * Starts the executable as plain Node, which needs no display but every library it links to.
 * @param {string} dist
 * @returns {Promise<Working | { problem: string, executable: string }>}
 */
export async function probe(dist) {
  const executable = executableIn(dist);
  if (!existsSync(executable)) return { problem: `${executable} does not exist`, executable };
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const ended = await capture(executable, ['-p', 'JSON.stringify(process.versions)'], { env, timeout: 30_000 });
  try {
    const { electron, node } = JSON.parse(ended.stdout);
    return { dist, executable, version: electron, node };
  } catch {
    return { problem: tail(ended, 3) || `${executable} ended with code ${ended.code}`, executable };
  }
}
