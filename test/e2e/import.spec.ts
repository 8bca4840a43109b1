// From a file on disk to stored rows: preview, columns, check, report; and what happens to files that are wrong.
import { readFile } from 'node:fs/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, priceChart, ready, test } from './fixtures';
import { call } from './support/bridge';
import { chooseFiles } from './support/dialogs';
import { writeKlines, writeText } from './support/files';

const wizard = (page: Page) => page.getByRole('region', { name: 'Import', exact: true });
/** Figure below a heading of the report. */
const total = (page: Page, label: string) =>
  wizard(page)
    .locator('dl > div', { has: page.getByText(label, { exact: true }) })
    .locator('dd');

/** Chooses files through the system's dialog. */
async function offer(page: Page, app: ElectronApplication, files: readonly string[]): Promise<void> {
  await chooseFiles(app, files);
  await page.keyboard.press('Control+o');
}

async function importAll(page: Page): Promise<void> {
  await wizard(page).getByRole('button', { name: 'Check rows' }).click();
  await wizard(page).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(wizard(page).getByRole('heading', { name: 'Done' })).toBeVisible();
}

test('a known file is recognised, imported and reported, and a second time adds nothing', async ({
  page,
  app,
}, info) => {
  await ready(page);
  const file = await writeKlines(info.outputPath('BTCUSDT-1h-2024-01.csv'), { hours: 72 });
  await offer(page, app, [file]);

  await expect(wizard(page).getByText(/^recognised as binance/)).toBeVisible();
  await expect(wizard(page).getByText('all required fields are set')).toBeVisible();
  await expect(wizard(page).getByRole('combobox', { name: 'Close from column' })).toHaveText('close');
  const preview = page.getByRole('region', { name: 'First rows of the file' });
  await expect(preview.getByRole('row')).toHaveCount(6);
  await expect(preview.getByRole('row').nth(1)).toContainText('1704067200000');
  expect(await call(page, 'series:list'), 'nothing is stored before the last step').toEqual([]);

  await wizard(page).getByRole('button', { name: 'Check rows' }).click();
  await expect(wizard(page)).toContainText('BTCUSDT');
  await expect(wizard(page)).toContainText('1h');
  await wizard(page).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(wizard(page).getByRole('heading', { name: 'Done' })).toBeVisible();
  await expect(total(page, 'Added')).toHaveText('72');
  await expect(wizard(page).getByRole('listitem').filter({ hasText: 'BTCUSDT-1h-2024-01.csv' })).toContainText(
    '72 rows, 72 added',
  );
  await expect(page.getByRole('grid', { name: 'Series' })).toContainText('BTCUSDT candles');

  await wizard(page).getByRole('button', { name: 'Import more' }).click();
  await offer(page, app, [file]);
  await importAll(page);
  await expect(total(page, 'Added')).toHaveText('0');
  await expect(total(page, 'Unchanged')).toHaveText('72');

  await page.keyboard.press('1');
  await expect(priceChart(page)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Instrument: BTCUSDT/ })).not.toContainText('synthetic');
});

test('a file of no known format is mapped by hand, and its mapping is remembered', async ({ page, app }, info) => {
  await ready(page);
  const rows = Array.from({ length: 5 }, (_, i) => `2024-01-0${i + 1} 00:00:00;${i + 1};${i + 4};${i};${i + 2}`);
  const text = `${['wann;auf;top;tief;ende', ...rows].join('\n')}\n`;
  const file = await writeText(info.outputPath('werte.csv'), text);
  await offer(page, app, [file]);
  await expect(wizard(page).getByText(/^still to set: /)).toBeVisible();
  await expect(wizard(page).getByRole('button', { name: 'Check rows' })).toHaveAttribute('aria-disabled', 'true');

  const choose = async (label: string, option: string): Promise<void> => {
    await wizard(page).getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
    await ready(page);
  };
  await choose('Kind of data', 'Candles');
  for (const [field, column] of Object.entries({ Time: 'wann', Open: 'auf', High: 'top', Low: 'tief', Close: 'ende' }))
    await choose(`${field} from column`, column);
  await wizard(page).getByRole('textbox', { name: 'Instrument name' }).fill('WERT');
  await page.keyboard.press('Enter');
  await expect(wizard(page).getByText('all required fields are set')).toBeVisible();
  await wizard(page).getByRole('button', { name: 'Save as template' }).click();
  await importAll(page);
  // The first row's low is 0: no price. It is set aside, the others are kept.
  await expect(total(page, 'Added')).toHaveText('4');
  await expect(total(page, 'Quarantined')).toHaveText('1');

  await wizard(page).getByRole('button', { name: 'Import more' }).click();
  await offer(page, app, [await writeText(info.outputPath('mehr.csv'), text)]);
  await expect(wizard(page).getByText('as remembered for this header')).toBeVisible();
});

