// Market sync in the window: a source is connected, watched, cut off, cancelled, resumed; keys go in and do not come out.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { binance } from '../support/venue-server/dialects/binance';
import { startVenueServer, type VenueServer } from '../support/venue-server/server';
import { expect, priceStage, ready, test as base } from './fixtures';
import { call } from './support/bridge';

const test = base.extend<{ readonly server: VenueServer }>({
  server: async ({ app: _app }, use) => {
    const server = await startVenueServer({ dialects: [binance], seed: 7 });
    await use(server);
    await server.close();
  },
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Connect a source' });
const plan = (page: Page) => dialog(page).getByRole('region', { name: 'Plan' });
const queue = (page: Page) => page.getByRole('list', { name: 'Data sets' });
const tools = (page: Page) => page.getByRole('region', { name: 'Sync queue' });

/** As a person does: the mirror, an instrument, how far back. */
async function choose(page: Page, server: VenueServer, interval: string, depth: string): Promise<void> {
  const mirror = dialog(page).getByRole('textbox', { name: 'Mirror of Binance futures' });
  await mirror.fill(server.addresses.binance!);
  await mirror.press('Enter');
  await dialog(page).getByRole('grid').getByText('BTCUSDT', { exact: true }).click();
  await dialog(page).getByRole('combobox', { name: 'Interval of Candles' }).click();
  await page.getByRole('option', { name: interval, exact: true }).click();
  await dialog(page).getByRole('radio', { name: depth, exact: true }).click();
}

async function openQueue(page: Page): Promise<void> {
  await page.keyboard.press('6');
  await page.getByRole('tab', { name: 'Sync queue' }).click();
  await ready(page);
}

test('a source is connected from the welcome screen; the plan says what is not to be had; the chart is drawn', async ({
  page,
  server,
}) => {
  await ready(page);
  await page.keyboard.press('3');
  await choose(page, server, '1h', '6 mo');
  await expect(plan(page)).toHaveText(/^3 requests, about 4\.4\sk rows in/);
  await dialog(page).getByRole('switch', { name: 'Open interest' }).click();
  await expect(plan(page)).toContainText(/Older than the \d+ days that the source keeps/);
  await dialog(page).getByRole('button', { name: 'Fetch' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(priceStage(page)).toHaveAttribute('data-status', 'ready', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Instrument: BTC/USDT perpetual' })).toBeVisible();
  await openQueue(page);
  await expect(queue(page).getByText('BTCUSDT candles 1h')).toBeVisible();
  await expect(queue(page).getByText('done')).toHaveCount(2, { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Sources' }).click();
  const followed = page.getByRole('grid', { name: 'Sources' });
  await expect(followed.locator('[data-index]')).toHaveCount(2);
  await expect(page.getByText('2 data sets kept current')).toBeVisible();
  const stored = await call(page, 'series:list');
  expect(stored.map(({ kind }) => kind).sort()).toEqual(['bars', 'oi']);
  expect(stored.find(({ kind }) => kind === 'bars')!.gaps).toBe(0);
  expect(server.log.every(({ method }) => method === 'GET')).toBe(true);
});

test('a run waits for a network that is cut, goes on, is cancelled, and asks for nothing twice', async ({ page, server }) => {
  test.setTimeout(180_000);
  await ready(page);
  await page.keyboard.press('3');
  await choose(page, server, '1m', '1 mo');
  await server.down();
  await dialog(page).getByRole('button', { name: 'Fetch' }).click();
  await openQueue(page);
  const row = queue(page).locator('li').first();
  await expect(tools(page).getByText(/offline: goes on by itself/)).toBeVisible({ timeout: 60_000 });
  const klines = (): number => server.log.filter(({ path }) => path.endsWith('/klines')).length;
  server.setFaults({ rate: 1, choose: () => (klines() > 8 ? 'limited' : undefined) }); // so that it does not end before it is cancelled
  await server.up();
  await expect.poll(klines, { timeout: 90_000 }).toBeGreaterThan(8);
  await tools(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(row).toHaveAttribute('data-state', 'cancelled');
  await expect.poll(async () => (await call(page, 'series:list')).length).toBe(1);
  server.setFaults(undefined);
  const before = (await call(page, 'series:list'))[0]!.rows;
  await tools(page).getByRole('button', { name: 'Sync all' }).click();
  await expect(row).toHaveAttribute('data-state', 'done', { timeout: 90_000 });
  const [bars] = await call(page, 'series:list');
  expect(before).toBeGreaterThan(0);
  expect(bars!.rows).toBeGreaterThan(before);
  expect(bars!.gaps).toBe(0);
  expect(bars!.duplicates).toBe(0);
  const asked = server.log.length;
  await tools(page).getByRole('button', { name: 'Sync all' }).click();
  await expect(row).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  const again = server.log.slice(asked).filter(({ path }) => path.endsWith('/klines'));
  expect(again.length).toBeLessThanOrEqual(2); // the minutes that have passed since
}); // prettier-ignore

test('a server that is not there is said calmly, and can be asked again', async ({ page, server }) => {
  await ready(page);
  await server.down();
  await call(page, 'sync:configure', { addresses: { binance: { http: server.addresses.binance! } } });
  await page.keyboard.press('3');
  const refused = dialog(page).getByRole('alert');
  await expect(refused).toContainText('Binance futures did not answer.', { timeout: 80_000 });
  await expect(refused).toContainText('What is stored is untouched.');
  await expect(page.getByText('No errors')).toBeAttached(); // an ordinary state
  await server.up();
  await refused.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog(page).getByRole('grid').getByText('ETHUSDT', { exact: true })).toBeVisible({ timeout: 60_000 });
});

test('a key goes in under a passphrase and never comes out', async ({ page, profile }) => {
  const { readdir, readFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  await ready(page);
  await page.keyboard.press('3');
  await dialog(page).getByRole('radio', { name: 'FRED' }).click();
  const { kind } = await call(page, 'keyring:read');
  if (kind !== 'system') {
    await dialog(page).getByRole('textbox', { name: 'Passphrase' }).fill('correct horse battery');
    await dialog(page).getByRole('button', { name: 'Set', exact: true }).click();
  }
  await dialog(page).getByRole('textbox', { name: 'Key for FRED' }).fill('abcdef0123456789abcdef0123456789');
  await dialog(page).getByRole('button', { name: 'Store' }).click();
  await expect(dialog(page).getByText('A key is stored, sealed.')).toBeVisible();
  expect(JSON.stringify(await call(page, 'keyring:read'))).not.toContain('abcdef0123');
  expect(JSON.stringify(await call(page, 'sync:settings'))).not.toContain('abcdef0123');
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => undefined); // a lock of Chromium's may be gone
    expect(bytes?.includes('abcdef0123456789') ?? false, entry.name).toBe(false);
  }
  await dialog(page).getByRole('button', { name: 'Forget it' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Key for FRED' })).toBeVisible();
});

for (const theme of ['dark', 'light'] as const)
  test(`the dialog and the panes keep the rules of axe, ${theme}`, async ({ page, server }) => {
    await ready(page);
    await call(page, 'settings:write', { theme });
    await call(page, 'sync:configure', { addresses: { binance: { http: server.addresses.binance! } } });
    await page.keyboard.press('3');
    await dialog(page).getByRole('grid').getByText('BTCUSDT', { exact: true }).click();
    await expect(plan(page)).toContainText('request');
    const inDialog = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(inDialog.violations).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Fetch' }).click();
    await openQueue(page);
    await page.getByRole('tab', { name: 'Sources' }).click();
    await expect(queue(page).getByText('done')).toBeVisible({ timeout: 60_000 });
    const inPanes = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(inPanes.violations).toEqual([]);
  });
