// @ts-check
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { readNote, writeNote } from './notes.mjs';
import { cacheDir, inRoot, notesDir } from './paths.mjs';
import { Unmet } from './say.mjs';

/**
 * A program that must be able to load the native module.
 * @typedef {object} Host
 * @property {string} name with version, e.g. `Node 20.20.2`
 * @property {string} executable
 * @property {Record<string, string>} [env]
 */

export const modulePath = inRoot('node_modules', 'better-sqlite3');
/** better-sqlite3 prefers a file here to the prebuilt one it ships. */
const compiledPath = join(modulePath, 'build', 'Release', 'better_sqlite3.node');
const notePath = join(notesDir, 'native.json');

/** @type {Host} */
export const nodeHost = { name: `Node ${process.versions.node}`, executable: process.execPath };

/** @param {import('./runtime/probe.mjs').Working} runtime @returns {Host} */
export const electronHost = ({ version, executable }) => ({
  name: `Electron ${version}`,
  executable,
  env: { ELECTRON_RUN_AS_NODE: '1' },
});

export const isInstalled = () => existsSync(join(modulePath, 'package.json'));

/** Whether this very module was seen to load in this very host. No process is started. @param {Host} host */
export const isKnownToLoad = (host) => readNote(notePath)?.[host.name] === fingerprint();

/**
 * Makes the SQLite module loadable in every host: as it came where it can, else compiled here, once for all clones.
 * @param {readonly Host[]} hosts
 */
export async function ensureNative(hosts) {
  if (hosts.every(isKnownToLoad)) return;
  if (!isInstalled()) throw new Unmet('The package better-sqlite3 is not installed. Type: npm install');
  await withLock(join(notesDir, 'native.lock'), async () => {
    const { firstProblem } = await import('./native-probe.mjs');
    if (!(await firstProblem(hosts))) return remember(hosts);
    const { compile } = await import('./native-compile.mjs');
    if (existsSync(cachedPath())) {
      install();
      if (!(await firstProblem(hosts))) return remember(hosts);
    }
    const useless = ageOf(cachedPath());
    await withLock(`${cachedPath()}.lock`, async () => {
      // Another clone may have compiled it while this one waited.
      if (ageOf(cachedPath()) === useless) await compile(modulePath, cachedPath());
    });
    install();
    const problem = await firstProblem(hosts);
    if (problem) throw new Unmet(`better-sqlite3 was compiled, yet ${problem}`);
    remember(hosts);
  });
}

/** Raise the last number when the way of compiling changes. */
const cachedPath = () =>
  join(cacheDir, 'native', `better-sqlite3-${version()}-${process.platform}-${process.arch}-r1.node`);

const version = () => JSON.parse(readFileSync(join(modulePath, 'package.json'), 'utf8')).version;

/** @param {string} path @returns {number | undefined} */
const ageOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** Put in place by a rename: a process that has the old file mapped keeps it. */
function install() {
  mkdirSync(dirname(compiledPath), { recursive: true });
  copyFileSync(cachedPath(), `${compiledPath}.new`);
  renameSync(`${compiledPath}.new`, compiledPath);
}

/** @param {readonly Host[]} hosts */
function remember(hosts) {
  const now = fingerprint();
  const known = Object.entries(readNote(notePath) ?? {}).filter(([, seen]) => seen === now);
  writeNote(notePath, { ...Object.fromEntries(known), ...Object.fromEntries(hosts.map(({ name }) => [name, now])) });
}

/** Changes whenever another binary would be loaded. */
function fingerprint() {
  const compiled = statSync(compiledPath, { throwIfNoEntry: false });
  const installed = statSync(join(modulePath, 'package.json'), { throwIfNoEntry: false });
  return `${installed?.mtimeMs} ${installed?.size} ${compiled?.mtimeMs} ${compiled?.size}`;
}
