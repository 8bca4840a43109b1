import { describe, expect, it, vi } from 'vitest';
import type { Settings } from '#shared/settings';
import { DEFAULT_SETTINGS } from '#shared/settings-defaults';
import type { Instrument } from '#shared/market';
import type { JobProgress } from '#shared/jobs';
import { createClock, asOfArgs } from '../../../src/renderer/state/clock';
import { createCommands, whyNot, type Command } from '../../../src/renderer/state/commands';
import { createHedgeInbox } from '../../../src/renderer/state/hedge-inbox';
import { createImports } from '../../../src/renderer/state/imports';
import { createJobs, shareOf } from '../../../src/renderer/state/jobs';
import { createLink } from '../../../src/renderer/state/link';
import { createNotices } from '../../../src/renderer/state/notices';
import { createSettings } from '../../../src/renderer/state/settings';
import { createTimeline } from '../../../src/renderer/state/timeline';
import { firstInstrument } from '../../../src/renderer/state/instruments';

describe('settings', () => {
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('change at once and stay when they were stored', async () => {
    const store = createSettings((patch) => Promise.resolve({ ...DEFAULT_SETTINGS, ...patch }));
    store.getState().patch({ theme: 'light' });
    expect(store.getState().settings.theme).toBe('light');
    await settled();
    expect(store.getState().settings.theme).toBe('light');
  });

  it('go back when the write was refused', async () => {
    const store = createSettings(() => Promise.resolve(undefined));
    store.getState().patch({ theme: 'light' });
    await settled();
    expect(store.getState().settings.theme).toBe('system');
  });

  it('are written one after the other, and an echo of the first does not undo the second', async () => {
    let stored = DEFAULT_SETTINGS;
    let writing = 0;
    const store = createSettings(async (patch) => {
      expect(++writing).toBe(1);
      const before = stored;
      await settled();
      stored = { ...before, ...patch };
      store.getState().replace(stored);
      writing--;
      return stored;
    });
    store.getState().patch({ theme: 'light' });
    store.getState().patch({ zone: 'local' });
    await vi.waitFor(() => expect(stored).toMatchObject({ theme: 'light', zone: 'local' }));
    expect(store.getState().settings).toMatchObject({ theme: 'light', zone: 'local' });
  });

  it('are not written when nothing changes', () => {
    const save = vi.fn(() => Promise.resolve<Settings | undefined>(undefined));
    createSettings(save).getState().patch({ theme: 'system' });
    expect(save).not.toHaveBeenCalled();
  });
});

describe('the inbox of the hedge builder', () => {
  it('keeps what is sent in order until it is taken, once', () => {
    const inbox = createHedgeInbox();
    const one = (label: string) => ({ label, legs: [{ kind: 'put', quantity: 1, strike: 90, expiry: 5 }] }) as const;
    inbox.getState().send(one('first'));
    inbox.getState().send(one('second'));
    expect(inbox.getState().take().map(({ label }) => label)).toEqual(['first', 'second']); // prettier-ignore
    expect(inbox.getState().take()).toEqual([]);
  });
});

describe('link groups', () => {
  it('are independent of one another', () => {
    const store = createLink();
    store.getState().setInstrument('B', 'ETHUSDT');
    store.getState().setRange('B', 1, 2);
    expect(store.getState().groups.A.instrument).toBeNull();
    expect(store.getState().groups.B).toMatchObject({ instrument: 'ETHUSDT', from: 1, to: 2 });
  });

  it('keep the state object when nothing changes, NaN included', () => {
    const store = createLink();
    const before = store.getState();
    before.setRange('A', Number.NaN, Number.NaN);
    before.setInterval('A', 3_600_000);
    expect(store.getState()).toBe(before);
  });
});

describe('timeline', () => {
  it('does not tell anyone of a cursor that did not move', () => {
    const store = createTimeline();
    const heard = vi.fn();
    store.subscribe(heard);
    store.getState().setCursor({ t: 5, link: 'A', source: 'price' });
    store.getState().setCursor({ t: 5, link: 'A', source: 'price' });
    store.getState().setCursor(undefined);
    store.getState().setCursor(undefined);
    expect(heard).toHaveBeenCalledTimes(2);
  });
});

