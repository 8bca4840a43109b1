import type {
  KeyringInfo,
  SourceInfo,
  SourceInstrument,
  SyncPlan,
  SyncRequest,
  SyncSettings,
  SyncState,
} from '#shared/sync';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const offer = (
  id: string,
  label: string,
  kinds: SourceInfo['offers'][number]['kinds'],
  reach: number | null = null,
) => ({
  id,
  label,
  kinds,
  intervals: id === 'bars' ? [60_000, 300_000, HOUR, 4 * HOUR, DAY] : [id === 'oi' ? 300_000 : 0],
  reach,
  key: 'none' as const,
  shape: id === 'chain' ? ('capture' as const) : ('history' as const),
  note: reach === null ? 'As far back as the venue has any.' : `The venue keeps ${reach / DAY} days.`,
});

const source = (id: SourceInfo['id'], label: string, group: SourceInfo['group'], offers: SourceInfo['offers']): SourceInfo => ({
  id, label, group, url: 'https://example.org', offers, key: id === 'fred' ? 'optional' : 'none', hasKey: false, address: {}, followed: 0, fetched: null,
}); // prettier-ignore

const SOURCES: readonly SourceInfo[] = [
  source('binance', 'Binance futures', 'venue', [offer('bars', 'Candles', ['bars']), offer('funding', 'Funding', ['funding']), offer('oi', 'Open interest', ['oi'], 30 * DAY)]),
  source('deribit', 'Deribit', 'venue', [offer('bars', 'Candles', ['bars']), offer('chain', 'Option chain', ['chain']), offer('dvol', 'DVOL', ['vol'])]),
  source('gate', 'Gate', 'venue', [offer('bars', 'Candles', ['bars']), offer('stats', 'Open interest and liquidations', ['oi', 'liquidations'])]),
  source('binance-archive', 'Binance archive', 'archive', [offer('bars', 'Candles', ['bars'])]),
  source('fred', 'FRED', 'macro', [offer('latest', 'Latest vintage', ['macro'])]),
  source('defillama', 'DefiLlama', 'fundamentals', [offer('fees', 'Fees', ['metric'])]),
]; // prettier-ignore

const DEFAULTS: SyncSettings = {
  addresses: {},
  proxy: null,
  followed: [],
  every: null,
  newestFirst: true,
  recordings: [],
};

const STATE: SyncState = {
  network: 'online', jobId: null, items: [], rate: null, remainingSeconds: null, recordings: [], next: null, skew: { binance: 40 },
}; // prettier-ignore

/** Market sync without a network: sources, two instruments, and plans that ask for everything. */
export function createFakeSync() {
  let settings = DEFAULTS;
  let keyring: KeyringInfo = { kind: 'none', locked: true, keys: [] };
  const instrument = (id: string, base: string): SourceInstrument => ({
    id, label: `${base} perpetual`, base, quote: 'USDT', type: 'perpetual', offers: ['bars', 'funding', 'oi', 'stats', 'chain', 'dvol'], contractSize: null, margin: 'linear', listed: 1_567_900_800_000,
  }); // prettier-ignore
  return {
    'sync:sources': () => SOURCES,
    'sync:instruments': () => [instrument('BTCUSDT', 'BTC'), instrument('ETHUSDT', 'ETH')],
    'sync:plan': ({ datasets }: Pick<SyncRequest, 'datasets'>): SyncPlan => ({
      parts: datasets.map(({ from, ...dataset }) => ({
        ...dataset,
        state: 'fetch',
        from: from ?? 1_567_900_800_000,
        to: 1_760_000_000_000,
        rows: 120_000,
        requests: 80,
        note: '',
      })),
      rows: datasets.length * 120_000,
      requests: datasets.length * 80,
      seconds: datasets.length * 12,
    }),
    'sync:state': () => STATE,
    'sync:settings': () => settings,
    'sync:configure': (patch: object) => (settings = { ...settings, ...patch }),
    'keyring:read': () => keyring,
    'keyring:store': ({ source: id }: { source: SourceInfo['id'] }) => (keyring = { ...keyring, keys: [...keyring.keys, id] }),
    'keyring:forget': ({ source: id }: { source: SourceInfo['id'] }) =>
      (keyring = { ...keyring, keys: keyring.keys.filter((one) => one !== id) }),
    'keyring:unlock': () => (keyring = { ...keyring, kind: 'passphrase', locked: false }),
    'keyring:lock': () => (keyring = { ...keyring, locked: true }),
  };
} // prettier-ignore
