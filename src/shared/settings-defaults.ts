import type { Settings } from './settings';

/** What holds where nothing was changed, as the schema has it; apart from it, so that the page need not load a parser. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  sides: 'teal-coral',
  zone: 'utc',
  scale: 100,
  density: 'normal',
  candles: 'neutral',
  instrument: null,
  interval: 3_600_000,
  favourites: [],
  workspace: 'market',
  studies: ['liquidations', 'oi'],
};
