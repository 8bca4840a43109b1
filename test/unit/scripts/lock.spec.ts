import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from '../../../scripts/lib/lock.mjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'work.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lets one at a time work, also after a failure', async () => {
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} in`);
    await new Promise((done) => setTimeout(done, 20));
    log.push(`${name} out`);
    if (name === 'a') throw new Error('a failed');
  };
  const ends = await Promise.allSettled([withLock(file, work('a')), withLock(file, work('b'))]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
});

it('takes over the lock of a process that is gone', async () => {
  writeFileSync(file, '999999999');
  await expect(withLock(file, async () => 'done')).resolves.toBe('done');
});
