import { describe, expect, it } from 'vitest';
import type { SourceInfo, SourceInstrument } from '#shared/sync';
import { defaultInterval, emptyDraft, toFollowed, toggled } from '../../../src/renderer/app/dialogs/connect/draft';
import { createFakeBridge } from '../../support/fake-bridge';

const NOW = Date.UTC(2026, 10, 27, 15, 30);
const DAY = 86_400_000;

const offer = (id: string, intervals: readonly number[], shape: 'history' | 'capture' = 'history') =>
  ({ id, label: id, kinds: ['bars'], intervals, reach: null, key: 'none', shape, note: '' }) as const;
const source: SourceInfo = {
  id: 'deribit',
  label: 'Deribit',
  group: 'venue',
  url: 'https://www.deribit.com',
  offers: [offer('bars', [60_000, 3_600_000]), offer('oi', [300_000]), offer('chain', [0], 'capture')],
  key: 'none',
  hasKey: false,
  address: {},
  followed: 0,
  fetched: null,
};
const instrument = (id: string, offers: readonly string[]): SourceInstrument => ({
  id, label: id, base: id, quote: 'USD', type: 'perpetual', offers, contractSize: null, margin: 'inverse', listed: null,
}); // prettier-ignore
const known = [instrument('BTC-PERPETUAL', ['bars', 'oi']), instrument('BTC', ['chain'])];

describe('what is chosen in the connect dialog', () => {
  it('starts with the first data set and no instrument', () => {
    const draft = emptyDraft(source);
    expect([...draft.offers]).toEqual(['bars']);
    expect(toFollowed(draft, source, known, NOW)).toEqual([]);
  });

  it('takes hours where there are any, else the shortest', () => {
    expect(source.offers.map(defaultInterval)).toEqual([3_600_000, 300_000, 0]);
  });

  it('pairs each instrument with the data sets that it has, from a whole day on', () => {
    const draft = { ...emptyDraft(source), instruments: new Set(['BTC-PERPETUAL', 'BTC']), offers: new Set(['bars', 'chain']), depth: 'week' as const }; // prettier-ignore
    expect(toFollowed(draft, source, known, NOW)).toEqual([
      { source: 'deribit', offer: 'bars', instrument: 'BTC-PERPETUAL', interval: 3_600_000, from: Date.UTC(2026, 10, 27) - 7 * DAY },
      { source: 'deribit', offer: 'chain', instrument: 'BTC', interval: 0, from: null }, // the past cannot be captured
    ]); // prettier-ignore
    const all = toFollowed({ ...draft, depth: 'all' }, source, known, NOW);
    expect(all.map(({ from }) => from)).toEqual([null, null]);
  });

  it('gives a typed name every data set that is chosen', () => {
    const draft = { ...emptyDraft(source), instruments: new Set(['SOL_USDC-PERPETUAL']) };
    expect(toFollowed(draft, source, known, NOW).map(({ offer: id }) => id)).toEqual(['bars']);
  });

  it('takes in and takes out', () => {
    expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b']);
    expect([...toggled(new Set(['a', 'b']), 'a')]).toEqual(['b']);
  });
});

describe('the data sets that are kept current', () => {
  it('are joined with what was there, the farther beginning wins, and go one by one', async () => {
    globalThis.window = Object.assign(globalThis, { ballast: createFakeBridge() }) as unknown as typeof window;
    const { follow, loadSync, selectFollowed, sync, unfollow } = await import('../../../src/renderer/state/sync');
    await loadSync();
    const one = { source: 'binance', offer: 'bars', instrument: 'BTCUSDT', interval: 60_000 } as const;
    await follow([{ ...one, from: 2_000 }]);
    await follow([{ ...one, from: 1_000 }, { ...one, instrument: 'ETHUSDT', from: null }]); // prettier-ignore
    expect(selectFollowed(sync.getState())).toEqual([
      { ...one, from: 1_000 },
      { ...one, instrument: 'ETHUSDT', from: null },
    ]);
    await follow([{ ...one, from: null }]);
    expect(selectFollowed(sync.getState())[0]!.from).toBeNull();
    await unfollow(one);
    expect(selectFollowed(sync.getState()).map(({ instrument: id }) => id)).toEqual(['ETHUSDT']);
  });
});