describe('jobs', () => {
  const job = (id: string, part: Partial<JobProgress> = {}): JobProgress => ({
    id,
    kind: 'import',
    label: 'Import',
    state: 'running',
    done: 5,
    total: 10,
    unit: 'rows',
    message: '',
    startedAt: 0,
    ...part,
  });

  it('are listed as they run and leave the list of the running when they end', () => {
    const store = createJobs();
    store.getState().apply(job('1'));
    store.getState().apply(job('2', { state: 'queued' }));
    expect(store.getState().running.map(({ id }) => id)).toEqual(['1', '2']);
    store.getState().apply(job('1', { state: 'done' }));
    expect(store.getState().running.map(({ id }) => id)).toEqual(['2']);
    expect(store.getState().list.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('have a share only when the total is known', () => {
    expect(shareOf(job('1'))).toBe(0.5);
    expect(shareOf(job('1', { done: 20 }))).toBe(1);
    expect(shareOf(job('1', { total: 0 }))).toBeNaN();
  });
});

describe('notices', () => {
  it('count what repeats, keep the newest four and remember the last error', () => {
    const store = createNotices(() => 7);
    const { push } = store.getState();
    push({ tone: 'error', title: 'no room on the disk', code: 'full' });
    push({ tone: 'error', title: 'no room on the disk', code: 'full' });
    expect(store.getState().shown).toHaveLength(1);
    expect(store.getState().shown[0]).toMatchObject({ count: 2, at: 7 });
    for (const title of ['a', 'b', 'c', 'd']) push({ tone: 'info', title });
    expect(store.getState().shown.map(({ title }) => title)).toEqual(['a', 'b', 'c', 'd']);
    expect(store.getState().lastError?.code).toBe('full');
    store.getState().record({ title: 'seen elsewhere' });
    expect(store.getState().lastError?.title).toBe('seen elsewhere');
    expect(store.getState().shown).toHaveLength(4);
  });
});

describe('commands', () => {
  const command = (id: string, title = id): Command => ({ id, title, group: 'Test', run: () => undefined });

  it('leave with those who added them, but not when another took their place', () => {
    const store = createCommands();
    const removeFirst = store.getState().add([command('go', 'first')]);
    const removeSecond = store.getState().add([command('go', 'second')]);
    removeFirst();
    expect(store.getState().byId.get('go')?.title).toBe('second');
    removeSecond();
    expect(store.getState().byId.size).toBe(0);
  });

  it('say why they cannot run', () => {
    expect(whyNot({ ...command('x'), enabled: () => 'no data' })).toBe('no data');
    expect(whyNot({ ...command('x'), enabled: () => true })).toBeUndefined();
  });
});

describe('the clock', () => {
  it('adds its instant to a read only in the past', () => {
    const store = createClock();
    expect(asOfArgs(store.getState().asOf)).toEqual({});
    store.getState().goTo(5);
    expect(asOfArgs(store.getState().asOf)).toEqual({ asOf: 5 });
    store.getState().goLive();
    expect(store.getState().asOf).toBeNull();
  });
});

describe('imports', () => {
  it('notice the same file offered twice, and ignore an empty choice', () => {
    const store = createImports();
    store.getState().offer(['/a.csv']);
    store.getState().offer([]);
    store.getState().offer(['/a.csv']);
    expect(store.getState()).toMatchObject({ paths: ['/a.csv'], offered: 2 });
  });
});

describe('the first instrument', () => {
  const one = (id: string, part: Partial<Instrument>): Instrument => ({
    id,
    base: id,
    quote: 'USDT',
    label: id,
    venue: '',
    synthetic: false,
    tick: 0,
    kinds: [],
    barIntervals: [],
    from: 0,
    to: 0,
    lastPrice: Number.NaN,
    dayAgoPrice: Number.NaN,
    ...part,
  });

  it('has candles above all, then the most kinds of series', () => {
    const bare = one('CPI', { kinds: ['macro', 'metric', 'vol'] });
    const bars = one('ETH', { barIntervals: [60_000], kinds: ['bars'] });
    const more = one('BTC', { barIntervals: [60_000], kinds: ['bars', 'liquidations'] });
    expect(firstInstrument([bare, bars, more])?.id).toBe('BTC');
    expect(firstInstrument([bare, bars])?.id).toBe('ETH');
    expect(firstInstrument([bare])?.id).toBe('CPI');
    expect(firstInstrument([])).toBeUndefined();
  });
});
