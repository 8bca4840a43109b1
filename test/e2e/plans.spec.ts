// The Plans workspace on the sample market: a hedge becomes a plan, its findings are mended, keys sign it, a change voids them.
import type { Page } from '@playwright/test';
import type { PlanDocument } from '#core/plan/types';
import type { OpenKey } from '#main/services/plan/keys';
import { someKeys } from '../support/plan-keys';
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';
import { CARD, keepPlan, SAID } from './support/plans';
import { run } from './support/steps';

const PASSPHRASE = 'correct horse';
const region = (page: Page, name: string) => page.getByRole('region', { name });
const findings = (page: Page) =>
  region(page, 'Steward check').getByRole('list', { name: 'Findings' }).getByRole('button');
const errors = (page: Page) => findings(page).filter({ hasText: /error, / });
const standing = (page: Page) => region(page, 'Signatures').getByRole('status').first();

/** A plan of its own for a test, open in its workspace. */
async function open(page: Page, change: Partial<PlanDocument>): Promise<void> {
  await keepPlan(page, change);
  await page.keyboard.press('5');
  await region(page, 'Plans')
    .getByRole('button', { name: new RegExp(`^${change.title}`) })
    .click();
  await expect(region(page, 'Plan').getByRole('textbox', { name: 'Title' })).toHaveValue(change.title!);
}

async function field(page: Page, name: string, words: string): Promise<void> {
  await region(page, 'Plan').getByRole('textbox', { name, exact: true }).fill(words);
}

/** Clicks a finding: its field has the focus. */
async function mend(page: Page, finding: RegExp): Promise<void> {
  await findings(page).filter({ hasText: finding }).first().click();
}

async function save(page: Page, version: number): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(page.getByText(`version ${version}, saved`)).toBeVisible();
}

async function sign(page: Page): Promise<void> {
  await region(page, 'Signatures')
    .getByRole('button', { name: /^(Sign|Countersign)$/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('a hedge becomes a plan and is mended finding by finding', async ({ page }) => {
  await page.keyboard.press('3');
  await expect(region(page, 'Hedge builder').getByRole('table', { name: 'Exposure' })).toBeVisible();
  await run(page, 'Preset: Put ladder');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await run(page, 'New plan from the hedge');
  await expect(region(page, 'Orders').getByRole('grid', { name: 'Orders' })).toContainText('buy');
  await expect(errors(page)).not.toHaveCount(0);

  await mend(page, /Nothing says what this plan holds/);
  await page.keyboard.type('The low holds.');
  await mend(page, /best case against/);
  await page.keyboard.type('There is more below.');
  await mend(page, /Nothing would prove/);
  await page.keyboard.type('A close below the low.');
  await expect(region(page, 'Steward check').getByText('of the draft')).toBeVisible();
  await mend(page, /rests on no claim/);
  await page.keyboard.press('Enter');
  await field(page, 'Claim 1', 'Lows like this one held.');
  await mend(page, /has no evidence card/);
  await page.keyboard.press('Enter');
  const evidence = page.getByRole('dialog');
  await evidence.getByRole('radio', { name: 'Pasted card' }).click();
  await evidence.getByRole('textbox').fill(JSON.stringify({ kind: 'ballast evidence card', fingerprint: CARD, rule: { name: 'Flush' }, headline: { horizon: '1 d', verdict: 'bounce', sentence: 'It rose.' } }));
  await evidence.getByRole('button', { name: 'Attach' }).click();
  await mend(page, /Write an exit/);
  await page.keyboard.press('Enter');
  await field(page, 'Exit 1', 'Volatility is back.');
  await mend(page, /does not expire/);
  await region(page, 'Plan').getByRole('button', { name: 'In a week' }).click();
  await expect(errors(page)).toHaveCount(0);
  await save(page, 2);
  await expect(errors(page)).toHaveCount(0);
  await expect(region(page, 'Steward check').getByText('of the draft')).toBeHidden();
}); // prettier-ignore

test('two of three keys sign a plan, a word voids it, and the version before is signed again', async ({ page }) => {
  for (const name of ['Ada', 'Bob']) await call(page, 'signers:create', { name, passphrase: PASSPHRASE });
  const [{ key }] = someKeys(1) as [OpenKey];
  await call(page, 'signers:add', {
    text: JSON.stringify({ format: 'ballast public key', version: 1, name: 'Cleo', key }),
  });
  await open(page, { title: 'To be signed', ...SAID });
  for (const name of ['Ada', 'Bob', 'Cleo']) {
    await region(page, 'Signatures').getByRole('button', { name: 'Signer', exact: true }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${name},`) }).click();
  }
  await region(page, 'Signatures').getByRole('textbox', { name: 'Signatures needed' }).fill('2');
  await page.keyboard.press('Enter');
  await save(page, 3);
  await expect(standing(page)).toContainText('0 of 2 signed');
  await sign(page);
  await expect(standing(page)).toContainText('It needs 1 more.');
  await sign(page);
  await expect(standing(page)).toContainText('Valid until');

  await field(page, 'We hold that', 'The low holds for a week.');
  await save(page, 4);
  await expect(standing(page)).toContainText('left 2 signatures without effect');
  await expect(standing(page)).toContainText('0 of 2 signed');
  await run(page, 'Show the History pane');
  const history = region(page, 'History');
  await expect(history.getByRole('table')).toContainText('The low holds for a week.');
  await history.getByRole('button', { name: /^3/ }).click();
  await history.getByRole('button', { name: 'Restore version 3' }).click();
  await expect(standing(page)).toContainText('Valid until');
  await expect(region(page, 'Plan').getByRole('textbox', { name: 'We hold that' })).toHaveValue(SAID.thesis.statement);
});

test('what was typed outlives a reload, a deleted plan comes back, and its numbers come out again', async ({
  page,
}) => {
  await open(page, { title: 'To be kept' });
  await field(page, 'Title', 'Kept as it was typed');
  await page.reload();
  await ready(page);
  await page.keyboard.press('5');
  await expect(region(page, 'Plan').getByRole('textbox', { name: 'Title' })).toHaveValue('Kept as it was typed');
  await run(page, 'Discard the changes of the plan');
  await expect(page.getByText('Unsaved changes')).toBeHidden();
  const kept = region(page, 'Plans').getByRole('button', { name: /^To be kept/ });
  await run(page, 'Delete the open plan');
  await expect(kept).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(kept).toHaveCount(1);
  await run(page, 'Recompute the plan here');
  await expect(page.getByText('Same numbers, byte for byte.')).toBeVisible();
});
