// The Hedge workspace on the sample market: a plan is built, dragged, taken back, kept and read as of an instant.
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, launch, marketTest as test, ready, seed } from './fixtures';
import { call } from './support/bridge';
import { chooseTarget } from './support/dialogs';
import { inkOf } from './support/pixels';
import { run, typeInstant } from './support/steps';

const builder = (page: Page) => page.getByRole('region', { name: 'Hedge builder' });
const payoff = (page: Page) => page.getByTestId('payoff');
const layers = (page: Page) => builder(page).getByRole('list', { name: 'Layers' }).getByRole('listitem');
const heat = (page: Page) => page.getByRole('grid', { name: 'Gain by price and volatility' });
const readout = (page: Page, id: string) => page.locator(`[data-readout="${id}"] td`);
const handle = (page: Page) => page.getByRole('group', { name: 'Strikes' }).getByRole('slider');
const sub = (page: Page) => page.getByText(/plan, (not saved|unsaved changes|saved)$/);

/** Key 3, with a new plan of one unit of the sample's leader. */
async function openHedge(page: Page): Promise<void> {
  await page.keyboard.press('3');
  await expect(builder(page).getByRole('table', { name: 'Exposure' })).toBeVisible();
  await run(page, 'New plan');
  await expect(builder(page).getByText('Nothing protects the book yet.')).toBeVisible();
  await ready(page);
}

async function addPreset(page: Page, name: string): Promise<void> {
  await run(page, `Preset: ${name}`);
  const dialog = page.getByRole('dialog', { name: 'Presets' });
  await expect(dialog.getByRole('region', { name })).toContainText('Know first');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

async function drag(page: Page, what: Locator, by: number): Promise<void> {
  const box = (await what.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(x + (by * step) / 8, y);
  await page.mouse.up();
}

const strikeOf = async (what: Locator): Promise<number> => Number(await what.getAttribute('aria-valuenow'));

test('the usual layout cuts no tab at 1440 x 900, and a dialog begins at what it asks for', async ({ page, app }) => {
  const before = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const size = window!.getSize();
    window!.setSize(1_440, 900);
    return size;
  });
  await call(page, 'layout:reset', { workspace: 'hedge' });
  await page.reload();
  await ready(page);
  await page.keyboard.press('3');
  await ready(page);
  const strips = page.locator('.dv-tabs-container').filter({ visible: true });
  await expect(strips).toHaveCount(4);
  await expect(strips.filter({ hasText: 'Payoff' }).getByRole('tab')).toHaveText(
    ['Payoff', 'Volatility', 'Condors', 'Parity'].map((title) => new RegExp(`${title}$`)),
  );
  expect(await strips.evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth))).toEqual([0, 0, 0, 0]);
  await run(page, 'Add a position');
  await expect(page.getByRole('dialog', { name: 'New position' }).getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]!.setSize(width!, height!),
    before,
  );
});

test('a preset is read before it is added, and the three panes follow', async ({ page }) => {
  await openHedge(page);
  await expect(payoff(page)).toHaveAccessibleName(/break-even/);
  const bare = await heat(page).getByRole('gridcell').first().textContent();
  await test.step('its source and caveats stand beside it', async () => {
    await run(page, 'Preset: Put ladder');
    const about = page.getByRole('dialog', { name: 'Presets' }).getByRole('region', { name: 'Put ladder 30/60/90' });
    await expect(about).toContainText('Source');
    await expect(about).toContainText('Know first');
    await page.keyboard.press('Enter');
  });
  await expect(layers(page)).toHaveCount(1);
  await expect(layers(page).first()).toContainText('Always');
  await expect(layers(page).first()).toContainText(/\d+\.\d+\s%/);
  await expect(handle(page)).toHaveCount(3);
  await expect(heat(page).getByRole('gridcell').first()).not.toHaveText(bare!);
  await test.step('a cell tells what each leg comes to', async () => {
    await heat(page).getByRole('gridcell').nth(2).click();
    const legs = page.getByRole('table', { name: 'Legs of the picked cell' });
    await expect(legs.getByRole('row')).toHaveCount(1 + 1 + 3 + 1);
    const cell = await heat(page).getByRole('gridcell').nth(2).textContent();
    await expect(legs.getByRole('row').last()).toContainText(cell!.trim());
  });
  await test.step('the worst cell is outlined, and the builder tells it', async () => {
    const worst = heat(page).locator('[data-worst]');
    await expect(worst).toHaveCount(1);
    const text = (await worst.textContent())!.split(',').slice(0, -1).join(',');
    await expect(builder(page).getByRole('contentinfo').or(builder(page).locator('footer'))).toContainText(text);
  });
});

