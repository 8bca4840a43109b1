import { Menu, nativeTheme, type BrowserWindow } from 'electron';
import { cpus } from 'node:os';
import type { EventName, Events } from '#shared/ipc/events';
import type { Settings } from '#shared/settings';
import { messageOf } from '../errors';
import { answer } from '../ipc';
import { createHandle } from '../ipc/handle';
import { databasePath, mayCreate, noteMove } from '../paths';
import { openServices } from '../services';
import { openLog } from './log';
import { buildMenu } from './menu';
import { ORIGIN } from './scheme';
import { isOwnAddress } from './security';
import { background } from './window';
import { placeWindow, stateOf, watchWindow } from './window-place';
import type { WindowState } from './window-state';

export interface WorkstationOptions {
  readonly folder: string;
  readonly devServer: string | undefined;
  readonly window: () => BrowserWindow | undefined;
}

/** What stands behind the window. */
export interface Workstation {
  /** Keeps what is to be kept and closes the store. */
  close(): Promise<void>;
}

/** Opens the store, answers the page from now on, and gives the window its remembered place. */
export async function openWorkstation({
  folder,
  devServer,
  window: current,
}: WorkstationOptions): Promise<Workstation> {
  const log = openLog(folder);
  const services = await openServices({
    path: databasePath(folder),
    workers: new URL('../workers/', import.meta.url),
    threads: Math.max(1, cpus().length),
    now: Date.now,
    create: mayCreate(folder),
    noteMove: (target) => noteMove(folder, target),
  });
  const { connections, jobs, settings } = services;
  let isClosing = false;

  const window = (): BrowserWindow | undefined => {
    const one = current();
    return one?.isDestroyed() ? undefined : one;
  };
  const tell = <E extends EventName>(event: E, payload: Events[E]): void => {
    window()?.webContents.send(event, payload);
  };
  const applyLook = ({ theme, scale }: Settings): void => {
    nativeTheme.themeSource = theme;
    window()?.webContents.setZoomFactor(scale / 100);
  };
  /** Size and place for the next start; not while the store is closing under it. */
  const keepWindow = async (state: WindowState): Promise<void> => {
    if (!isClosing) await connections.writer().putSetting('window', state);
  };

  const handle = createHandle({
    isOurFrame: (frame) =>
      frame !== null &&
      frame === window()?.webContents.mainFrame &&
      (frame.origin === ORIGIN || isOwnAddress(frame.url, devServer)),
    onFailure: (channel, cause) => {
      log.error(channel, cause);
      tell('log:error', { at: Date.now(), message: `${channel}: ${messageOf(cause)}` });
    },
  });
  answer(handle, services, {
    window,
    logFile: log.file,
    onSettings: (next) => {
      applyLook(next);
      tell('settings:changed', next);
    },
  });
  jobs.onChange((job) => {
    if (job.state === 'failed') log.error(`${job.label}: ${job.message}`);
    tell('job:changed', job);
  });
  services.onDataChanged((instruments) => tell('data:changed', { instruments }));

  applyLook(settings.read());
  const own = window();
  if (own) {
    own.setBackgroundColor(background());
    placeWindow(own, connections.reader().setting('window'));
    watchWindow(own, (state) => void keepWindow(state));
    own.webContents.on('did-finish-load', () => applyLook(settings.read()));
  }
  Menu.setApplicationMenu(buildMenu(process.platform, (id) => tell('menu:command', { id })));
  log.info(`Ballast ${__BALLAST_VERSION__} on Electron ${process.versions.electron}, database ${connections.path}`);
  return {
    close: async () => {
      const last = window();
      const kept = last && !last.isMinimized() ? keepWindow(stateOf(last)) : Promise.resolve();
      isClosing = true;
      await kept.finally(services.dispose);
    },
  };
}
