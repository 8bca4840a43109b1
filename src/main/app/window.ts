import { BrowserWindow, nativeTheme, screen } from 'electron';
import { DEFAULT_WINDOW, fitWindow, WindowStateSchema, type WindowState } from './window-state';
import { ORIGIN } from './scheme';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly devServer: string | undefined;
  readonly saved: unknown;
  readonly onState: (state: WindowState) => void;
}

const QUIET = 400;

export const stateOf = (window: BrowserWindow): WindowState => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized(),
});

/** The one window: sandboxed page, no Node in it, size and place remembered. */
export function openWindow({ preload, icon, devServer, saved, onState }: WindowOptions): BrowserWindow {
  const parsed = WindowStateSchema.safeParse(saved);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const state = fitWindow(parsed.success ? parsed.data : DEFAULT_WINDOW, areas);
  const window = new BrowserWindow({
    ...(state.x === undefined || state.y === undefined ? {} : { x: state.x, y: state.y }),
    width: state.width,
    height: state.height,
    minWidth: 960,
    minHeight: 600,
    title: 'Ballast',
    icon,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0c0e11' : '#e8eaee', // surface-0, so that the first frame does not flash
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
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  let timer: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed() && !window.isMinimized()) onState(stateOf(window));
  };
  // Only some systems say when a drag has ended: it has once nothing moved for a while.
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(remember, QUIET);
  };
  for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(event as 'resize', later);
  window.on('close', remember);
  void window.loadURL(devServer ?? `${ORIGIN}/index.html`);
  return window;
}
