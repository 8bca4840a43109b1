// @ts-check
import { join, resolve as resolvePath } from 'node:path';
import { installMissingLibraries } from '../system.mjs';
import { readNote, writeNote } from '../notes.mjs';
import { cacheDir } from '../paths.mjs';
import { Unmet, messageOf } from '../say.mjs';
import { download, isUnpacked, isZipCached, officialDist, officialVersion } from './official.mjs';
import { cannotDownload, planRuntime } from './plan.mjs';
import { probe } from './probe.mjs';
import { FLOOR_VERSION, ensureRegistryBuild, floorDist, whyNoRegistryBuild } from './registry-build.mjs';

/** @typedef {import('./probe.mjs').Working & { line: string, env: Record<string, string> }} Runtime */

/** The product runs on the current Electron; `BALLAST_RUNTIME=floor` makes it the lower bound, `=current` the tests too. */
const wish = () => {
  const value = process.env['BALLAST_RUNTIME'];
  return value === 'current' || value === 'floor' ? value : undefined;
};

/**
 * Finds, or fetches, an Electron that starts on this machine.
 * @param {object} options
 * @param {'current' | 'floor'} options.wanted
 * @param {readonly string[]} [options.alsoInstall] system packages to install along, when some must be installed anyway
 * @returns {Promise<Runtime>}
 */
export async function resolveRuntime({ wanted, alsoInstall = [] }) {
  const current = officialVersion();
  if (!current) throw new Unmet('The package electron is not installed. Type: npm install');
  const failureNote = join(cacheDir, `electron-${current}-failure.json`);
  const steps = planRuntime({
    wanted: wish() ?? wanted,
    version: current,
    override: process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    onDisk: isUnpacked(current) || isZipCached(current),
    failure: readNote(failureNote),
    floorUnavailable: whyNoRegistryBuild(),
    now: Date.now(),
  });

  /** Puts the distribution in place; throws when it cannot. */
  const fetchers = {
    override: async () => resolvePath(String(process.env['ELECTRON_OVERRIDE_DIST_PATH'])),
    disk: async () => {
      const problem = isUnpacked(current) ? undefined : await download(current);
      if (problem) throw new Error(problem);
      return officialDist;
    },
    download: async () => {
      const reason = await download(current);
      if (!reason) return officialDist;
      writeNote(failureNote, { at: Date.now(), reason });
      throw new Error(cannotDownload(current, reason));
    },
    registry: async () => {
      await ensureRegistryBuild();
      return floorDist;
    },
  };

  /** @type {string[]} */
  const failed = [];
  for (const { from, why, skip } of steps) {
    if (skip) {
      failed.push(skip);
      continue;
    }
    try {
      const working = await start(await fetchers[from](), alsoInstall);
      const line = `Runtime: Electron ${working.version} (Node ${working.node}), ${[why, ...failed].join('; ')}.`;
      return { ...working, line, env: environment(working) };
    } catch (cause) {
      // Missing system packages are missing for every Electron: trying the next one would only hide the way out.
      if (cause instanceof Unmet) throw cause;
      failed.push(messageOf(cause));
    }
  }
  throw new Unmet(
    [
      `No Electron can be had for ${process.platform}-${process.arch}:`,
      ...failed.map((reason) => `  - ${reason}`),
      `Ways out: connect to a network that reaches github.com, or set ELECTRON_MIRROR to a mirror of its releases, or`,
      `unpack Electron ${current} (${FLOOR_VERSION} or newer) somewhere and set ELECTRON_OVERRIDE_DIST_PATH to that folder.`,
    ].join('\n'),
  );
}

/**
 * @param {string} dist
 * @param {readonly string[]} alsoInstall
 */
async function start(dist, alsoInstall) {
  let answer = await probe(dist);
  if ('problem' in answer && answer.problem.includes('error while loading shared libraries')) {
    await installMissingLibraries(answer.executable, alsoInstall);
    answer = await probe(dist);
  }
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

/**
 * What makes `require('electron')`, Playwright and electron-vite use this one.
 * @param {import('./probe.mjs').Working} working
 */
function environment({ dist, executable }) {
  // The electron package finds its own download by itself.
  return dist === officialDist
    ? { ELECTRON_EXEC_PATH: executable }
    : { ELECTRON_EXEC_PATH: executable, ELECTRON_OVERRIDE_DIST_PATH: dist };
}
