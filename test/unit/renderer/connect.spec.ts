import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, CallError, tryCall } from '../../../src/renderer/lib/call';
import { connect } from '../../../src/renderer/state/connect';
import { data } from '../../../src/renderer/state/data';
import { instruments } from '../../../src/renderer/state/instruments';
import { jobs } from '../../../src/renderer/state/jobs';
import { layout } from '../../../src/renderer/state/layout';
import { link } from '../../../src/renderer/state/link';
import { notices } from '../../../src/renderer/state/notices';
import { settings } from '../../../src/renderer/state/settings';
import { createFakeBridge, type FakeBridge, type FakeOptions } from '../../support/fake-bridge';

let stop: () => void = () => undefined;

function open(options: FakeOptions = {}): FakeBridge {
  const bridge = createFakeBridge(options);
  vi.stubGlobal('window', { ballast: bridge });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  return bridge;
}

beforeEach(() => {
  data.setState(data.getInitialState());
  instruments.setState(instruments.getInitialState());
  jobs.setState(jobs.getInitialState());
  layout.setState(layout.getInitialState());
  link.setState(link.getInitialState());
  notices.setState(notices.getInitialState());
  settings.setState(settings.getInitialState());
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

describe('a call', () => {
  it('answers with the value', async () => {
    open();
    expect((await call('database:info')).bytes).toBe(4_310_000_000);
  });

  it('throws the code and the message of a refusal', async () => {
    open({ failing: ['database:info'] });
    await expect(call('database:info')).rejects.toMatchObject({
      name: 'CallError',
      code: 'io',
      channel: 'database:info',
    });
  });

  it('turns a broken bridge into the same kind of error', async () => {
    vi.stubGlobal('window', { ballast: { call: () => Promise.reject(new Error('gone')) } });
    await expect(call('database:info')).rejects.toBeInstanceOf(CallError);
  });

  it('that is only tried becomes a notice', async () => {
    open({ failing: ['file:save'] });
    stop = await connect();
    expect(await tryCall('file:save', { name: 'a.csv', content: '' })).toBeUndefined();
    expect(notices.getState().shown.at(-1)).toMatchObject({ tone: 'error', code: 'io' });
  });
});

describe('the page at its start', () => {
  it('opens the instrument, the interval and the workspace of the last session', async () => {
    open({ settings: { instrument: 'ETHUSDT', interval: 300_000, workspace: 'data' } });
    stop = await connect();
    expect(link.getState().groups.A).toMatchObject({ instrument: 'ETHUSDT', interval: 300_000 });
    expect(layout.getState().workspace).toBe('data');
  });

  it('takes another instrument when that one is gone', async () => {
    open({ settings: { instrument: 'GONE' } });
    stop = await connect();
    expect(link.getState().groups.A.instrument).toBe('BTCUSDT');
  });

  it('stays at the doors when nothing is stored', async () => {
    open({ empty: true, settings: { workspace: 'evidence' } });
    stop = await connect();
    expect(instruments.getState()).toMatchObject({ loaded: true, list: [] });
    expect(layout.getState().workspace).toBe('market');
  });

  it('works without settings that could not be read', async () => {
    open({ failing: ['settings:read'] });
    stop = await connect();
    expect(settings.getState().settings.theme).toBe('system');
    expect(instruments.getState().loaded).toBe(true);
  });
});

describe('what the main process tells', () => {
  const job = {
    id: '1',
    kind: 'import',
    label: 'Import',
    done: 1,
    total: 2,
    unit: 'rows',
    message: 'line 7',
    startedAt: 0,
  } as const;

  it('moves jobs, and a failed one becomes a notice', async () => {
    const bridge = open();
    stop = await connect();
    bridge.emit('job:changed', { ...job, state: 'running' });
    expect(jobs.getState().running).toHaveLength(1);
    bridge.emit('job:changed', { ...job, state: 'failed' });
    expect(jobs.getState().running).toHaveLength(0);
    expect(notices.getState().lastError).toMatchObject({ title: 'Import failed', detail: 'line 7' });
  });

  it('reloads what is shown when data change', async () => {
    const bridge = open();
    stop = await connect();
    const before = data.getState().revision;
    bridge.emit('data:changed', { instruments: ['BTCUSDT'] });
    await vi.waitFor(() => expect(data.getState().revision).toBe(before + 1));
  });

  it('repeats a logged error in the status bar, without a second notice', async () => {
    const bridge = open();
    stop = await connect();
    bridge.emit('log:error', { at: 1, message: 'the disk is full' });
    expect(notices.getState().lastError?.title).toBe('the disk is full');
    expect(notices.getState().shown).toEqual([]);
  });

  it('is no longer heard after the page let go', async () => {
    const bridge = open();
    (await connect())();
    bridge.emit('job:changed', { ...job, state: 'running' });
    expect(jobs.getState().list).toEqual([]);
  });
});

describe('a choice', () => {
  it('of instrument and workspace is remembered', async () => {
    const bridge = open();
    stop = await connect();
    link.getState().setInstrument('A', 'SOLUSDT');
    layout.getState().open('data');
    await vi.waitFor(() => {
      const written = bridge.calls.filter(({ channel }) => channel === 'settings:write').map(({ args }) => args);
      expect(written).toContainEqual(expect.objectContaining({ instrument: 'SOLUSDT' }));
      expect(written).toContainEqual({ workspace: 'data' });
    });
  });

  it('is not written again by a chart that only moves', async () => {
    const bridge = open();
    stop = await connect();
    link.getState().setInterval('A', 900_000);
    await vi.waitFor(() => expect(bridge.calls.some(({ channel }) => channel === 'settings:write')).toBe(true));
    settings.getState().replace({ ...settings.getState().settings, interval: 3_600_000 });
    const writes = bridge.calls.length;
    link.getState().setRange('A', 1, 2);
    await Promise.resolve();
    expect(settings.getState().settings.interval).toBe(3_600_000);
    expect(bridge.calls).toHaveLength(writes);
  });
});
