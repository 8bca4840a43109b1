import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BallastError } from '#main/errors';

type Listener = (event: { senderFrame: unknown }, raw: unknown) => Promise<unknown>;
const listeners = new Map<string, Listener>();
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => listeners.set(channel, listener) },
}));
const { createHandle } = await import('#main/ipc/handle');

const OURS = { ours: true };
const failures: unknown[] = [];
const handle = createHandle({
  isOurFrame: (frame) => (frame as unknown) === OURS,
  onFailure: (_channel, cause) => failures.push(cause),
});
const call = (channel: string, raw: unknown, frame: unknown = OURS): Promise<unknown> =>
  listeners.get(channel)!({ senderFrame: frame }, raw);

describe('handle', () => {
  beforeEach(() => {
    listeners.clear();
    failures.length = 0;
  });

  it('answers our own frame with a value', async () => {
    handle('jobs:cancel', ({ id }) => void expect(id).toBe('job-1'));
    expect(await call('jobs:cancel', { id: 'job-1' })).toEqual({ ok: true, value: undefined });
  });

  it('refuses every other frame before looking at what it sent', async () => {
    const run = vi.fn();
    handle('jobs:cancel', run);
    for (const frame of [null, { ours: true }, {}, 'app://ballast'])
      expect(await call('jobs:cancel', { id: 'job-1' }, frame)).toMatchObject({ ok: false, code: 'forbidden' });
    expect(run).not.toHaveBeenCalled();
  });

  it('refuses arguments that do not fit the contract, and unknown fields', async () => {
    const run = vi.fn();
    handle('bars:read', run);
    const good = { instrument: 'BTC', interval: 60_000, from: 0, to: 1, maxBars: 100 };
    for (const bad of [
      undefined,
      null,
      'x',
      {},
      { ...good, from: 2 },
      { ...good, to: NaN },
      { ...good, extra: 1 },
      { ...good, maxBars: 1e9 },
    ])
      expect(await call('bars:read', bad)).toMatchObject({ ok: false, code: 'invalid' });
    expect(run).not.toHaveBeenCalled();
    await call('bars:read', good);
    expect(run).toHaveBeenCalledOnce();
  });

  it('turns a thrown error into its code and message; only a plain failure is logged', async () => {
    handle('series:delete', () => {
      throw new BallastError('readOnly', 'The disk is read-only.');
    });
    expect(await call('series:delete', { id: 1 })).toEqual({
      ok: false,
      code: 'readOnly',
      message: 'The disk is read-only.',
    });
    expect(failures).toHaveLength(0);
    handle('series:list', () => {
      throw new TypeError('x is undefined');
    });
    expect(await call('series:list', undefined)).toMatchObject({
      ok: false,
      code: 'failed',
      message: 'x is undefined',
    });
    expect(failures).toHaveLength(1);
  });
});
