import type { Settings } from '#shared/settings';
import { refreshChartTheme } from './tokens';

type Look = Pick<Settings, 'theme' | 'sides' | 'density'>;

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** The set that is drawn: `system` follows the operating system. */
export function resolveTheme(theme: Settings['theme'], systemIsDark: boolean): 'dark' | 'light' {
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
}

/** Writes the look on <html>, from where every token follows, and tells the canvases. */
export function applyLook({ theme, sides, density }: Look): void {
  const root = document.documentElement;
  root.dataset['theme'] = resolveTheme(theme, dark().matches);
  root.dataset['sides'] = sides;
  root.dataset['density'] = density;
  refreshChartTheme();
}

/** @returns a function that stops listening. */
export function onSystemTheme(listener: () => void): () => void {
  const query = dark();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
