import { expect, it } from 'vitest';
import { differencesOf } from '../../../../src/renderer/panes/quarantine/differences';

it('shows what differs first, and leaves out time and what neither row tells', () => {
  const stored = { t: 0, o: 1, h: 3, l: NaN, c: 2, v: NaN };
  const newer = { t: 0, o: 1, h: NaN, l: NaN, c: 2.5, v: 9 };
  expect(differencesOf({ stored, newer, at: 5 })).toEqual([
    { column: 'c', stored: 2, newer: 2.5, differs: true },
    { column: 'v', stored: NaN, newer: 9, differs: true },
    { column: 'o', stored: 1, newer: 1, differs: false },
    { column: 'h', stored: 3, newer: NaN, differs: false },
  ]);
});
