import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings';
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
  createStore<SettingsState>()((set, get) => ({
    settings: DEFAULT_SETTINGS,
    replace: (settings) => set((s) => (sameSettings(s.settings, settings) ? s : { settings })),
    patch: (patch) => {
      const before = get().settings;
      const after = { ...before, ...patch };
      if (sameSettings(before, after)) return;
      set({ settings: after });
      void save(patch).then((saved) => {
        if (!saved && get().settings === after) set({ settings: before });
      });
    },
  }));

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
