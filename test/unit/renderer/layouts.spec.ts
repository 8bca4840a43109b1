import { describe, expect, it } from 'vitest';
import { freeId, kindOf } from '../../../src/renderer/workspace/pane-id';
import { readLayout } from '../../../src/renderer/workspace/stored-layout';
import { groupInstruments } from '../../../src/renderer/app/top-bar/instrument-groups';
import { createFakeMarket } from '../../support/fake-market';

describe('ids of panes', () => {
  it('name their kind, with a number from the second on', () => {
    expect(kindOf('price')).toBe('price');
    expect(kindOf('price~2')).toBe('price');
    expect(kindOf('nothing')).toBeUndefined();
    expect(freeId('price', [])).toBe('price');
    expect(freeId('price', ['price', 'price~2'])).toBe('price~3');
  });
});

describe('a stored layout', () => {
  const dock = { grid: {}, panels: { price: {} } };
  const text = (value: unknown): string => JSON.stringify(value);

  it('is read with the letters it knows', () => {
    const read = readLayout(text({ version: 1, dock, links: { price: 'B', event: 'Z' } }));
    expect(read?.links).toEqual({ price: 'B' });
  });

  it('is left alone when it is broken, empty or from another version', () => {
    for (const broken of [
      '',
      '{',
      'null',
      '[]',
      text({ version: 2, dock }),
      text({ version: 1 }),
      text({ version: 1, dock: { grid: {}, panels: {} } }),
    ])
      expect(readLayout(broken), broken).toBeUndefined();
  });
});

describe('instruments in the picker', () => {
  it('come favourites first, in the order they were chosen, and only once', () => {
    const groups = groupInstruments(createFakeMarket().instruments, ['SIM-BTC', 'ETHUSDT', 'GONE']);
    expect(groups.map(({ heading, members }) => `${heading}: ${members.map(({ id }) => id).join(' ')}`)).toEqual([
      'Favourites: SIM-BTC ETHUSDT',
      'Binance: BTCUSDT SOLUSDT',
    ]);
  });
});
