import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { useBundle } from './support/bundle';
import { useStore } from './support/folder';
import { importPages, runImport } from './support/import-run';
import { generator } from './support/pages';

const KILLS = 50;
const store = useStore();
const child = useBundle(new URL('./support/import-child.ts', import.meta.url));

/** Runs the import in a process of its own; kills it `after` ms of importing. @returns how long it took, if it lived. */
async function importInChild(path: string, after?: number): Promise<number | undefined> {
  const running = spawn(process.execPath, [child.file, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let took: number | undefined;
  createInterface(running.stdout).on('line', (line) => {
    if (line === 'begin' && after !== undefined) setTimeout(() => running.kill('SIGKILL'), after);
    if (line.startsWith('end')) took = Number(line.slice(4));
  });
  await once(running, 'close');
  return took;
}

it(`survives being killed ${KILLS} times at random moments and completes to the same bytes`, async () => {
  const pages = importPages();
  const duration = (await importInChild(store.file('undisturbed')))!;
  const wanted = store.reader(store.file('undisturbed')).contentDigest();
  const random = generator(Date.now());
  const offsets = new Set<number>();
  let killed = 0;
  for (let k = 0; k < KILLS; k++) {
    const path = store.file(`killed-${k}`);
    if ((await importInChild(path, random() * duration)) === undefined) killed++;
    const writer = store.writer(path);
    expect(writer.verify(), `after kill ${k}`).toMatchObject({ ok: true, damage: [] });
    const reader = store.reader(path);
    offsets.add(reader.cursor('all')?.offset ?? 0);
    reader.close();
    runImport(writer, pages);
    expect(writer.contentDigest(), `after kill ${k} and the rest`).toBe(wanted);
    writer.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
  }
  // The moments were spread over the import, not all before it or after.
  expect(killed).toBeGreaterThan(KILLS / 2);
  expect(offsets.size).toBeGreaterThan(KILLS / 10);
}, 120_000);
