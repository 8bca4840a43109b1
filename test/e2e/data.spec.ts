// The Data workspace on a small database: what is stored, what is missing, and care for the file.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, launch, marketTest, ready, test } from './fixtures';
import { call, runJob } from './support/bridge';
import { chooseFiles, chooseTarget } from './support/dialogs';
import { FIRST, HOUR, writeKlines } from './support/files';
import { inkOf } from './support/pixels';

const seriesTable = (page: Page) => page.getByRole('grid', { name: 'Series' });
const care = (page: Page) => page.getByRole('region', { name: 'Database care' });
const rows = async (page: Page): Promise<number> =>
  (await call(page, 'series:list')).reduce((sum, series) => sum + series.rows, 0);

/** Two series, one of them with a hole of three hours, on the Data workspace. */
async function openSmall(page: Page, folder: (name: string) => string): Promise<void> {
  await ready(page);
  const paths = [
    await writeKlines(folder('BTCUSDT-1h-2024-01.csv'), { hours: 48, without: [10, 11, 12] }),
    await writeKlines(folder('ETHUSDT-1h-2024-01.csv'), { hours: 24 }),
  ];
  await runJob(page, { kind: 'import', paths });
  await page.keyboard.press('6');
  await expect(seriesTable(page)).toHaveAttribute('aria-rowcount', '3');
}

test('gaps are counted, listed and saved as a table', async ({ page, app }, info) => {
  await openSmall(page, (name) => info.outputPath(name));
  await expect(seriesTable(page).getByRole('row').filter({ hasText: 'BTCUSDT' })).toContainText('1 gap');
  await expect(seriesTable(page).getByRole('row').filter({ hasText: 'ETHUSDT' })).toContainText('complete');
  await page.getByRole('tab', { name: 'Gaps' }).click();
  const gaps = page.getByRole('grid', { name: 'Gaps' });
  await expect(gaps).toHaveAttribute('aria-rowcount', '2');
  const file = info.outputPath('gaps.csv');
  await chooseTarget(app, file);
  await page.getByRole('region', { name: 'Gaps' }).getByRole('button', { name: 'Save CSV' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  const [, line] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  expect(line).toContain(new Date(FIRST + 10 * HOUR).toISOString());
  expect(line).toContain(new Date(FIRST + 13 * HOUR).toISOString());
  expect(line).toMatch(/,3$/);
});

test('a series is exported and deleted, after a question', async ({ page, app }, info) => {
  await openSmall(page, (name) => info.outputPath(name));
  const file = info.outputPath('eth.csv');
  await seriesTable(page).getByRole('row').filter({ hasText: 'ETHUSDT' }).click();
  const menu = page.locator('button[aria-haspopup="menu"]').getByText('Series', { exact: true });

  await chooseTarget(app, file);
  await menu.click();
  await page.getByRole('menuitem', { name: 'Export CSV' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  expect(lines).toHaveLength(25);
  expect(lines[1]).toContain('100');

  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete series' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete ETHUSDT candles?' });
  await expect(dialog).toContainText('24 rows');
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(seriesTable(page)).toHaveAttribute('aria-rowcount', '3');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete series' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(seriesTable(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(seriesTable(page)).not.toContainText('ETHUSDT');
  expect(await rows(page)).toBe(45);
});

test('check, backup and compact; a restored copy brings deleted rows back', async ({ page, app, profile }, info) => {
  await openSmall(page, (name) => info.outputPath(name));
  await expect(care(page)).toContainText('never checked');
  await care(page).getByRole('button', { name: 'Check now' }).click();
  await expect(care(page)).toContainText(/sound, \d{4}-\d\d-\d\d/);

  await expect(care(page)).toContainText('no copy yet');
  await care(page).getByRole('button', { name: 'Back up' }).click();
  await expect(care(page)).toContainText('1 copy kept');
  const [copy] = (await call(page, 'database:info')).backups;
  expect(copy?.path).toContain(join(profile, 'backups'));

  const eth = (await call(page, 'series:list')).find(({ instrument }) => instrument === 'ETHUSDT')!;
  await call(page, 'series:delete', { id: eth.id });
  await expect(seriesTable(page)).toHaveAttribute('aria-rowcount', '2');
  await care(page).getByRole('button', { name: 'Compact' }).click();
  await page.getByRole('dialog', { name: 'Compact the database?' }).getByRole('button', { name: 'Compact' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect
    .poll(async () => (await call(page, 'jobs:list')).find((job) => job.kind === 'compact')?.state)
    .toBe('done');

  await chooseFiles(app, [copy!.path]);
  await care(page).getByRole('button', { name: 'Choose copy' }).click();
  const question = page.getByRole('dialog', { name: 'Restore this copy?' });
  await expect(question).toContainText(copy!.path);
  await question.getByRole('button', { name: 'Leave it' }).click();
  expect(await rows(page)).toBe(45);
  await care(page).getByRole('button', { name: 'Choose copy' }).click();
  await question.getByRole('button', { name: 'Restore' }).click();
  await expect(seriesTable(page)).toHaveAttribute('aria-rowcount', '3');
  expect(await rows(page)).toBe(45 + 24);
  expect(existsSync(join(profile, 'ballast.db.before-restore')), 'what was replaced is kept').toBe(true);
});

test('a file that is no copy is refused, and nothing changes', async ({ page, app }, info) => {
  await openSmall(page, (name) => info.outputPath(name));
  await chooseFiles(app, [info.outputPath('ETHUSDT-1h-2024-01.csv')]);
  await care(page).getByRole('button', { name: 'Choose copy' }).click();
  await page.getByRole('dialog', { name: 'Restore this copy?' }).getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Restore failed' })).toContainText(
    'is not a Ballast database',
  );
  expect(await rows(page)).toBe(45 + 24);
});

test('a moved database is used at once, and found again by the next start', async ({ page, app, profile }, info) => {
  await openSmall(page, (name) => info.outputPath(name));
  const folder = info.outputPath('elsewhere');
  await chooseFiles(app, [folder]);
  await care(page).getByRole('button', { name: 'Move' }).click();
  await page.getByRole('dialog', { name: 'Move the database?' }).getByRole('button', { name: 'Move' }).click();
  await expect(care(page)).toContainText(folder);
  expect((await call(page, 'database:info')).path).toBe(join(folder, 'ballast.db'));
  expect(existsSync(join(profile, 'ballast.db'))).toBe(false);
  expect(await rows(page)).toBe(45 + 24);
  await app.close();

  const second = await launch(profile);
  const again = await second.firstWindow();
  await ready(again);
  expect(await rows(again)).toBe(45 + 24);
  expect((await call(again, 'app:info')).database).toBe(join(folder, 'ballast.db'));
  await second.close();
});

marketTest('the coverage of every series is painted by month', async ({ page }) => {
  await page.keyboard.press('6');
  const strips = page.getByRole('img', { name: 'Coverage by month' }).and(page.locator('canvas')); // not the years over them
  await expect(strips.first()).toBeVisible();
  await ready(page);
  for (const strip of (await strips.all()).slice(0, 3)) {
    const { columns, colours } = await inkOf(strip);
    expect(columns + colours, 'more than a blank strip').toBeGreaterThan(2);
  }
  await strips.first().hover({ position: { x: 40, y: 5 } });
  await expect(strips.first()).toHaveAttribute('title', /\d{4}-\d\d|\w+ \d{4}/);
  await page.getByRole('region', { name: 'Series' }).getByRole('textbox', { name: 'Filter' }).fill('eth funding');
  await expect(seriesTable(page)).toHaveAttribute('aria-rowcount', '2');
});
