// What a person set is there at the next start on the same profile.
import { expect, launch, marketTest as test, priceStage, ready, seed } from './fixtures';
import { call } from './support/bridge';
import { runToEnd } from './support/process';

test('settings, window, instrument, timeframe, studies and layout survive a restart', async ({ market, profile }) => {
  await seed(profile, market);
  const first = await launch(profile);
  const page = await first.firstWindow();
  await ready(page);

  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  for (const choice of ['Light', 'Blue, orange', 'Local', '110 %', 'Compact'])
    await dialog.getByRole('radio', { name: choice, exact: true }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('i');
  await page.getByRole('combobox', { name: 'Instruments' }).fill('sol');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: '4h', exact: true }).click();
  await page.getByRole('button', { name: 'Studies' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'RSI 14' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Event menu' }).click();
  await page.getByRole('menuitem', { name: 'Close pane' }).click();
  await expect(page.getByRole('tab', { name: 'Event' })).toHaveCount(0);
  await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setSize(1_280, 760));
  await expect.poll(async () => await call(page, 'layout:read', { workspace: 'market' })).not.toBeNull();
  await expect
    .poll(async () => (await call(page, 'layout:read', { workspace: 'market' })) ?? '"event"')
    .not.toContain('"event"');
  await first.close();

  const second = await launch(profile);
  const again = await second.firstWindow();
  await ready(again);
  const html = again.locator('html');
  await expect(html).toHaveAttribute('data-theme', 'light');
  await expect(html).toHaveAttribute('data-sides', 'blue-orange');
  await expect(again.getByText(/^Times in local time/)).toBeVisible();
  const { window, zoom } = await second.evaluate(({ BrowserWindow }) => {
    const [one] = BrowserWindow.getAllWindows();
    return { window: one!.getSize(), zoom: one!.webContents.getZoomFactor() };
  });
  expect(window).toEqual([1_280, 760]);
  expect(zoom).toBeCloseTo(1.1, 5);
  await expect(again.getByRole('button', { name: 'Instrument: SIM-SOL' })).toBeVisible();
  await expect(again.getByRole('radio', { name: '4h', exact: true })).toBeChecked();
  await expect(again.getByText('RSI 14').first()).toBeVisible();
  await expect(again.getByRole('tab', { name: 'Price' })).toBeVisible();
  await expect(again.getByRole('tab', { name: 'Event' })).toHaveCount(0);
  await again.keyboard.press('Control+,');
  await expect(again.getByRole('radio', { name: 'Compact', exact: true })).toBeChecked();
  await again.keyboard.press('Escape');

  await again.keyboard.press('Control+k');
  await again.getByRole('combobox', { name: 'Command palette' }).fill('reset layout');
  await again.keyboard.press('Enter');
  await expect(again.getByRole('tab', { name: 'Event' })).toBeVisible();
  await second.close();
});

test('the workspace that was left is the one that opens', async ({ market, profile }) => {
  await seed(profile, market);
  const first = await launch(profile);
  const page = await first.firstWindow();
  await ready(page);
  await page.keyboard.press('6');
  await expect(page.getByRole('grid', { name: 'Series' })).toBeVisible();
  await expect.poll(async () => (await call(page, 'settings:read')).workspace).toBe('data');
  await first.close();
  const second = await launch(profile);
  const again = await second.firstWindow();
  await ready(again);
  await expect(again.getByRole('grid', { name: 'Series' })).toBeVisible();
  await expect(priceStage(again)).toHaveCount(0);
  await second.close();
});

test('a second start brings the window of the first to the front and ends', async ({ profile }) => {
  const first = await launch(profile);
  await ready(await first.firstWindow());
  await first.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window!.focus = () => void ((globalThis as Record<string, unknown>)['wasFocused'] = true);
  });
  const { code, stderr } = await runToEnd(profile);
  expect(stderr).not.toContain('could not start');
  expect(code).toBe(0);
  const seen = () =>
    first.evaluate(({ BrowserWindow }) => ({
      windows: BrowserWindow.getAllWindows().length,
      wasFocused: (globalThis as Record<string, unknown>)['wasFocused'],
    }));
  await expect.poll(seen).toEqual({ windows: 1, wasFocused: true });
  await first.close();
});
