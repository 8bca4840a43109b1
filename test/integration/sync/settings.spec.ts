import { expect, it } from 'vitest';
import { dataset, useServices } from './support/services';

const store = useServices();

it('keeps what it knows beside what a newer version has written, and leaves that alone', async () => {
  const services = await store.open('newer');
  const known = dataset('bars', 'BTCUSDT', 3_600_000, null);
  const newer = { ...known, source: 'exchange-of-tomorrow' };
  const stored = {
    followed: [newer, known],
    addresses: { 'exchange-of-tomorrow': { http: 'https://x.test' }, okx: { http: 'https://mirror.test' } },
    every: 'hourly',
    colour: 'blue',
  };
  await services.connections.writer().putSetting('sync', stored);
  expect(services.sync.settings()).toMatchObject({
    followed: [known],
    addresses: { okx: { http: 'https://mirror.test' } },
    every: null,
  });
  await services.sync.saveSettings({ newestFirst: false });
  expect(services.connections.reader().setting('sync')).toEqual({ ...stored, newestFirst: false });
});

it('starts no run by itself while it is held, and is due again when it is let go', async () => {
  const timers = { set: () => 0, clear: () => undefined };
  const { sync } = await store.open('held', { timers, now: () => 1_000_000_000 });
  await sync.saveSettings({ followed: [dataset('bars', 'BTCUSDT', 3_600_000, null)], every: 60 });
  sync.openSchedule(() => undefined);
  const due = sync.state().next;
  expect(due).not.toBeNull();
  sync.hold(true);
  expect(sync.state().next).toBeNull();
  sync.hold(false);
  expect(sync.state().next).toBe(due);
});
