// Opens the app folder named on the command line, as the default app of Electron's own distribution does:
//   electron [switches] [-r module] <folder or file> [arguments of the app]
import { existsSync, readFileSync, statSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** @type {string[]} */
const required = [];
/** @type {string | undefined} */
let target;
const args = process.argv.slice(1);
for (let i = 0; i < args.length && target === undefined; i++) {
  const arg = args[i] ?? '';
  if (arg === '-r' || arg === '--require') required.push(args[++i] ?? '');
  else if (!arg.startsWith('-')) target = arg;
}
if (target === undefined || !existsSync(resolve(target))) {
  process.stderr.write(`Nothing to open: ${target ?? 'give the folder of an app'}\n`);
  process.exit(1);
}

// Electron's own default app relies on the same undocumented methods.
const shell = /** @type {any} */ (app);
/** @type {any} */ (Module)._preloadModules(required);

const path = resolve(target);
let entry = path;
if (statSync(path).isDirectory()) {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  if (manifest.version) shell.setVersion(manifest.version);
  app.name = manifest.productName ?? manifest.name ?? app.name;
  shell.setDesktopName?.(manifest.desktopName ?? `${app.name}.desktop`);
  shell.setAppPath(path);
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.name));
  entry = join(path, manifest.main ?? 'index.js');
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

// Awaited at the top level on purpose: Electron holds its `ready` event back until this module has been evaluated, so
// the app's first lines still run before it, as privileged schemes must be registered.
await import(pathToFileURL(entry).href);