test('a wrong header is refused with the file, the field and the way out', async ({ page, app }, info) => {
  await ready(page);
  const bad = await writeText(info.outputPath('ETHUSDT-broken.csv'), 'a,b\n1,2\n3,4\n');
  const good = await writeKlines(info.outputPath('BTCUSDT-1h-2024-01.csv'), { hours: 24 });
  // Read like the good one that stands first, the bad one fails alone.
  await offer(page, app, [good, bad]);
  await wizard(page).getByRole('button', { name: 'Check rows' }).click();
  await wizard(page).getByRole('button', { name: 'Import', exact: true }).click();
  const report = wizard(page).getByRole('listitem').filter({ hasText: 'ETHUSDT-broken.csv' });
  await expect(report).toContainText(bad); // the whole path
  await expect(report).toContainText('line 1');
  await expect(report).toContainText(/--map|map/);
  await expect(wizard(page).getByRole('listitem').filter({ hasText: 'BTCUSDT-1h' })).toContainText('24 added');
  await expect(total(page, 'Added')).toHaveText('24');
});

test('rows that cannot be true are quarantined with their line, and never dropped', async ({ page, app }, info) => {
  await ready(page);
  const file = await writeKlines(info.outputPath('BTCUSDT-1h-2024-01.csv'), { hours: 24, broken: [3, 7] });
  await offer(page, app, [file]);
  await importAll(page);
  await expect(total(page, 'Added')).toHaveText('22');
  await expect(total(page, 'Quarantined')).toHaveText('2');
  await expect(wizard(page).getByRole('listitem').filter({ hasText: 'BTCUSDT-1h' })).toContainText('2 high below low');

  await wizard(page).getByRole('button', { name: 'Show quarantined rows' }).click();
  const table = page.getByRole('grid', { name: 'Quarantined rows' });
  await expect(table).toHaveAttribute('aria-rowcount', '3');
  await expect(table).toContainText(/BTCUSDT-1h-2024-01\.csv\s*5/); // the header is line 1, hour 3 is line 5
  await expect(table).toContainText(/BTCUSDT-1h-2024-01\.csv\s*9/);
  await table
    .getByRole('row')
    .filter({ hasText: /\.csv\s*5$/ })
    .click();
  const line = (await readFile(file, 'utf8')).split('\n')[4]!;
  await expect(page.getByRole('region', { name: 'Quarantined rows' }).locator('code')).toHaveText(line);
});

test('of rows that contradict stored ones both values are shown, and the person decides', async ({
  page,
  app,
}, info) => {
  await ready(page);
  const name = 'BTCUSDT-1h-2024-01.csv';
  await offer(page, app, [await writeKlines(info.outputPath('first', name), { hours: 24 })]);
  await importAll(page);
  await wizard(page).getByRole('button', { name: 'Import more' }).click();
  await offer(page, app, [await writeKlines(info.outputPath('later', name), { hours: 24, rewritten: [3, 7] })]);
  await importAll(page);
  await expect(total(page, 'Quarantined')).toHaveText('2');
  await wizard(page).getByRole('button', { name: 'Show quarantined rows' }).click();

  const pane = page.getByRole('region', { name: 'Quarantined rows' });
  const table = page.getByRole('grid', { name: 'Quarantined rows' });
  const closes = async (): Promise<number[]> => {
    const { rows } = await call(page, 'quarantine:list', { seriesId: null, offset: 0, limit: 10 });
    return rows.map(({ conflict }) => conflict!.newer['c']!);
  };
  expect(await closes()).toEqual([103.5, 107.5]);
  const choose = (line: number) => table.getByRole('row').filter({ hasText: new RegExp(`\\.csv\\s*${line}$`) }).click(); // prettier-ignore
  await choose(5);
  const both = pane.getByRole('table', { name: 'Stored and new row' });
  await expect(both.getByRole('row', { name: /^Stored/ })).toContainText('104');
  await expect(both.getByRole('row', { name: /^New/ })).toContainText('103.5');
  await pane.getByRole('button', { name: 'Take the new' }).click();
  await expect(table).toHaveAttribute('aria-rowcount', '2');
  await choose(9);
  await pane.getByRole('button', { name: 'Keep stored' }).click();
  await expect(pane.getByText('No row is quarantined')).toBeVisible();

  // The first file says again what was replaced, and nothing of what was kept.
  await wizard(page).getByRole('button', { name: 'Import more' }).click();
  await offer(page, app, [await writeKlines(info.outputPath('again', name), { hours: 24, without: [23] })]);
  await importAll(page);
  await expect(total(page, 'Quarantined')).toHaveText('1');
  expect(await closes()).toEqual([104]);
});

test('a file dropped on the window opens the wizard', async ({ page }, info) => {
  await ready(page);
  const file = await writeKlines(info.outputPath('SOLUSDT-1h-2024-01.csv'), { hours: 12 });
  // The browser's own drag of a real file: a file made in the page has no path on disk.
  const client = await page.context().newCDPSession(page);
  const drag = { x: 500, y: 400, data: { items: [], files: [file], dragOperationsMask: 1 } };
  await client.send('Input.dispatchDragEvent', { type: 'dragEnter', ...drag });
  await expect(page.getByText('Drop to preview')).toBeVisible();
  await client.send('Input.dispatchDragEvent', { type: 'dragOver', ...drag });
  await client.send('Input.dispatchDragEvent', { type: 'drop', ...drag });
  await expect(page.getByRole('region', { name: 'First rows of the file' })).toBeVisible();
  await expect(wizard(page)).toContainText('SOLUSDT-1h-2024-01.csv');
  await expect(page.getByText('Drop to preview')).toHaveCount(0);
});
