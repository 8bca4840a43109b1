// The Macro pane on the sample market: what comes and what has been, vintages, what is typed in, and the economy at a past clock.
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, marketTest as test, ready } from './fixtures';
import { chooseTarget } from './support/dialogs';
import { run, typeInstant } from './support/steps';

const past = (page: Page) => page.getByRole('grid', { name: 'Past releases' });
const states = (page: Page) => page.getByRole('grid', { name: 'Macro states' });
const typed = (page: Page) => page.getByRole('grid', { name: 'Typed figures' });
const vintages = (page: Page) => page.getByRole('slider', { name: /first print, as known now/ });
const clock = (page: Page, text: string) => page.getByRole('button', { name: `As-of clock: ${text}` });

/** Key 2, and the tab. */
async function open(page: Page): Promise<void> {
  await page.keyboard.press('2');
  await page.getByRole('tab', { name: 'Macro' }).click();
  await ready(page);
}

test('the calendar counts down, and a past release is drawn and replayed from before it', async ({ page }) => {
  await open(page);
  const next = page.getByRole('region', { name: 'Calendar' }).locator('dl > div');
  await expect(next).toHaveCount(4);
  for (const one of await next.all()) await expect(one.locator('dd').first()).toHaveText(/^\d+\s[dhm](\s\d+\s[hms])?$/);
  await past(page).getByRole('row', { name: /Real effective/ }).first().click(); // prettier-ignore
  const drawn = states(page).locator('[aria-selected="true"]');
  await expect(drawn).toContainText('Real effective');
  await expect(drawn).toBeInViewport({ ratio: 0.95 });
  const cpi = past(page).getByRole('row', { name: /CPI/ }).first();
  await cpi.click();
  await expect(drawn).toContainText('Consumer prices');
  await page.getByRole('button', { name: /^Replay from 6\sh before it/ }).click();
  await expect(clock(page, 'replay at 2026-06-15 06:00 UTC')).toBeVisible();
  await open(page);
  await expect(next.first()).toContainText(/^CPI6\sh\s30\sm2026-06-15 12:30 UTC/);
  await expect(past(page).getByRole('row', { name: /2026-06-15/ })).toHaveCount(0);
});

test('vintages are read by key, laid beside a past date, and saved with what was known then', async ({
  page,
  app,
}, info) => {
  await open(page);
  await states(page).getByText('Producer prices').click();
  await ready(page);
  const said = async (): Promise<string> => ((await vintages(page).getAttribute('aria-valuetext')) ?? '').replaceAll('\u00a0', ' '); // prettier-ignore
  await vintages(page).focus();
  await expect.poll(said).toMatch(/as known now \d\.\d %, first print \d\.\d %, revised by .*consensus \d\.\d %/);
  const last = await said();
  await page.keyboard.press('ArrowLeft');
  expect(await said()).not.toBe(last);
  expect(last).not.toContain('as known then');
  await run(page, 'Compare the macro series with what was known a year before');
  await ready(page);
  await vintages(page).focus();
  await page.keyboard.press('End');
  await expect.poll(said).toContain('as known then not yet');
  await page.keyboard.press('Home');
  await expect.poll(said).toMatch(/as known then \d\.\d %/);
  const file = info.outputPath('ppi.csv');
  await chooseTarget(app, file);
  await page.getByRole('button', { name: /^Save CSV of Producer prices/ }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('SIM-PPI-YOY');
  const rows = (await readFile(file, 'utf8')).trim().split(/\r?\n/).map((line) => line.split(',')); // prettier-ignore
  const [head] = rows as [string[]];
  const [first, now, then] = ['first print', 'as known now'].map((name) => head.indexOf(name)).concat(head.findIndex((name) => /^as known 20/.test(name))) as [number, number, number]; // prettier-ignore
  expect(rows.some((row) => row[first] !== row[now])).toBe(true);
  expect(rows.at(-1)![then]).toBe('');
  expect(rows[1]![then]).not.toBe('');
  await page.getByRole('button', { name: 'Stop comparing' }).click();
});

test('a figure is typed in with a way out of each error, edited, deleted, and all of it is undone', async ({
  page,
}) => {
  await open(page);
  await run(page, 'Type in a macro figure');
  const dialog = page.getByRole('dialog', { name: /^Type in/ });
  await dialog.getByRole('combobox', { name: 'Series' }).click();
  await page.getByRole('option', { name: 'another series' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the series' }).fill('MINE');
  await dialog.getByRole('textbox', { name: 'Period, UTC' }).fill('2026-05-01');
  await dialog.getByRole('textbox', { name: 'Released, UTC' }).fill('2090-01-01');
  await dialog.getByRole('textbox', { name: 'Figure' }).fill('1.5');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog.getByText('Choose date above.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Released, UTC' }).fill('2026-06-02 12:30');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(typed(page).getByRole('row', { name: /MINE/ })).toContainText('1.5');
  const search = page.getByRole('textbox', { name: 'Search the series' });
  await search.fill('MINE'); // a row that is scrolled out of sight is not there
  await expect(states(page)).toContainText('MINE');

  await typed(page).getByRole('row', { name: /MINE/ }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).last().click();
  const edit = page.getByRole('dialog', { name: /^Edit what/ });
  await edit.getByRole('textbox', { name: 'Figure' }).fill('1.75');
  await page.keyboard.press('Enter');
  await expect(typed(page).getByRole('row', { name: /MINE/ })).toContainText('1.75');

  await page.getByRole('button', { name: 'Delete what was typed in' }).click();
  await expect(typed(page).getByRole('row', { name: /MINE/ })).toHaveCount(0);
  const undo = page.getByRole('button', { name: 'Undo the last typed figure' });
  await undo.click();
  await expect(typed(page).getByRole('row', { name: /MINE/ })).toContainText('1.75');
  await undo.click();
  await expect(typed(page).getByRole('row', { name: /MINE/ })).toContainText('1.5');
  await undo.click();
  await expect(page.getByText('No series passes the filter.')).toBeVisible();
  await search.fill('');
});

test('at a past clock the pane says what was known by then, and every part of it can be reached', async ({ page }) => {
  await open(page);
  const level = (name: string) => states(page).getByRole('row', { name }).getByRole('gridcell').nth(1);
  await expect(level('Policy rate, sample')).toHaveText(/^4\.25\s%$/);
  await typeInstant(page, '2025-03-10 12:00');
  await expect(clock(page, 'replay at 2025-03-10 12:00 UTC')).toBeVisible();
  await ready(page);
  await expect(level('Policy rate, sample')).toHaveText(/^5\.00\s%$/);
  const known = await past(page).locator('[data-index]').first().getByRole('gridcell').first().textContent();
  expect(known! <= '2025-03-10 12:00').toBe(true);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))).toEqual([]);
});
