// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readNote, writeNote } from './notes.mjs';

/**
 * @typedef {object} Stamp
 * @property {string} hash of every input's path and content
 * @property {Record<string, string>} seen size and modification time of every input, the quick look
 */

/**
 * Every file behind `inputs` (files or folders, relative to `base`), sorted; inputs that do not exist are left out.
 * @param {string} base
 * @param {readonly string[]} inputs
 * @returns {string[]}
 */
export function listInputs(base, inputs) {
  /** @type {string[]} */
  const files = [];
  const walk = (/** @type {string} */ path) => {
    const stats = statSync(join(base, path), { throwIfNoEntry: false });
    if (stats?.isFile()) files.push(path);
    else if (stats) for (const name of readdirSync(join(base, path))) walk(`${path}/${name}`);
  };
  inputs.forEach(walk);
  return files.sort();
}

/**
 * @param {string} base
 * @param {readonly string[]} inputs
 * @returns {Stamp}
 */
export function takeStamp(base, inputs) {
  const hash = createHash('sha256');
  /** @type {Record<string, string>} */
  const seen = {};
  for (const path of listInputs(base, inputs)) {
    seen[path] = glance(join(base, path));
    const content = readFileSync(join(base, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return { hash: hash.digest('hex'), seen };
}

/**
 * Whether the inputs are those the stamp file tells of. Looks at sizes and times first (a few milliseconds); reads
 * contents only when those differ, as after a fresh checkout, and then brings the stamp file up to date.
 * @param {string} file
 * @param {string} base
 * @param {readonly string[]} inputs
 */
export function isFresh(file, base, inputs) {
  /** @type {Stamp | undefined} */
  const stamp = readNote(file);
  if (!stamp) return false;
  const files = listInputs(base, inputs);
  const known = Object.keys(stamp.seen);
  if (files.length === known.length && files.every((path) => stamp.seen[path] === glance(join(base, path))))
    return true;
  const now = takeStamp(base, inputs);
  if (now.hash !== stamp.hash) return false;
  writeNote(file, now);
  return true;
}

/** @param {string} path */
function glance(path) {
  const { size, mtimeMs } = statSync(path);
  return `${size}:${mtimeMs}`;
}
