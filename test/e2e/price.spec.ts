// The Price pane on the sample market: what is shown, how it moves, and what it leaves behind.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, marketTest as test, priceChart, priceStage, ready } from './fixtures';
import { call } from './support/bridge';
import { chooseTarget } from './support/dialogs';
import { inkOf } from './support/pixels';

const pane = (page: Page) => page.getByRole('region', { name: 'Price' });
/** Time of the last bar in view, as the legend writes it while the pointer is elsewhere. */
const shown = async (page: Page): Promise<string> =>
  (await priceStage(page).locator('[data-title="SIM-BTC"] span').first().textContent()) ?? '';
const shownAt = async (page: Page): Promise<number> => Date.parse(`${(await shown(page)).replace(' ', 'T')}Z`);
/** Time the page's clock shows at the middle of the chart: what the form for a date offers. */
async function middle(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Go to date' }).click();
  const field = page.getByRole('textbox', { name: 'Date and time' });
  const text = await field.inputValue();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** Shows these studies and no others. */
async function show(page: Page, studies: readonly string[]): Promise<void> {
  await call(page, 'settings:write', { studies: [...studies] });
  await page.reload();
  await ready(page);
  await expect(priceStage(page)).toHaveAttribute('data-status', 'ready');
}
const legendOf = (page: Page, title: string) => priceStage(page).locator(`[data-title="${title}"]`);

test('timeframe buttons change the bars that are shown', async ({ page }) => {
  await expect(pane(page)).toContainText('1 h candles, 2 studies');
  const before = await inkOf(priceChart(page));
  for (const [button, words] of [
    ['4h', '4 h candles'],
    ['1d', '1 d candles'],
    ['15m', '15 m candles'],
  ] as const) {
    await page.getByRole('radio', { name: button, exact: true }).click();
    await expect(pane(page)).toContainText(words);
    await ready(page);
    const ink = await inkOf(priceChart(page));
    expect(ink.digest).not.toBe(before.digest);
    expect(ink.columns).toBeGreaterThan(0.2);
  }
});

test('the mouse pans and zooms; a wide view names the coarser bars it shows', async ({ page }) => {
  const box = (await priceChart(page).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 120];
  const start = await shownAt(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 300, y, { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(box.x + 20, box.y - 60); // off the chart: the legend speaks of the right edge again
  await expect.poll(() => shownAt(page)).toBeLessThan(start);

  await page.mouse.move(x, y);
  for (let i = 0; i < 14; i++) await page.mouse.wheel(0, 240);
  await expect(pane(page)).toContainText(/bars shown, zoom in for 1 h/);
  await expect(pane(page)).toContainText(/^(?!.*1 h bars shown)/s);
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, -240);
  await expect(pane(page)).toContainText('1 h candles');
});

test('keys pan, zoom and go to the ends', async ({ page }) => {
  const chart = priceChart(page);
  await chart.focus();
  const last = await shownAt(page);
  await page.keyboard.press('PageUp');
  await expect.poll(() => shownAt(page)).toBeLessThan(last);
  const there = await shownAt(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => shownAt(page)).toBeGreaterThan(there);
  await page.keyboard.press('Home');
  const { from } = (await call(page, 'instruments:list')).find(({ id }) => id === 'SIM-BTC')!;
  await expect.poll(() => shownAt(page)).toBeLessThan(from + 30 * 86_400_000);
  await page.keyboard.press('End');
  await expect.poll(() => shownAt(page)).toBe(last);
  for (let i = 0; i < 12; i++) await page.keyboard.press('-');
  await expect(pane(page)).toContainText(/bars shown, zoom in for 1 h/);
  for (let i = 0; i < 12; i++) await page.keyboard.press('+');
  await expect(pane(page)).toContainText('1 h candles');
});

test('go to date centres that date, and says what is not one', async ({ page }) => {
  await page.keyboard.press('g');
  const field = page.getByRole('textbox', { name: 'Date and time' });
  await expect(field).toBeFocused();
  await field.fill('the day after');
  await expect(page.getByText('Write a date as').first()).toBeVisible();
  await field.fill('2025-01-15 12:00');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expect.poll(() => middle(page)).toBe(Date.UTC(2025, 0, 15, 12));
});

test('a cascade that is chosen is centred and shown', async ({ page }) => {
  const [biggest] = [...(await call(page, 'cascades:list', { instrument: 'SIM-BTC' }))].sort(
    (a, b) => Math.max(b.notionalLongUsd, b.notionalShortUsd) - Math.max(a.notionalLongUsd, a.notionalShortUsd),
  );
  const table = page.getByRole('grid', { name: 'Cascades' });
  await table
    .getByRole('columnheader', { name: /Notional/ })
    .getByRole('button')
    .click(); // the largest first
  const row = table.locator('[role="row"][data-index="0"]');
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  const { start, end, decision } = biggest!;
  await expect
    .poll(async () => Math.abs((await middle(page)) - (start + Math.max(end, decision)) / 2))
    .toBeLessThan(3_600_000);
  await expect(page.getByTestId('event-timeline')).toBeVisible();
  const minute = new Date(start).toISOString().slice(0, 16).replace('T', ' ');
  await expect(page.getByRole('region', { name: 'Event' })).toContainText(minute);
});

test('studies go and come, and are remembered', async ({ page }) => {
  await expect(priceStage(page).getByText('Open interest')).toBeVisible();
  const toggle = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Studies' }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
    await page.keyboard.press('Escape');
  };
  await toggle('Open interest');
  await expect(priceStage(page).getByText('Open interest')).toHaveCount(0);
  await toggle('MACD 12 26 9');
  await expect(priceStage(page).getByText('MACD 12 26 9')).toBeVisible();
  await expect.poll(async () => (await call(page, 'settings:read')).studies).toEqual(['liquidations', 'macd']);
  await page.reload();
  await ready(page);
  await expect(priceStage(page).getByText('MACD 12 26 9')).toBeVisible();
  await expect(priceStage(page).getByText('Open interest')).toHaveCount(0);
});

test('RSI stands beside that of the next two timeframes', async ({ page }) => {
  await show(page, ['rsi']);
  const legend = legendOf(page, 'RSI 14');
  await expect(legend).toHaveText(/1h\d+\.\d4h\d+\.\d1d\d+\.\dlast closed bar of each/);
  await page.getByRole('radio', { name: '15m', exact: true }).click();
  await expect(legend).toHaveText(/15m\d+\.\d1h\d+\.\d4h\d+\.\d/);
});

test('breadth of the sample market counts its twelve instruments', async ({ page }) => {
  await show(page, ['breadth']);
  await expect(legendOf(page, 'Advance-decline line')).toHaveText(/^[+−][\d,]+.*12 members, 1 h closes$/);
});

test("survivors' break-even and estimated levels lie over the candles, marked as estimates", async ({ page }) => {
  const bare = await inkOf(priceChart(page));
  await show(page, ['breakEven', 'levels', 'liquidations', 'oi']);
  await expect(legendOf(page, "Survivors' break-even")).toHaveText(/longs[\d,]+shorts[\d,]+$/);
  const levels = legendOf(page, 'Estimated levels');
  await expect(levels).toHaveText(/^lift\d+\.\dx.*in cascades\d+\.\dx.*as of \d{4}-\d\d-\d\d$/);
  await expect(priceStage(page).locator('[data-tone="estimate"]'), 'each figure is marked').toHaveCount(4);
  await ready(page);
  expect((await inkOf(priceChart(page))).digest).not.toBe(bare.digest);
  const { lift, t } = (await call(page, 'levels:read', { instrument: 'SIM-BTC' }))!;
  expect(lift.all.times).toBeLessThan(1);
  await expect(levels, 'a map that does no better than chance says so').toContainText('worse than chance');
  await priceStage(page).getByText('Levels', { exact: true }).focus();
  await page.keyboard.press('F1');
  await expect(page.getByRole('tooltip')).toContainText(`lift from ${lift.all.liquidations.toLocaleString('en-US')}`);
  await page.keyboard.press('Escape');
  expect(
    lift.cascades.times,
    'better than chance in cascades, which the sample market makes of such levels',
  ).toBeGreaterThan(1);
  const earlier = (await call(page, 'levels:read', { instrument: 'SIM-BTC', asOf: t - 30 * 86_400_000 }))!;
  expect(earlier.t).toBe(t - 30 * 86_400_000);
  expect(earlier.lift.all.liquidations).toBeLessThan(lift.all.liquidations);
});

test('figures that were computed are cut at the as-of instant, and are the same there', async ({ page }) => {
  const { to } = (await call(page, 'instruments:list')).find(({ id }) => id === 'SIM-BTC')!;
  const asOf = to - 100 * 86_400_000 - 1;
  const query = { instrument: 'SIM-BTC', interval: 3_600_000, from: asOf - 5 * 86_400_000, to: asOf + 5 * 86_400_000 };
  for (const channel of ['breakEven:read', 'breadth:read'] as const) {
    const whole = (await call(page, channel, query))!.columns as Record<string, Float64Array> & { t: Float64Array };
    const known = (await call(page, channel, { ...query, asOf }))!.columns as typeof whole;
    expect(known.t.at(-1)).toBeLessThanOrEqual(asOf);
    expect(known.t.length).toBe(whole.t.filter((t) => t <= asOf).length);
    for (const [name, column] of Object.entries(known))
      expect([...column], `${channel} ${name}`).toEqual([...whole[name]!.slice(0, column.length)]);
  }
});

test('a picture of the chart is saved to a file', async ({ page, app }, info) => {
  const file = info.outputPath('price.png');
  await chooseTarget(app, undefined);
  await pane(page).getByRole('button', { name: 'Save picture' }).click(); // cancelled: nothing is written
  await chooseTarget(app, file);
  await pane(page).getByRole('button', { name: 'Save picture' }).click();
  await expect
    .poll(() =>
      readFile(file).then(
        (bytes) => bytes.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(10_000);
  const bytes = await readFile(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16), 'as wide as on screen').toBeGreaterThan(400);
});
