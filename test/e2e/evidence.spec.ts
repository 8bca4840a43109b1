// The Evidence workspace on the sample market: a question is asked, computed, read, changed and taken along.
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, marketTest as test, ready } from './fixtures';
import { chooseTarget } from './support/dialogs';

const WORDS = /^(bounce|continuation|no difference|cannot tell)$/;
/** A study of the sample market, with its grid. */
const STUDY_MS = 240_000;

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const study = (page: Page) => page.getByRole('region', { name: 'Study' });
const horizons = (page: Page) => page.getByRole('grid', { name: 'Horizons' });
const word = (page: Page) => page.getByTestId('verdict-word');

/** Key 2, with the question as it is at the start. */
async function openEvidence(page: Page): Promise<void> {
  await page.keyboard.press('2');
  const reset = page.getByRole('button', { name: 'Reset', exact: true });
  await expect(reset).toBeVisible();
  if ((await reset.getAttribute('aria-disabled')) === null) await reset.click();
  await ready(page);
}

/** The answer, computed now or by an earlier test. */
async function answered(page: Page): Promise<void> {
  await openEvidence(page);
  if (await horizons(page).isVisible()) return;
  await verdict(page).getByRole('button', { name: 'Run the study' }).click();
  await expect(horizons(page)).toBeVisible({ timeout: STUDY_MS });
  await ready(page);
}

test('a study is cancelled, then computed, and answers every horizon in one of four words', async ({ page }) => {
  test.setTimeout(2 * STUDY_MS);
  await openEvidence(page);
  await test.step('one action stands in the empty pane; cancelled, it says so', async () => {
    await verdict(page).getByRole('button', { name: 'Run the study' }).click();
    await expect(verdict(page).getByRole('progressbar', { name: 'Study' })).toBeVisible();
    await verdict(page).getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(verdict(page).getByText('it was cancelled')).toBeVisible({ timeout: 30_000 });
  });
  await test.step('run again, both panes show the answer', async () => {
    await verdict(page).getByRole('button', { name: 'Run again' }).click();
    await expect(horizons(page)).toBeVisible({ timeout: STUDY_MS });
    await expect(study(page).getByRole('group', { name: /^Share of lows not undercut/ })).toBeVisible();
    await expect(study(page).getByRole('region', { name: 'Checks' })).toContainText('Planted leak found');
  });
  await test.step('each row has its word, and the data never claim more than they carry', async () => {
    const rows = horizons(page).locator('[data-horizon]');
    await expect(rows).toHaveCount(9);
    for (const row of await rows.all()) await expect(row.getByRole('gridcell').nth(1)).toHaveText(WORDS);
    for (const row of await rows.filter({ hasText: 'too few clusters' }).all())
      await expect(row.getByRole('gridcell').nth(1)).toHaveText('cannot tell');
    await expect(page.getByTestId('verdict-sentence')).toHaveText(/effect is|too few|No stored bars/);
  });
  await test.step('the sample says that it is simulated', async () => {
    await expect(study(page).getByRole('region', { name: 'Inputs and coverage' })).toContainText('synthetic');
  });
});

