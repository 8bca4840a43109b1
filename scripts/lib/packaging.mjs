// @ts-check
import { readFileSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { packageConfig } from './package-config.mjs';
import { inRoot, root } from './paths.mjs';
import { capture, tail } from './run.mjs';
import { Unmet, say, seconds } from './say.mjs';
import { runPlaywright } from './suites.mjs';

/** The executable inside a packaged program's folder. */
const EXECUTABLE = { darwin: 'Ballast.app/Contents/MacOS/Ballast', win32: 'Ballast.exe' };

const executableIn = (/** @type {string} */ folder) =>
  join(folder, EXECUTABLE[/** @type {keyof typeof EXECUTABLE} */ (process.platform)] ?? 'ballast');

/**
 * Packages what is in out/ as a folder that runs on its own.
 * @param {import('./runtime/resolve.mjs').Runtime} runtime
 * @param {string} output folder it goes into
 */
export async function packFolder(runtime, output) {
  const started = performance.now();
  const { name, version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const folder = join(output, `${name}-${version}-${process.platform}-${process.arch}`);
  await rm(folder, { recursive: true, force: true });
  const { Platform, build } = await import('electron-builder');
  let left = '';
  await build({
    projectDir: root,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      ...packageConfig(runtime, output),
      afterPack: async ({ appOutDir }) => void (left = appOutDir),
    },
  });
  await rename(left, folder);
  say(`Packaged in ${relative(root, folder)} (${seconds(started)}).`);
  return folder;
}

/** The system's tar: electron-builder's own archives fetch helpers from outside. @param {string} folder */
export async function archive(folder) {
  const started = performance.now();
  const ended = await capture('tar', ['-czf', `${folder}.tar.gz`, '-C', dirname(folder), basename(folder)]);
  if (ended.code !== 0) throw new Unmet(`tar failed:\n${tail(ended, 5)}`);
  say(`Archived in ${relative(root, folder)}.tar.gz (${seconds(started)}).`);
}

/**
 * Starts a copy whose inspector fuse is on, as Playwright needs it; every other byte is the product's.
 * @param {import('./runtime/resolve.mjs').Runtime} runtime
 * @param {string} folder
 */
export async function smoke(runtime, folder) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  const copy = `${folder}-test`;
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
  try {
    const executable = executableIn(copy);
    await flipFuses(executable, {
      version: FuseVersion.V1,
      resetAdHocDarwinSignature: process.platform === 'darwin',
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    return await runPlaywright(runtime, [], executable);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
