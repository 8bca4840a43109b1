import { expect, it } from 'vitest';
import { Interner } from '#main/sync/importers/csv/intern';

it('knows its texts after the buffer that they came in was filled again', () => {
  const interner = new Interner();
  const buffer = Buffer.from('EOS,MKR');
  expect([interner.idOf(buffer, 0, 3), interner.idOf(buffer, 4, 7)]).toEqual([0, 1]);
  buffer.write('MKR,EOS');
  expect([interner.idOf(buffer, 0, 3), interner.idOf(buffer, 4, 7)]).toEqual([1, 0]);
  buffer.write('LTC');
  expect(interner.idOf(buffer, 0, 3)).toBe(2);
  expect(interner.idOfText('EOS')).toBe(0);
  expect(interner.texts).toEqual(['EOS', 'MKR', 'LTC']);
});
