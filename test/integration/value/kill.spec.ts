import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { useBundle } from '../store/support/bundle';
import { useStore } from '../store/support/folder';

const store = useStore();
const child = useBundle(new URL('./support/put-child.ts', import.meta.url));

/** Stores until so many statements were said to be stored, then is killed after a while, in the middle of one. @returns the last that was said */
async function putInChild(path: string, statements: number, later: number): Promise<number> {
  const running = spawn(process.execPath, [child.file, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  createInterface(running.stdout).on('line', (line) => {
    last = Number(line);
    if (last === statements) setTimeout(() => running.kill('SIGKILL'), later);
  });
  await once(running, 'close');
  expect(running.signalCode).toBe('SIGKILL');
  return last;
}

it('killed while it stores, of every statement all figures are there or none, and those that were said to be are', async () => {
  for (const [statements, later] of [[1, 3], [3, 7], [8, 1], [20, 5]] as const) {
    const path = store.file(`killed-${statements}`);
    const said = await putInChild(path, statements, later);
    const writer = store.writer(path);
    expect(writer.verify()).toMatchObject({ ok: true, damage: [] });
    const reader = store.reader(path);
    const entities = reader.entities();
    expect(entities.length).toBeGreaterThanOrEqual(said);
    expect(reader.statementSummaries().map(({ stored }) => stored)).toEqual(entities.map(() => 2_000));
    reader.close();
    writer.close();
  }
}, 60_000); // prettier-ignore
