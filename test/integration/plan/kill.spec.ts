import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { useBundle } from '../store/support/bundle';
import { useStore } from '../store/support/folder';

const store = useStore();
const child = useBundle(new URL('./support/save-child.ts', import.meta.url));

/** Saves until as many versions were said to be saved, then is killed. @returns the last one that was said. */
async function saveInChild(path: string, versions: number): Promise<number> {
  const running = spawn(process.execPath, [child.file, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  createInterface(running.stdout).on('line', (line) => {
    last = Number(line);
    if (last === versions) running.kill('SIGKILL');
  });
  await once(running, 'close');
  expect(running.signalCode).toBe('SIGKILL');
  return last;
}

it('killed while it saves, every version that was said to be saved is there, whole and with its signature', async () => {
  for (const versions of [1, 7, 40, 90]) {
    const path = store.file(`killed-${versions}`);
    const said = await saveInChild(path, versions);
    const writer = store.writer(path);
    expect(writer.verify()).toMatchObject({ ok: true, damage: [] });
    const reader = store.reader(path);
    const saved = reader.planVersions('p').map(({ version }) => version);
    expect(saved[0]).toBeGreaterThanOrEqual(said);
    expect(saved).toEqual(Array.from({ length: saved[0]! }, (_, i) => saved[0]! - i));
    for (const { content } of reader.planVersions('p')) expect(reader.planSignatures(content)).toHaveLength(1);
    reader.close();
    writer.close();
  }
}, 60_000);