test('the keyboard walks the horizons, and the headline follows', async ({ page }) => {
  test.setTimeout(STUDY_MS);
  await answered(page);
  await horizons(page).focus();
  await page.keyboard.press('Home');
  await expect(verdict(page).getByText('At 5 minutes')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(verdict(page).getByText('At 15 minutes')).toBeVisible();
  await expect(horizons(page).locator('[aria-selected="true"]')).toHaveAttribute('data-horizon', '900000');
  await page.keyboard.press('End');
  await expect(verdict(page).getByText('At 30 days')).toBeVisible();
  const last = await horizons(page).locator('[data-horizon]').last().getByRole('gridcell').nth(1).textContent();
  await expect(word(page)).toHaveText(last!);
});

test('horizons shorter than the bars are hidden and shown again, and the others keep their plots', async ({ page }) => {
  test.setTimeout(STUDY_MS);
  await answered(page);
  const rows = horizons(page).locator('[data-horizon]');
  const unmeasured = rows.filter({ hasText: 'or finer' });
  await expect(unmeasured).toHaveCount(3);
  await verdict(page).getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(rows).toHaveCount(6);
  for (const row of await rows.all()) expect((await row.locator('svg[role="img"]').first().boundingBox())!.height).toBeGreaterThan(20); // prettier-ignore
  await page.reload();
  await ready(page);
  await page.keyboard.press('2');
  await expect(rows).toHaveCount(6);
  await verdict(page).getByRole('button', { name: 'Show', exact: true }).click();
  await expect(rows).toHaveCount(9);
});

test('the question is asked of one instrument or of all whose data the rule can read', async ({ page }) => {
  await openEvidence(page);
  const scope = page.getByRole('combobox', { name: 'Instruments' });
  await expect(scope).toHaveText('SIM-BTC');
  await scope.click();
  await page.getByRole('option', { name: 'all 12 instruments' }).click();
  await expect(verdict(page).getByRole('button', { name: 'Run the study' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(scope).toHaveText('SIM-BTC');
});

test('a changed question marks the figures as those of the earlier one until it is run or taken back', async ({
  page,
}) => {
  test.setTimeout(STUDY_MS);
  await answered(page);
  const cost = page.getByRole('textbox', { name: 'Cost line, bp' });
  await cost.fill('ten');
  await expect(cost).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expect(cost).toHaveValue('8');
  await cost.fill('12.5');
  await page.keyboard.press('Enter');
  await expect(verdict(page).getByText('before the change of the cost line')).toBeVisible();
  await expect(verdict(page).getByRole('button', { name: 'Run again' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(verdict(page).getByText('before the change of')).toHaveCount(0);
});

test('a rule is built from conditions, undone, tested for lookahead, saved, used and deleted', async ({ page }) => {
  test.setTimeout(STUDY_MS);
  await openEvidence(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('edit the rule');
  await page.keyboard.press('Enter');
  const builder = page.getByRole('dialog', { name: 'Rule builder' });
  await builder.getByRole('radio', { name: 'Condition' }).click();
  await builder.getByRole('button', { name: 'Condition', exact: true }).last().click();
  await expect(builder.getByRole('treeitem', { name: /^Condition/ })).toHaveCount(2);
  await builder.getByRole('button', { name: 'Undo' }).click();
  await expect(builder.getByRole('treeitem', { name: /^Condition/ })).toHaveCount(1);
  const value = builder.getByRole('textbox', { name: 'Value 1' });
  await value.fill('25');
  await value.press('Enter');
  await expect(builder.getByTestId('rule-words')).toHaveText('When RSI(14) on 1h is below 25.');

  await builder.getByRole('button', { name: 'Test for lookahead' }).click();
  await expect(builder.getByRole('status')).not.toHaveText(/^(Running\.|Every decision is found again.*|)$/, {
    timeout: STUDY_MS,
  });

  await builder.getByRole('textbox', { name: 'Name of the rule' }).fill('Deep RSI');
  await builder.getByRole('button', { name: 'Save rule' }).click();
  await builder.getByRole('button', { name: 'Use this rule' }).click();
  await expect(page.getByRole('combobox', { name: 'Rule', exact: true })).toHaveText('Deep RSI');

  await page.getByRole('button', { name: 'Edit rule' }).click();
  await builder.getByRole('button', { name: 'Versions of Deep RSI' }).click();
  await page.getByRole('menuitem', { name: 'Delete this rule' }).click();
  await builder.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('combobox', { name: 'Rule', exact: true }).click();
  await expect(page.getByRole('option', { name: 'Deep RSI' })).toHaveCount(0);
  await page.getByRole('option', { name: 'Long cascade', exact: true }).click();
});

test('the evidence card and the tables can be taken along', async ({ page, app }, info) => {
  test.setTimeout(STUDY_MS);
  await answered(page);
  await page.getByRole('button', { name: 'Copy evidence card' }).click();
  await expect(page.getByText('The evidence card was copied')).toBeVisible();
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  const card = JSON.parse(text) as {
    fingerprint: string;
    horizons: unknown[];
    inputs: unknown[];
    headline: { verdict: string };
  };
  expect(card.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(card.horizons).toHaveLength(9);
  expect(card.inputs.length).toBeGreaterThan(0);
  await expect(word(page)).toHaveText(card.headline.verdict);

  const csv = info.outputPath('horizons.csv');
  await chooseTarget(app, csv);
  await study(page).getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Horizons as CSV' }).click();
  await expect.poll(() => readFile(csv, 'utf8').catch(() => '')).toMatch(/^horizon,verdict,because/);
  expect((await readFile(csv, 'utf8')).trim().split('\n')).toHaveLength(10);

  const png = info.outputPath('card.png');
  await chooseTarget(app, png);
  await page.getByRole('button', { name: 'Verdict menu' }).click();
  await page.getByRole('menuitem', { name: 'Save evidence card as picture' }).click();
  await expect
    .poll(async () => (await readFile(png).catch(() => Buffer.alloc(0))).subarray(1, 4).toString())
    .toBe('PNG');
});

for (const theme of ['dark', 'light'] as const)
  test(`the rules of axe hold on the answer and in the builder, ${theme}`, async ({ page }) => {
    test.setTimeout(STUDY_MS);
    await answered(page);
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const check = async (place: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
        place,
      ).toEqual([]);
    };
    await check('answer');
    await page.getByRole('button', { name: 'Edit rule' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Condition' }).click();
    await check('builder');
    await page.keyboard.press('Escape');
  });
