#!/usr/bin/env node
// @ts-check
// The command `ballast`: brings set-up and build up to date when they are not, then runs the command line in this process.
import { isBuilt } from './lib/build.mjs';
import { isKnownToLoad, nodeHost } from './lib/native.mjs';
import { readNote } from './lib/notes.mjs';
import { runtimeNote } from './lib/paths.mjs';

if (!isKnownToLoad(nodeHost) || !isBuilt()) {
  const [{ ensureNative }, { ensureBuild }, { attempt }] = await Promise.all([
    import('./lib/native.mjs'),
    import('./lib/build.mjs'),
    import('./lib/say.mjs'),
  ]);
  const code = await attempt(async () => {
    await ensureNative([nodeHost]);
    await ensureBuild();
  });
  if (code !== 0) process.exit(code);
}
process.env['BALLAST_RUNTIME_LINE'] ??= readNote(runtimeNote) ?? ''; // for `ballast doctor`
// Named at run time: it exists after a build only.
await import(new URL('../out/cli/index.js', import.meta.url).href);
