import { describe, expect, it } from 'vitest';
import { arrange, paletteEntries } from '../../../src/renderer/app/dialogs/palette-entries';
import { rank, type Findable } from '../../../src/renderer/lib/rank';
import type { Command } from '../../../src/renderer/state/commands';
import { createFakeMarket } from '../../support/fake-market';

const list: readonly Findable[] = [
  { title: 'Choose an instrument', also: 'symbol search favourite' },
  { title: 'About Ballast', also: 'version' },
  { title: 'Reset layout' },
  { title: 'Theme: light', also: 'colour' },
  { title: 'Theme: dark', also: 'colour' },
  { title: 'Database' },
];
const find = (query: string): string[] => rank(list, query, (one) => one).map(({ title }) => title);

describe('ranking', () => {
  it('finds the words that were typed, in any order', () => {
    expect(find('about')).toEqual(['About Ballast']);
    expect(find('layout reset')).toEqual(['Reset layout']);
    expect(find('theme: li')).toEqual(['Theme: light']);
  });

  it('drops what misses a word, and never guesses from scattered letters', () => {
    expect(find('theme dark mode')).toEqual([]);
    expect(find('abt')).toEqual([]);
  });

  it('puts titles before other words, and beginnings before insides', () => {
    expect(find('colour')).toEqual(['Theme: light', 'Theme: dark']);
    expect(find('bal')).toEqual(['About Ballast']);
    expect(rank([{ title: 'x', also: 'data' }, { title: 'My data' }, { title: 'Data' }], 'data', (one) => one).map((one) => one.title)).toEqual(['Data', 'My data', 'x']); // prettier-ignore
  });
});

describe('the palette', () => {
  const command = (id: string, title: string, part: Partial<Command> = {}): Command => ({
    id,
    title,
    group: 'View',
    run: () => undefined,
    ...part,
  });
  const entries = paletteEntries({
    commands: [
      command('a', 'Reset layout', { enabled: () => 'no panes' }),
      command('b', 'Layout of panes'),
      command('c', 'Secret', { hidden: true }),
    ],
    runCommand: () => undefined,
    instruments: createFakeMarket().instruments,
    openInstrument: () => undefined,
  });

  it('is grouped while nothing is typed, without what is hidden', () => {
    expect(arrange(entries, ' ').map(({ heading, entries: members }) => `${heading} ${members.length}`)).toEqual([
      'View 2',
      'Instruments 4',
    ]);
  });

  it('offers what can run before what cannot', () => {
    expect(
      arrange(entries, 'layout').map(({ heading, entries: members }) => [heading, ...members.map(({ id }) => id)]),
    ).toEqual([
      ['Best fit', 'b'],
      ['Not now', 'a'],
    ]);
  });

  it('finds instruments by their asset', () => {
    expect(arrange(entries, 'btc')[0]?.entries.map(({ title }) => title)).toEqual(['BTCUSDT Perp', 'SIM-BTC Perp']);
  });
});
