import { screen, type BrowserWindow } from 'electron';
import { DEFAULT_WINDOW, fitWindow, WindowStateSchema, type WindowState } from './window-state';

const QUIET = 400;

export const stateOf = (window: BrowserWindow): WindowState => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized(),
});

/** Puts the window where it was, while it is still hidden. @param saved as it was stored */
export function placeWindow(window: BrowserWindow, saved: unknown): void {
  const parsed = WindowStateSchema.safeParse(saved);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const { x, y, width, height, maximized } = fitWindow(parsed.success ? parsed.data : DEFAULT_WINDOW, areas);
  window.setBounds({ width, height, ...(x === undefined || y === undefined ? {} : { x, y }) });
  if (maximized) window.maximize();
}

/** Tells of every new size and place, once it has come to rest. */
export function watchWindow(window: BrowserWindow, onState: (state: WindowState) => void): void {
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
}
