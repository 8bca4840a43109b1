import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Settings } from '#shared/settings';
import { DEFAULT_SETTINGS } from '#shared/settings-defaults';
import { tryCall } from '../lib/call';
import type { Zone } from '../lib/format';

export type SettingsPatch = Partial<Settings>;

export interface SettingsState {
  readonly settings: Settings;
  /** What the main process says they are. */
  readonly replace: (settings: Settings) => void;
  /** Takes effect at once; the write follows, and a refused one is put back. */
  readonly patch: (patch: SettingsPatch) => void;
}

export const createSettings = (save: (patch: SettingsPatch) => Promise<Settings | undefined>) =>
  createStore<SettingsState>()((set, get) => {
    /** Writes go one after the other: the other side reads, changes and writes the whole. */
    let queue = Promise.resolve();
    let waiting = 0;
    const take = (settings: Settings): void => set((s) => (sameSettings(s.settings, settings) ? s : { settings }));
    return {
      settings: DEFAULT_SETTINGS,
      replace: (settings) => {
        if (waiting === 0) take(settings); // an echo of an older write would undo a newer one
      },
      patch: (patch) => {
        const before = get().settings;
        const after = { ...before, ...patch };
        if (sameSettings(before, after)) return;
        set({ settings: after });
        waiting++;
        queue = queue.then(async () => {
          const saved = await save(patch).catch(() => undefined);
          waiting--;
          if (waiting === 0) take(saved ?? before);
        });
      },
    };
  });

function sameSettings(a: Settings, b: Settings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export const settings = createSettings((patch) => tryCall('settings:write', patch));
export const useSettings = <T>(select: (state: SettingsState) => T): T => useStore(settings, select);

export const selectSettings = (s: SettingsState): Settings => s.settings;
export const selectZone = (s: SettingsState): Zone => s.settings.zone;
export const selectFavourites = (s: SettingsState): readonly string[] => s.settings.favourites;
export const selectCandles = (s: SettingsState): Settings['candles'] => s.settings.candles;
export const selectStudies = (s: SettingsState): readonly string[] => s.settings.studies;

export function toggleFavourite(id: string): void {
  const { favourites } = settings.getState().settings;
  const next = favourites.includes(id) ? favourites.filter((one) => one !== id) : [...favourites, id];
  settings.getState().patch({ favourites: next });
}
