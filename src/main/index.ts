import { app, dialog, session, type BrowserWindow } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { registerScheme, serveApp } from './app/scheme';
import { lockNavigation, lockSession } from './app/security';
import { loadPage, openWindow } from './app/window';
import type { Workstation } from './app/workstation';
import { messageOf } from './errors';
import { dataFolder } from './paths';

/**
 * Composition root. What it imports stands between a person and the window: the rest of the program comes while the
 * page's process is starting.
 */

const out = join(import.meta.dirname, '..');
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const folder = app.commandLine.getSwitchValue('user-data-dir') || dataFolder(process.platform, process.env);
app.setName('Ballast');
app.setPath('userData', folder);

let window: BrowserWindow | undefined;
let workstation: Workstation | undefined;
let closing = false;

/** The window is on screen by then, painted or not. */
const SHOW_AFTER_MS = 2_000;

async function start(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await app.whenReady();
  lockSession(session.defaultSession, devServer);
  window = openWindow({
    preload: join(out, 'preload', 'index.cjs'),
    icon: join(out, '..', 'resources', 'icons', 'ballast.png'),
  });
  window.on('closed', () => (window = undefined));
  // A page that is still hidden is now and then given no frame to draw in: it is shown then as it is, and draws.
  const painted = new Promise<void>((resolve) => {
    window?.once('ready-to-show', resolve);
    setTimeout(resolve, SHOW_AFTER_MS);
  });
  const opening = import('./app/workstation').then(({ openWorkstation }) =>
    openWorkstation({ folder, devServer, window: () => window }),
  );
  serveApp(session.defaultSession, join(out, 'renderer'), opening);
  if (devServer) await opening; // nobody holds its scripts back
  loadPage(window, devServer);
  workstation = await opening;
  await painted;
  window?.show();
}

function fail(cause: unknown): void {
  const message = messageOf(cause);
  process.stderr.write(`Ballast could not start: ${message}\n`);
  // Without a person in front of it a dialog would wait for ever.
  if (!process.env['CI'] && !process.env['BALLAST_UNATTENDED']) dialog.showErrorBox('Ballast could not start', message);
  app.exit(1);
}

if (app.requestSingleInstanceLock()) {
  registerScheme();
  lockNavigation(devServer);
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closing || !workstation) return;
    event.preventDefault();
    closing = true;
    void workstation.close().finally(() => app.quit());
  });
  start().catch(fail);
} else {
  app.quit();
}