test('a dragged strike changes payoff and scenario at once, and one undo takes it back', async ({ page }) => {
  await openHedge(page);
  await typeInstant(page, '2025-03-01 00:00'); // before the first chain: every strike can be had
  await addPreset(page, 'Tail puts on a yearly budget');
  await expect(handle(page)).toHaveCount(1);
  const [strike, gain, cell] = [
    await strikeOf(handle(page)),
    await readout(page, 'expiry').textContent(),
    await heat(page).getByRole('gridcell').first().textContent(),
  ];
  const curves = payoff(page).locator('canvas').last();
  const ink = await inkOf(curves);
  await drag(page, handle(page), 90);
  expect(await strikeOf(handle(page))).toBeGreaterThan(strike + 1_000);
  await expect(readout(page, 'expiry')).not.toHaveText(gain!);
  await expect(heat(page).getByRole('gridcell').first()).not.toHaveText(cell!);
  await test.step('the cells that a hand has drawn are those of the plan at rest', async () => {
    const cells = heat(page).getByRole('gridcell');
    const box = (await handle(page).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const rest = await cells.allTextContents();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y);
    await expect(cells.first()).not.toHaveText(rest[0]!);
    await page.mouse.move(x, y);
    await expect(cells).toHaveText(rest);
    await page.mouse.up();
    await expect(cells).toHaveText(rest);
    await expect(heat(page).locator('[data-worst]')).toHaveCount(1);
    await expect(heat(page).locator('[data-worst]')).toContainText('worst cell');
    await page.keyboard.press('Control+z');
  });
  await page.mouse.move(5, 5);
  await expect.poll(async () => (await inkOf(curves)).digest).not.toBe(ink.digest);
  await expect(layers(page).first()).toContainText(/put at \d+(\.\d)? %/);
  await test.step('the keys take it back, bring it again, and take it back', async () => {
    await page.keyboard.press('Control+z');
    await expect.poll(() => strikeOf(handle(page))).toBe(strike);
    await expect(readout(page, 'expiry')).toHaveText(gain!);
    await expect(heat(page).getByRole('gridcell').first()).toHaveText(cell!);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => strikeOf(handle(page))).toBeGreaterThan(strike + 1_000);
    await builder(page)
      .getByRole('button', { name: 'Undo' })
      .or(page.getByRole('button', { name: 'Undo', exact: true }))
      .first()
      .click();
    await expect.poll(() => strikeOf(handle(page))).toBe(strike);
  });
  await test.step('a strike moves by the arrow keys, too', async () => {
    await handle(page).focus();
    await page.keyboard.press('ArrowRight');
    const next = await strikeOf(handle(page));
    expect(next).toBeGreaterThan(strike - 1);
    await page.keyboard.press('PageUp');
    expect(await strikeOf(handle(page))).toBeGreaterThan(next);
  });
});

