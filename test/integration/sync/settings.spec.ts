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
