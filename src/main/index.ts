import { app, dialog, Menu, nativeImage, nativeTheme, safeStorage, session, type BrowserWindow } from 'electron';
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { EventName, Events } from '#shared/ipc/events';
import type { Settings } from '#shared/settings';
import { openLog } from './app/log';
import { buildMenu } from './app/menu';
import { databasePath, dataFolder, mayCreate, noteMove } from './paths';
import { printPage } from './app/printer';
import { ORIGIN, registerScheme, serveApp } from './app/scheme';
import { createPictures } from './app/pictures';
import { createSealer } from './app/sealer';
import { isOwnAddress, lockNavigation, lockSession } from './app/security';
import { openWindow, stateOf } from './app/window';
import type { WindowState } from './app/window-state';
import { messageOf } from './errors';
import { answer } from './ipc';
import { createHandle } from './ipc/handle';
import { createKeyring } from './services/keyring';
import { keysFromEnvironment } from './services/keyring/environment';
import { createSigners } from './services/plan/signers';
import { openServices, type Services } from './services';

/** Composition root: builds everything, decides nothing. */

const out = join(import.meta.dirname, '..');
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const folder = app.commandLine.getSwitchValue('user-data-dir') || dataFolder(process.platform, process.env);
app.setName('Ballast');
app.setPath('userData', folder);

let window: BrowserWindow | undefined;
let services: Services | undefined;
let closing = false;

/** Size and place for the next start; not while the store is closing under it. */
const keepWindow = async (state: WindowState): Promise<void> => {
  if (!closing) await services?.connections.writer().putSetting('window', state);
};

const tell = <E extends EventName>(event: E, payload: Events[E]): void => {
  if (window && !window.isDestroyed()) window.webContents.send(event, payload);
};

function applyLook({ theme, scale }: Settings): void {
  nativeTheme.themeSource = theme;
  window?.webContents.setZoomFactor(scale / 100);
}

async function start(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const log = openLog(folder);
  const sealer = createSealer(safeStorage, process.platform);
  const opening = openServices({
    path: databasePath(folder),
    workers: new URL('../workers/', import.meta.url),
    threads: Math.max(1, cpus().length),
    now: Date.now,
    keyring: createKeyring({
      path: join(folder, 'keys.json'),
      sealer,
      given: keysFromEnvironment(process.env),
    }),
    signers: createSigners({
      path: join(folder, 'signers.json'),
      ...{ sealer, decodePicture: createPictures(nativeImage), now: Date.now },
    }),
    create: mayCreate(folder),
    noteMove: (target) => noteMove(folder, target),
    print: printPage,
  });
  opening.catch(() => undefined); // awaited below; a failure must not count as unhandled meanwhile
  await app.whenReady();
  lockSession(session.defaultSession, devServer);
  serveApp(session.defaultSession, join(out, 'renderer'));
  const ready = await opening;
  services = ready;
  applyLook(ready.settings.read());

  const handle = createHandle({
    isOurFrame: (frame) =>
      frame !== null &&
      window !== undefined &&
      !window.isDestroyed() &&
      frame === window.webContents.mainFrame &&
      (frame.origin === ORIGIN || isOwnAddress(frame.url, devServer)),
    onFailure: (channel, cause) => {
      log.error(channel, cause);
      tell('log:error', { at: Date.now(), message: `${channel}: ${messageOf(cause)}` });
    },
  });
  answer(handle, ready, {
    window: () => window,
    logFile: log.file,
    onSettings: (settings) => {
      applyLook(settings);
      tell('settings:changed', settings);
    },
  });
  ready.jobs.onChange((job) => {
    if (job.state === 'failed') log.error(`${job.label}: ${job.message}`);
    tell('job:changed', job);
  });
  ready.sync.onChange((state) => tell('sync:changed', state));
  ready.sync.openSchedule((request) => ready.jobs.start({ kind: 'sync', request }));
  ready.onDataChanged((instruments) => tell('data:changed', { instruments }));
  Menu.setApplicationMenu(buildMenu(process.platform, (id) => tell('menu:command', { id })));

  window = openWindow({
    preload: join(out, 'preload', 'index.cjs'),
    icon: join(out, '..', 'resources', 'icons', 'ballast.png'),
    devServer,
    saved: ready.connections.reader().setting('window'),
    onState: (state) => void keepWindow(state),
  });
  window.webContents.on('did-finish-load', () => applyLook(ready.settings.read()));
  window.on('closed', () => (window = undefined));
  log.info(
    `Ballast ${__BALLAST_VERSION__} on Electron ${process.versions.electron}, database ${ready.connections.path}`,
  );
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
    if (closing || !services) return;
    event.preventDefault();
    const { dispose } = services;
    const kept = window && !window.isMinimized() ? keepWindow(stateOf(window)) : Promise.resolve();
    closing = true;
    void kept.finally(dispose).finally(() => app.quit());
  });
  start().catch(fail);
} else {
  app.quit();
}
