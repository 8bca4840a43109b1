// @ts-check
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';
import { capture, tail } from './run.mjs';
import { Unmet, say, seconds } from './say.mjs';
import { installPackages, isOnPath } from './system.mjs';

/**
 * better-sqlite3 13 asks for Node-API 10, which Node 20 and the lower-bound Electron lack: there its prebuilt binary
 * crashes on load. Of version 10 it needs only what older hosts offer as experimental, with the rule about work during
 * garbage collection opted out of; compiled so, one file loads in old and new hosts alike.
 */
const DEFINES = {
  shipped: `'NAPI_VERSION=10'`,
  portable: `'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'`,
};

/**
 * Compiles the module from the source in its package; about a minute.
 * @param {string} source folder of the installed package
 * @param {string} target where the binary goes
 */
export async function compile(source, target) {
  await ensureToolchain();
  const started = performance.now();
  say('Compiling better-sqlite3: its prebuilt binary does not load in every runtime here (about a minute, once) …');
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), 'compile-'));
  try {
    // Aside, not in node_modules: a compile that is interrupted must leave nothing that would be loaded.
    const copy = join(work, 'node_modules', 'better-sqlite3');
    await cp(source, copy, { recursive: true, filter: (path) => !/[\\/](prebuilds|build)$/.test(path) });
    await cp(inRoot('node_modules', 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), {
      recursive: true,
    });
    const gyp = join(copy, 'binding.gyp');
    const recipe = await readFile(gyp, 'utf8');
    if (!recipe.includes(DEFINES.shipped)) {
      throw new Unmet(
        `better-sqlite3 is no longer built with ${DEFINES.shipped}: scripts/lib/native-compile.mjs needs a look.`,
      );
    }
    await writeFile(gyp, recipe.replace(DEFINES.shipped, DEFINES.portable));
    const nodeGyp = inRoot('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
    const args = [nodeGyp, 'rebuild', '--release', '--force_build=1', '-j', 'max', ...headers()];
    const ended = await capture(process.execPath, args, { cwd: copy });
    if (ended.code !== 0) throw new Unmet(`better-sqlite3 could not be compiled:\n${tail(ended)}`);
    // Renamed within the folder it ends in: another file system may lie in between otherwise.
    await copyFile(join(copy, 'build', 'Release', 'better_sqlite3.node'), join(work, 'done.node'));
    await rename(join(work, 'done.node'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say(`Compiled (${seconds(started)}).`);
}

/** node-gyp finds Visual Studio and Xcode by itself and says what is missing. */
async function ensureToolchain() {
  if (process.platform !== 'linux') return;
  const packages = [
    ...(isOnPath('python3') ? [] : ['python3']),
    ...(isOnPath('make') ? [] : ['make']),
    ...(isOnPath('g++') || isOnPath('clang++') ? [] : ['g++']),
  ];
  if (packages.length > 0) await installPackages(packages, 'better-sqlite3 must be compiled, which needs a compiler');
}

/** Node's headers usually lie beside it; only where they do not must node-gyp download them. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}
