// @ts-check
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { withLock } from './lock.mjs';
import { writeNote } from './notes.mjs';
import { inRoot, notesDir, root } from './paths.mjs';
import { Unmet, say, seconds } from './say.mjs';
import { isFresh, takeStamp } from './stamp.mjs';

/** Everything a build depends on. */
const INPUTS = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const STAMP = inRoot('out', '.stamp.json');
const ENTRIES = ['out/main/index.js', 'out/cli/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

export const isBuilt = () => ENTRIES.every((file) => existsSync(inRoot(file))) && isFresh(STAMP, root, INPUTS);

/** Builds what is in `src` into `out`, unless that was done for these very inputs. */
export async function ensureBuild() {
  if (isBuilt()) return;
  await withLock(`${notesDir}/build.lock`, async () => {
    if (isBuilt()) return;
    const { capture, tail } = await import('./run.mjs');
    const started = performance.now();
    say('Building the workstation …');
    const stamp = takeStamp(root, INPUTS); // before the build: what changes meanwhile makes it stale
    await Promise.all(
      ['.stamp.json', 'main', 'cli', 'workers', 'preload', 'renderer'].map((part) =>
        rm(inRoot('out', part), { recursive: true, force: true }),
      ),
    );
    const vite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const ended = await capture(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root });
    if (ended.code !== 0) throw new Unmet(`The build failed:\n${tail(ended, 40)}`);
    writeNote(STAMP, stamp);
    say(`Built (${seconds(started)}).`);
  });
}
