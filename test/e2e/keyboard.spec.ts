// Everything is reached from the keyboard, and the focus is always seen.
import { expect, marketTest as test, priceChart, ready } from './fixtures';

test('the palette finds commands, panes and instruments, and runs them', async ({ page }) => {
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const run = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command palette' }).fill(words);
    await page.keyboard.press('Enter');
    await expect(palette).toHaveCount(0);
  };
  await run('theme: light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await run('timeframe 4h');
  await expect(page.getByRole('radio', { name: '4h', exact: true })).toBeChecked();
  await run('sim-eth');
  await expect(page.getByRole('button', { name: 'Instrument: SIM-ETH' })).toBeVisible();
  await run('show the gaps');
  await expect(page.getByRole('grid', { name: 'Gaps' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('back to live');
  await expect(page.getByRole('option', { name: /Back to live/ })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('zzzz');
  await expect(page.getByText('Nothing of that name')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
});

test('keys 1 to 6 open the workspaces', async ({ page }) => {
  const titles = ['Market', 'Evidence', 'Hedge', 'Replay', 'Plans', 'Data'];
  for (const [i, title] of [...titles.entries()].reverse()) {
    await page.keyboard.press(String(i + 1));
    await expect(page.getByRole('button', { name: title, exact: true }).first()).toHaveAttribute(
      'aria-current',
      'page',
    );
  }
  await expect(priceChart(page).first()).toBeVisible(); // that of Market: Replay has one of its own
});

test('dialogs open and close by key, and a key typed into a field is only text', async ({ page }) => {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await page.keyboard.press('2'); // belongs to the dialog
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(priceChart(page)).toBeVisible();
  const filter = page.getByRole('region', { name: 'Cascades' }).getByRole('textbox', { name: 'Filter' });
  await filter.focus();
  await page.keyboard.type('6 ?');
  await expect(filter).toHaveValue('6 ?');
  await expect(priceChart(page)).toBeVisible();
});

test('a table is walked, marked and copied by key', async ({ page, app }) => {
  const table = page.getByRole('grid', { name: 'Cascades' });
  const selected = table.locator('[aria-selected="true"]');
  await table.focus();
  await page.keyboard.press('Home');
  await expect(selected).toHaveAttribute('data-index', '0');
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveAttribute('data-index', '1');
  await page.keyboard.press('End');
  const last = Number(await table.getAttribute('aria-rowcount')) - 2;
  await expect(selected).toHaveAttribute('data-index', String(last));
  await page.keyboard.press('PageUp');
  await expect(selected).not.toHaveAttribute('data-index', String(last));
  await page.keyboard.press('Control+c');
  await expect(page.getByText('1 row copied')).toBeAttached();
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  const [head, row, ...rest] = text.trim().split('\n');
  expect(head).toContain('Notional, M USD');
  expect(row).toMatch(/long|short/);
  expect(rest).toEqual([]);
});

test('the focus is drawn wherever Tab leads', async ({ page }) => {
  const seen = new Set<string>();
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const here = document.activeElement as HTMLElement;
      // A tab draws the ring on top of itself: its own edge would be cut off.
      const drawn = [undefined, '::after'].some((part) => {
        const { content, outlineStyle, outlineWidth } = getComputedStyle(here, part);
        return (part === undefined || content !== 'none') && outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
      });
      return { name: `${here.tagName} ${here.getAttribute('aria-label') ?? here.textContent?.slice(0, 30)}`, drawn };
    });
    expect(stop, `stop ${i + 1}, ${stop.name}`).toMatchObject({ drawn: true });
    seen.add(stop.name);
  }
  expect(seen.size, 'no trap').toBeGreaterThan(12);
});

test('the clock goes back, says so in every workspace, and returns', async ({ page }) => {
  await page.getByRole('button', { name: /^As-of clock: live/ }).click();
  await page.getByRole('textbox', { name: /^Instant/ }).fill('2025-03-01 00:00');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'As-of clock: replay at 2025-03-01 00:00 UTC' })).toBeVisible();
  await ready(page);
  const starts = page.getByRole('grid', { name: 'Cascades' }).locator('[data-figure="start"]');
  await expect(starts.first()).toHaveText(/^202[0-4]|^2025-0[12]/); // nothing that was not known
  await page.keyboard.press('6');
  await expect(page.getByText('Sync held while in replay')).toBeVisible();
  const series = page.getByRole('grid', { name: 'Series' });
  await expect(series).toContainText('2025-03-01');
  await expect(series).not.toContainText(/2025-03-(0[2-9]|[123])|2025-(0[4-9]|1)|2026/);
  await page.getByRole('button', { name: /^As-of clock: replay/ }).click();
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(page.getByRole('button', { name: /^As-of clock: live/ })).toBeVisible();
});
