// @ts-check
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's folder, whatever the current directory is. */
export const root = resolve(import.meta.dirname, '../..');

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** What is costly to make again and belongs to the machine, not to a clone: Electron, the compiled native module. */
export const cacheDir = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ballast');

/** Notes that belong to this clone and die with `node_modules`: locks, check marks, test results. */
export const notesDir = inRoot('node_modules', '.cache', 'ballast');

/** Which Electron the last start chose, and why: `ballast doctor` tells it. */
export const runtimeNote = join(notesDir, 'runtime.json');
