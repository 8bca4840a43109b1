// @ts-check
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A small JSON file that remembers what was found out. Unreadable means forgotten, never an error.
 * @param {string} file
 * @returns {any}
 */
export function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Written aside and renamed: a reader sees the old note or the new one, never half of it.
 * @param {string} file
 * @param {unknown} value
 */
export function writeNote(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, JSON.stringify(value));
  renameSync(aside, file);
}
