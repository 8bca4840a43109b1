import { expect, it, vi } from 'vitest';
import { contract } from '#shared/ipc/contract';
import type { Handle } from '#main/ipc/handle';
import type { Services } from '#main/services/index';

vi.mock('electron', () => ({ app: {}, dialog: {}, shell: {}, ipcMain: {} }));
const { answer } = await import('#main/ipc/index');

it('answers every channel of the contract, each once, and no other', () => {
  const answered: string[] = [];
  const handle = ((channel: string) => answered.push(channel)) as unknown as Handle;
  answer(handle, {} as Services, { window: () => undefined, logFile: '', onSettings: () => undefined });
  expect(answered.sort()).toEqual(Object.keys(contract).sort());
});

it('accepts no unknown field in any argument', () => {
  for (const [channel, { args }] of Object.entries(contract)) {
    const parsed = args.safeParse({ somethingElse: 1 });
    expect(parsed.success, channel).toBe(false);
  }
});
