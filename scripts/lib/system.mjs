// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isRoot } from './launch.mjs';
import { capture, tail } from './run.mjs';
import { Unmet, say, seconds } from './say.mjs';

/** Debian's package for each shared library Electron links to. Newer releases add `t64` to some of these names. */
const PACKAGE_OF = new Map([
  ['libasound.so.2', 'libasound2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libdrm.so.2', 'libdrm2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libgbm.so.1', 'libgbm1'],
  ['libgdk-3.so.0', 'libgtk-3-0'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libsmime3.so', 'libnss3'],
  ['libudev.so.1', 'libudev1'],
  ['libX11.so.6', 'libx11-6'],
  ['libxcb.so.1', 'libxcb1'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
  ['libXrandr.so.2', 'libxrandr2'],
]);

/**
 * Reads what `ldd` says of an executable.
 * @param {string} listing
 * @returns {string[]} names of the libraries that were not found
 */
export const parseMissing = (listing) =>
  [...new Set([...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => String(match[1])))].sort();

/**
 * @param {readonly string[]} libraries
 * @returns {{ packages: string[], unknown: string[] }}
 */
export function packagesFor(libraries) {
  const packages = new Set(libraries.flatMap((name) => PACKAGE_OF.get(name) ?? []));
  return { packages: [...packages].sort(), unknown: libraries.filter((name) => !PACKAGE_OF.has(name)) };
}

/**
 * Replaces names that this release of the distribution carries only with the suffix `t64`.
 * @param {readonly string[]} packages
 * @param {string} policy what `apt-cache policy` says of the names and of their `t64` forms
 */
export function namesHere(packages, policy) {
  const offered = new Set();
  for (const [, name, candidate] of policy.matchAll(/^(\S+):\n(?: .*\n)*? {2}Candidate: (.*)$/gm)) {
    if (candidate !== '(none)') offered.add(name);
  }
  return packages.map((name) => (!offered.has(name) && offered.has(`${name}t64`) ? `${name}t64` : name));
}

/**
 * The line that installs them, to be run or to be typed.
 * @param {readonly string[]} packages
 * @param {{ root: boolean }} who
 */
export const aptLine = (packages, { root }) =>
  `${root ? '' : 'sudo '}apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/** @param {string} command */
export const isOnPath = (command) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)));

/**
 * Installs the packages behind the libraries the executable lacks, where that is allowed.
 * @param {string} executable
 * @param {readonly string[]} alsoInstall
 */
export async function installMissingLibraries(executable, alsoInstall) {
  const missing = parseMissing((await capture('ldd', [executable])).stdout);
  const { packages, unknown } = packagesFor(missing);
  if (unknown.length > 0 || !isOnPath('apt-get')) {
    throw new Unmet(
      `Electron needs system libraries that are missing: ${missing.join(', ')}.\n` +
        `Install the packages of your distribution that carry them, then try again.`,
    );
  }
  await installPackages([...packages, ...alsoInstall], 'Electron needs system libraries');
}

/** The last installation under way: apt-get locks its lists, so two must not overlap. */
let underWay = Promise.resolve();

/**
 * Installs system packages as root with apt; anybody else is told the exact line to type.
 * @param {readonly string[]} packages Debian's names
 * @param {string} why
 */
export function installPackages(packages, why) {
  const turn = underWay.then(() => install(packages, why));
  underWay = turn.catch(() => {});
  return turn;
}

/**
 * @param {readonly string[]} packages
 * @param {string} why
 */
async function install(packages, why) {
  if (!isOnPath('apt-get')) {
    throw new Unmet(
      `${why}. Install them with your system's package manager; on Debian they are: ${packages.join(' ')}`,
    );
  }
  const started = performance.now();
  // Without package lists (a bare machine) nothing has a candidate, so they are fetched before names are looked up.
  if (isRoot) await apt('update', '-qq');
  const policy = await capture('apt-cache', ['policy', ...packages.flatMap((name) => [name, `${name}t64`])], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  const names = namesHere(packages, policy.stdout);
  if (!isRoot) throw new Unmet(`${why}. Type this line, then try again:\n  ${aptLine(names, { root: false })}`);
  say(`${why}. Installing: ${names.join(' ')} …`);
  const ended = await apt('install', '-y', '-qq', '--no-install-recommends', ...names);
  if (ended.code !== 0) {
    throw new Unmet(`${tail(ended, 15)}\napt-get failed. Try it by hand:\n  ${aptLine(names, { root: true })}`);
  }
  say(`Installed (${seconds(started)}).`);
}

/** Waits for another apt-get to finish instead of failing. @param {...string} args */
const apt = (...args) =>
  capture('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
