import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeNote } from '../../../scripts/lib/notes.mjs';
import { isFresh, listInputs, takeStamp } from '../../../scripts/lib/stamp.mjs';

const inputs = ['src', 'lock.json', 'absent'];
let base: string;
let note: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'stamp-'));
  note = join(base, 'out', 'stamp.json');
  mkdirSync(join(base, 'src', 'deep'), { recursive: true });
  writeFileSync(join(base, 'src', 'a.ts'), 'a');
  writeFileSync(join(base, 'src', 'deep', 'b.ts'), 'b');
  writeFileSync(join(base, 'lock.json'), '{}');
});
afterEach(() => rmSync(base, { recursive: true }));

it('lists every file behind the inputs', () => {
  expect(listInputs(base, inputs)).toEqual(['lock.json', 'src/a.ts', 'src/deep/b.ts']);
});

it('calls a build fresh until an input changes, appears or goes', () => {
  expect(isFresh(note, base, inputs)).toBe(false);
  const stamp = () => writeNote(note, takeStamp(base, inputs));
  stamp();
  expect(isFresh(note, base, inputs)).toBe(true);
  writeFileSync(join(base, 'src', 'a.ts'), 'A!');
  expect(isFresh(note, base, inputs)).toBe(false);
  stamp();
  writeFileSync(join(base, 'src', 'c.ts'), '');
  expect(isFresh(note, base, inputs)).toBe(false);
  stamp();
  rmSync(join(base, 'src', 'deep'), { recursive: true });
  expect(isFresh(note, base, inputs)).toBe(false);
});

it('is not fooled by new times on old contents', () => {
  writeNote(note, takeStamp(base, inputs));
  utimesSync(join(base, 'src', 'a.ts'), 1, 1);
  expect(isFresh(note, base, inputs)).toBe(true);
});
