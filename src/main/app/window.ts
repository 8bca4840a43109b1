import { BrowserWindow, nativeTheme } from 'electron';
import { ORIGIN } from './scheme';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
}

/** The one window: sandboxed page, no Node in it. Hidden until it has been put where it was. */
export function openWindow({ preload, icon }: WindowOptions): BrowserWindow {
  return new BrowserWindow({
    width: 1_440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    title: 'Ballast',
    icon,
    show: false,
    backgroundColor: background(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      v8CacheOptions: 'bypassHeatCheck', // the page is ours and does not change: compile once
    },
  });
}

/** surface-0, so that the first frame does not flash. */
export const background = (): string => (nativeTheme.shouldUseDarkColors ? '#0c0e11' : '#e8eaee');

export const loadPage = (window: BrowserWindow, devServer: string | undefined): void =>
  void window.loadURL(devServer ?? `${ORIGIN}/index.html`);
