// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { capture, tail } from '../run.mjs';
import { inRoot } from '../paths.mjs';
import { messageOf, say } from '../say.mjs';

/** Where the `electron` package unpacks what it downloads. */
export const officialDist = inRoot('node_modules', 'electron', 'dist');

/** @returns {string | undefined} the version package.json names, undefined when the package is not installed */
export function officialVersion() {
  try {
    return JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

/** @param {string} version */
const zipName = (version) => `electron-v${version}-${process.platform}-${process.arch}.zip`;

/** Unpacked in node_modules. @param {string} version */
export function isUnpacked(version) {
  try {
    return readFileSync(join(officialDist, 'version'), 'utf8').trim().replace(/^v/, '') === version;
  } catch {
    return false;
  }
}

/** Zipped in the cache that every project on this machine shares. @param {string} version */
export function isZipCached(version) {
  const cache = electronCache();
  try {
    return readdirSync(cache).some((folder) => existsSync(join(cache, folder, zipName(version))));
  } catch {
    return false;
  }
}

function electronCache() {
  const { env, platform } = process;
  if (env['electron_config_cache']) return env['electron_config_cache'];
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'electron', 'Cache');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'electron');
}

/**
 * Has the `electron` package fetch and unpack its own build, checksum included; resolves with the reason when it cannot.
 * @param {string} version
 * @returns {Promise<string | undefined>}
 */
export async function download(version) {
  if (!isZipCached(version)) {
    const unreachable = await whyUnreachable(version);
    if (unreachable) return unreachable;
    say(`Downloading Electron ${version} (about 110 MB, once) …`);
  }
  const ended = await capture(process.execPath, [inRoot('node_modules', 'electron', 'install.js')], {
    timeout: 10 * 60_000,
    // That script takes a set override for an installed Electron.
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: undefined },
  });
  return isUnpacked(version) ? undefined : tail(ended, 1) || `its installer ended with code ${ended.code}`;
}

/**
 * Asks for the file's head first: out of reach must be known within seconds, while the download itself may be slow.
 * @param {string} version
 */
async function whyUnreachable(version) {
  // A mirror or proxy of the user's is the installer's business: only it knows how to reach it.
  const redirected = /^(npm_config_)?electron_(mirror|nightly|custom|get_use_proxy)/i;
  if (Object.keys(process.env).some((name) => redirected.test(name))) return undefined;
  const url = `https://github.com/electron/electron/releases/download/v${version}/${zipName(version)}`;
  try {
    const { ok, status } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return ok ? undefined : `github.com answered ${status}`;
  } catch (cause) {
    const code = cause instanceof Error && /** @type {any} */ (cause).cause?.code;
    return `github.com is out of reach: ${code || messageOf(cause)}`;
  }
}