test('a plan is saved, changed, and comes back after a restart', async ({ market }, info) => {
  test.setTimeout(120_000);
  const profile = info.outputPath('profile');
  await seed(profile, market);
  const first = await launch(profile);
  let page = await first.firstWindow();
  await ready(page);
  await openHedge(page);
  await addPreset(page, 'Put ladder 30/60/90');
  await page.keyboard.press('Control+s');
  await expect(sub(page)).toHaveText(/, saved$/);
  await layers(page).first().getByRole('switch').click();
  await expect(sub(page)).toHaveText(/, unsaved changes$/);
  await first.close();

  const second = await launch(profile);
  page = await second.firstWindow();
  await ready(page);
  await test.step('the draft as it was left', async () => {
    await expect(builder(page)).toBeVisible();
    await expect(sub(page)).toHaveText(/, unsaved changes$/);
    await expect(layers(page).first().getByRole('switch')).not.toBeChecked();
  });
  await test.step('and the plan as it was saved', async () => {
    await run(page, 'Open or compare a plan');
    await page.getByRole('button', { name: /^Open .* plan$/ }).click();
    await expect(layers(page).first().getByRole('switch')).toBeChecked();
    await expect(sub(page)).toHaveText(/, saved$/);
  });
  await test.step('set beside itself, copied and deleted', async () => {
    await run(page, 'Open or compare a plan');
    await page.getByRole('button', { name: /^Compare with/ }).click();
    await page.getByRole('button', { name: /^Delete/ }).click();
    await expect(page.getByText('No plan is saved yet.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText(/not saved, beside/)).toBeVisible();
  });
  await second.close();
});

test('gates and prices are those of the instant of the clock', async ({ page }) => {
  await openHedge(page);
  await addPreset(page, 'Crypto puts by DVOL steps');
  const price = builder(page).getByRole('note', { name: /^Price of/ });
  const gate = layers(page).first().getByRole('note', { name: /^Gate/ });
  const [now, nowGate] = [await price.textContent(), await gate.getAttribute('aria-label')];
  expect(nowGate).toMatch(/vol \d+\.\d/);
  await typeInstant(page, '2024-06-01 00:00');
  await expect(page.getByText('gates read at 2024-06-01 00:00 UTC')).toBeVisible();
  await expect(price).not.toHaveText(now!);
  await expect(gate).not.toHaveAttribute('aria-label', nowGate!);
  await expect(page.getByText('modelled smile')).toBeVisible();
  await test.step('a signal that was not known is said to be unknown, with what is missing', async () => {
    await addPreset(page, 'Puts, put spreads when skew is rich');
    await builder(page).getByRole('button', { name: 'Menu of Puts, or put spreads' }).click();
    await page.getByRole('menuitem', { name: 'Edit layer' }).click();
    const editor = page.getByRole('dialog', { name: 'Edit layer' });
    await editor.getByRole('radio', { name: 'hysteresis' }).click();
    await editor.getByRole('combobox', { name: 'Signal' }).click();
    await page.getByRole('option', { name: 'Skew z' }).click();
    await editor.getByRole('button', { name: 'Use this layer' }).click();
    const skew = layers(page).nth(1).getByRole('note', { name: /^Gate/ });
    await expect(skew).toHaveAccessibleName(/unknown$/);
    await skew.focus();
    await expect(page.getByRole('tooltip')).toContainText('90 days of option chains');
  });
  await test.step('before all prices nothing is made up', async () => {
    await typeInstant(page, '2015-01-01 00:00');
    await expect(builder(page).getByText('The plan cannot be priced at this instant.')).toBeVisible();
    await expect(builder(page).getByText('The plan itself is kept.')).toBeVisible();
    await expect(layers(page).first()).toContainText('unknown');
  });
});

test('a layer is added, moved, edited and switched off without a mouse', async ({ page }) => {
  await openHedge(page);
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  await addPreset(page, 'Put ladder 30/60/90');
  await run(page, 'Add a layer');
  const editor = page.getByRole('dialog', { name: 'New layer' });
  await test.step('what cannot be used is said where it is', async () => {
    await editor.getByRole('textbox', { name: 'Name' }).fill('');
    await expect(editor.getByRole('alert')).toHaveText('Give it a name.');
    await editor.getByRole('textbox', { name: 'Name' }).fill('Far puts');
    await expect(editor.getByRole('alert')).toHaveCount(0);
    const strike = editor.getByRole('textbox', { name: 'Strike of leg 1' });
    await strike.fill('10');
    await strike.press('Enter');
    await expect(page.getByTestId('layer-words')).toContainText('Buy 10-delta put');
  });
  await editor.getByRole('button', { name: 'Use this layer' }).focus();
  await page.keyboard.press('Enter');
  await expect(layers(page)).toHaveCount(2);
  await test.step('Alt and the arrows order', async () => {
    const far = layers(page).nth(1).locator('[data-name]');
    await far.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(layers(page).first()).toContainText('Far puts');
    await expect(far.or(layers(page).first().locator('[data-name]')).first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(layers(page).nth(1).locator('[data-name]')).toBeFocused();
  });
  await test.step('Space on the switch, Delete on the row, and both taken back', async () => {
    const toggle = layers(page).first().getByRole('switch');
    await toggle.focus();
    await page.keyboard.press('Space');
    await expect(toggle).not.toBeChecked();
    await expect(layers(page).first()).toContainText('off');
    await layers(page).first().locator('[data-name]').focus();
    await page.keyboard.press('Delete');
    await expect(layers(page)).toHaveCount(1);
    await undo.press('Enter');
    await expect(layers(page)).toHaveCount(2);
    await undo.press('Enter');
    await expect(layers(page).first().getByRole('switch')).toBeChecked();
  });
  await test.step('Enter edits, Escape leaves all as it was', async () => {
    await layers(page).first().locator('[data-name]').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Edit layer' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(layers(page).first()).toContainText('Far puts');
  });
});

test('a layer is dragged by its grip, and Esc puts it back', async ({ page }) => {
  await openHedge(page);
  for (const name of ['Put ladder 30/60/90', 'Tail puts on a yearly budget']) await addPreset(page, name);
  const grip = layers(page).first().locator('[title^="Drag"]');
  const box = (await grip.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const begin = async (): Promise<void> => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 40);
    await page.mouse.move(x, y + 60);
  };
  await begin();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(layers(page).first()).toContainText('Puts at 30');
  await begin();
  await page.mouse.up();
  await expect(layers(page).first()).toContainText('Tail puts');
});

test('positions count by their betas, which are marked as estimates', async ({ page }) => {
  await openHedge(page);
  await run(page, 'Add a position');
  const dialog = page.getByRole('dialog', { name: 'New position' });
  await dialog.getByRole('combobox', { name: 'Instrument' }).click();
  await page.getByRole('option', { name: /^SIM-ETH/ }).click();
  await dialog.getByRole('textbox', { name: 'Quantity' }).fill('20');
  await dialog.getByRole('button', { name: 'Use this position' }).click();
  const beta = builder(page).getByRole('note', { name: /^Beta of SIM-ETH/ });
  await expect(beta).toHaveAccessibleName(/estimate$/);
  await expect(beta).toHaveText(/^\d\.\d\d \d\.\d\d$/);
  await beta.focus();
  await expect(page.getByRole('tooltip')).toContainText('90 daily log returns');
  await expect(page.getByRole('tooltip')).toContainText('OLS 90 d');
  const exposure = builder(page).getByRole('note', { name: /^Beta exposure: / });
  const before = await exposure.textContent();
  const quantity = builder(page).getByRole('textbox', { name: 'Quantity of SIM-ETH' });
  await quantity.fill('40');
  await quantity.press('Enter');
  await expect(exposure).not.toHaveText(before!);
  await quantity.fill('ten');
  await expect(quantity).toHaveAttribute('aria-invalid', 'true');
  await quantity.press('Escape');
  await expect(quantity).toHaveValue('40.00');
});

test('payoff, scenario and margin stress can be had as files', async ({ page, app }, info) => {
  await openHedge(page);
  await addPreset(page, 'Put ladder 30/60/90');
  const save = async (command: string, name: string): Promise<Buffer> => {
    const path = info.outputPath(name);
    await chooseTarget(app, path);
    await run(page, command);
    await expect(async () => readFile(path)).toPass();
    return readFile(path);
  };
  expect((await save('Save the payoff as a picture', 'payoff.png')).subarray(1, 4).toString()).toBe('PNG');
  const rows = (await save('Save the payoff as CSV', 'payoff.csv')).toString().trim().split('\n');
  expect(rows[0]).toContain('unhedged');
  expect(rows.length).toBeGreaterThan(200);
  const grid = (await save('Save the scenario as CSV', 'scenario.csv')).toString().trim().split('\n');
  expect(grid).toHaveLength(1 + 9 * 7);
  expect((await save('Save the margin stress as CSV', 'margin.csv')).toString().trim().split('\n')).toHaveLength(
    1 + 27 + 8,
  );
});

test('every line is named at the cursor, and the range zooms by keys', async ({ page }) => {
  await openHedge(page);
  await addPreset(page, 'Put ladder 30/60/90');
  const price = page.getByRole('table', { name: 'Values at a price' }).locator('caption');
  await expect(price).toContainText('−30.0');
  await payoff(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(price).toContainText('+1.0');
  await page.keyboard.press('Escape');
  await expect(price).toContainText('−30.0');
  const before = await payoff(page).getAttribute('aria-label');
  await page.keyboard.press('-');
  await expect(payoff(page)).not.toHaveAttribute('aria-label', before!);
  await page.keyboard.press('0');
  await expect(payoff(page)).toHaveAttribute('aria-label', before!);
});

for (const theme of ['dark', 'light'] as const)
  test(`meets WCAG 2.2 AA in ${theme}`, async ({ page }) => {
    await openHedge(page);
    await call(page, 'settings:write', { theme });
    for (const name of ['Put ladder 30/60/90', 'Crypto puts by DVOL hysteresis']) await addPreset(page, name);
    await layers(page).nth(1).getByRole('switch').click();
    await builder(page).getByRole('button', { name: 'Capital', exact: true }).click();
    await heat(page).getByRole('gridcell').nth(2).click();
    await ready(page);
    await expectAccessible(page, 'panes');
    await layers(page).first().locator('[data-name]').dblclick();
    await expect(page.getByRole('dialog', { name: 'Edit layer' })).toBeVisible();
    await expectAccessible(page, 'layer editor');
    await page.keyboard.press('Escape');
    await run(page, 'Hedge presets');
    await expectAccessible(page, 'presets');
  });

async function expectAccessible(page: Page, place: string): Promise<void> {
  await ready(page);
  // The legacy mode runs inside the one window: an app has no second page for the check to open.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
  expect(found, place).toEqual([]);
}
