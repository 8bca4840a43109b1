// The first start: nothing is stored, three doors, and what lies behind the first.
import { expect, priceChart, ready, test } from './fixtures';
import { call, runJob } from './support/bridge';
import { chooseFiles } from './support/dialogs';
import { writeKlines } from './support/files';
import { inkOf } from './support/pixels';

test('the welcome screen has three doors, and locks what needs data', async ({ page }) => {
  await ready(page);
  for (const name of ['Open the sample market', 'Import files', 'Connect a source'])
    await expect(page.getByRole('region', { name })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open sample market' })).toBeFocused();
  for (const name of ['Market', 'Evidence', 'Hedge', 'Replay', 'Plans'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Evidence', exact: true }).click({ force: true }); // disabled, and still answers
  await expect(page.getByRole('region', { name: 'Import files' })).toBeVisible();
  await expect(page.getByText('No data loaded')).toBeVisible();
});

test('key 2 opens the wizard on chosen files, key 3 the sources', async ({ page, app }, info) => {
  await ready(page);
  await page.keyboard.press('3');
  await expect(page.getByRole('dialog', { name: 'Connect a source' })).toBeVisible();
  await page.keyboard.press('Escape');
  await chooseFiles(app, []);
  await page.keyboard.press('2');
  await expect(page.getByRole('region', { name: 'Import files' })).toBeVisible(); // cancelled: nothing happens
  await chooseFiles(app, [await writeKlines(info.outputPath('BTCUSDT-1h-2024-01.csv'), { hours: 48 })]);
  await page.keyboard.press('2');
  await expect(page.getByRole('region', { name: 'First rows of the file' })).toContainText('open_time');
});

test('the sample market can be cancelled, and opens on a painted chart with its cascades', async ({ page }) => {
  test.setTimeout(120_000);
  await ready(page);
  const door = page.getByRole('region', { name: 'Open the sample market' });

  await test.step('cancelled half way, the database is sound', async () => {
    await page.keyboard.press('1');
    const progress = door.getByRole('progressbar', { name: 'Sample market' });
    await expect(progress).toHaveAttribute('aria-valuenow', /^[1-9]/);
    await door.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('cancelled, nothing was kept half')).toBeVisible();
    await runJob(page, { kind: 'verify' });
    expect((await call(page, 'database:info')).lastCheck).toMatchObject({ sound: true });
  });

  await test.step('the door works again, and says how far it is', async () => {
    await page.keyboard.press('1');
    await expect(door.getByRole('progressbar', { name: 'Sample market' })).toBeVisible();
    await expect(door.getByText(/\d+ \/ \d+ units/)).toBeVisible();
    await expect(priceChart(page)).toBeVisible({ timeout: 60_000 });
    await ready(page);
  });

  await test.step('the chart is painted', async () => {
    const ink = await inkOf(priceChart(page));
    expect(ink.colours).toBeGreaterThan(5);
    expect(ink.columns).toBeGreaterThan(0.3);
  });

  await test.step('cascades are listed and one is shown minute by minute', async () => {
    const table = page.getByRole('grid', { name: 'Cascades' });
    await expect.poll(async () => Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Show the largest' }).click();
    const event = page.getByTestId('event-timeline');
    await expect(event).toBeVisible();
    await ready(page);
    expect((await inkOf(event)).columns).toBeGreaterThan(0.05);
  });

  await test.step('everything says that it is simulated', async () => {
    await expect(page.getByRole('button', { name: /^Instrument: SIM-/ })).toContainText('synthetic');
    await expect(page.locator('[data-status="ready"]').getByText('synthetic', { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Event' }).getByText('synthetic')).not.toHaveCount(0);
    const series = await call(page, 'series:list');
    expect(series.length).toBeGreaterThan(12);
    expect(series.filter(({ synthetic }) => !synthetic)).toEqual([]);
    await page.keyboard.press('6');
    const heading = page
      .getByRole('grid', { name: 'Series' })
      .getByText(/\d+ series/)
      .first();
    await expect(heading.locator('xpath=ancestor-or-self::*[@role="row"]')).toContainText('synthetic');
  });
});
