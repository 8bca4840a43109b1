import { selectSettings, settings } from '../state/settings';
import { applyLook, onSystemTheme } from '../theme/apply';

/** Keeps theme, sides and density of the page as the settings and the system have them. */
export function followLook(): void {
  const apply = (): void => applyLook(selectSettings(settings.getState()));
  apply();
  settings.subscribe(apply);
  onSystemTheme(apply);
}
