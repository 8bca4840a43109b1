// What the price stands on, typed in by hand: an entity, its statements, answers and their reasons, a figure in a plan, a pool.
import type { Page } from '@playwright/test';
import { MS_PER_DAY } from '../../src/core/time/ms';
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';
import { typeInstant } from './support/steps';
import { hedgePlan } from '../support/hedge-plan';
import { LENDER, lenderRows, POOL, poolRows } from '../support/lender';

const textbox = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name });
const answer = (page: Page, title: string) =>
  page.getByRole('row', { name: new RegExp(`^${title.replaceAll('/', '\\/')} `) });
/** So many days ago. */
const day = (ago: number): string => new Date(Date.now() - ago * MS_PER_DAY).toISOString().slice(0, 10);
async function type(page: Page, name: string | RegExp, value: string): Promise<void> {
  await textbox(page, name).fill(value);
  await textbox(page, name).press('Enter');
}
async function open(page: Page, pane: 'Value' | 'Pools'): Promise<void> {
  await page.keyboard.press('2');
  await page.getByRole('tab', { name: pane, exact: true }).click();
  await ready(page);
}
async function removeAll(page: Page): Promise<void> {
  for (const { id, synthetic } of await call(page, 'value:entities', {}))
    if (!synthetic) await call(page, 'value:deleteEntity', { id });
}

test('an entity is made, its figures are typed, and P/E stands beside the reason of what cannot be had', async ({
  page,
}) => {
  await open(page, 'Value');
  await page.getByRole('button', { name: 'Entity actions' }).last().click();
  await page.getByRole('menuitem', { name: 'New entity' }).click();
  await textbox(page, 'Name').fill('Quay Exchange');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('button', { name: 'Entity: Quay Exchange' })).toBeVisible();
  await expect(answer(page, 'P/E')).toContainText('Earnings: not stated');

  await page.getByRole('radio', { name: 'Statements', exact: true }).click();
  await page.getByRole('button', { name: 'Type the first figure' }).click();
  await type(page, /^Figure/, '5');
  await page.getByRole('button', { name: 'Keep and type another' }).click();
  for (const [item, value] of [
    ['Float', '8e6'],
    ['Earnings', '2e6'],
  ] as const) {
    await page.getByRole('combobox', { name: 'Item' }).click();
    await page.getByRole('option', { name: new RegExp(`^${item}`) }).click();
    if (item === 'Earnings') {
      await type(page, /^Period from/, day(396));
      await type(page, /^Period to/, day(32));
      await type(page, /^Published/, day(12));
    }
    await type(page, /^Figure/, value);
    await page
      .getByRole('button', { name: item === 'Earnings' ? 'Keep' : 'Keep and type another', exact: true })
      .click();
  }
  await expect(page.getByRole('grid', { name: 'Statements of Quay Exchange' })).toContainText(
    `${day(396)} to ${day(32)}`,
  );
  await page.getByRole('radio', { name: 'Valuation', exact: true }).click();
  await expect(answer(page, 'P/E')).toContainText('20.00');
  await expect(answer(page, 'P/CF')).toContainText('Operating cash flow: not stated');
  await expect(answer(page, 'WACC')).toContainText(/not (given|stated|known)|no instrument/);

  await page.getByRole('button', { name: 'Entity actions' }).last().click();
  await page.getByRole('menuitem', { name: 'Delete entity' }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(answer(page, 'P/E')).toContainText('20.00');
  await removeAll(page);
});

test('a figure typed over a known one is marked, taken back, and cited in the thesis of the open plan', async ({
  page,
}) => {
  const { id } = await call(page, 'value:saveEntity', { entity: LENDER });
  await call(page, 'value:putRows', { id, rows: [...lenderRows(Date.now())] });
  const [held] = hedgePlan().positions;
  const hedge = hedgePlan({
    asset: 'SIM-BTC',
    positions: [{ ...held!, instrument: 'SIM-BTC' }],
    beta: { ...hedgePlan().beta, benchmark: 'SIM-BTC' },
  });
  // the open plan is the one that is cited in: tests before may have left others
  for (const { id: other } of await call(page, 'plans:list', undefined))
    await call(page, 'plans:delete', { id: other });
  const draft = await call(page, 'plans:draft', { hedge });
  await page.reload();
  await ready(page);
  await open(page, 'Value');
  await page.getByRole('button', { name: /^Entity:/ }).click();
  await page.getByRole('option', { name: /Harbour Lending/ }).click();
  await expect(answer(page, 'P/E')).toContainText('15.00');

  await type(page, 'Earnings, yours', '20,000,000');
  await expect(answer(page, 'P/E')).toContainText('30.00');
  await expect(page.getByRole('note', { name: /^P\/E: 30 ×, estimate/ })).toBeVisible();
  await page.getByRole('button', { name: 'Earnings as known' }).click();
  await expect(page.getByRole('note', { name: /^P\/E: 15 ×$/ })).toBeVisible();

  await page.getByRole('button', { name: 'Use of P/E' }).click();
  await page.getByRole('menuitem', { name: 'Cite in plan' }).click();
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect(textbox(page, 'Claim 1')).toHaveValue(
    /^P\/E of Harbour Lending is 15\.00 ×, 30\.00 × fully diluted, as known at /,
  );
  await expect(page.getByRole('list', { name: 'Evidence cards of the plan' })).toContainText('P/E of Harbour Lending');
  await page.getByRole('button', { name: /^Save version/ }).click();
  await expect.poll(async () => (await call(page, 'plans:read', { id: draft.id })).plan.claims.length).toBe(1);
  const { plan } = await call(page, 'plans:read', { id: draft.id });
  expect(plan.evidence[0]!.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(plan.claims[0]!.evidence).toEqual([plan.evidence[0]!.fingerprint]);
  await call(page, 'plans:delete', { id: draft.id });
  await removeAll(page);
});

test('at a past clock nothing is valued by what was published later', async ({ page }) => {
  const { id } = await call(page, 'value:saveEntity', { entity: LENDER });
  await call(page, 'value:putRows', { id, rows: [...lenderRows(Date.UTC(2025, 4, 20))] }); // the newest quarter was published on 2025-04-22
  await open(page, 'Value');
  await page.getByRole('button', { name: /^Entity:/ }).click();
  await page.getByRole('option', { name: /Harbour Lending/ }).click();
  await typeInstant(page, '2025-04-21 00:00');
  await expect(answer(page, 'P/E')).toContainText('Earnings: statements cover 275 of the 365 days to 2025-01-01');
  await expect(answer(page, 'Quick ratio')).toContainText('Cash: not stated');
  await typeInstant(page, '2025-04-22 00:00');
  await expect(answer(page, 'P/E')).toContainText('15.00');
  await expect(answer(page, 'Quick ratio')).toContainText('2.00');
  await removeAll(page);
});

test('a forced sale into a pool is answered by its reserves, and again when they are typed over', async ({ page }) => {
  const { id } = await call(page, 'value:saveEntity', { entity: POOL });
  await call(page, 'value:putRows', { id, rows: [...poolRows(Date.now())] });
  await open(page, 'Pools');
  await page.getByRole('button', { name: /^Entity:/ }).last().click();
  await page.getByRole('option', { name: /ETH\/USDC 30 bp/ }).click();
  await type(page, /^Size of the sale/, '10');
  await expect(page.getByRole('note', { name: /^Received: 19,743\.16\d+ USDC/ })).toBeVisible();
  await expect(page.getByRole('note', { name: /^Slippage: −128\sbp/ })).toBeVisible();
  await expect(page.getByRole('note', { name: /^Seller’s loss: 98\.71\d+ USDC/ })).toBeVisible();
  await type(page, /^Reserve, base, yours/, '2,000');
  await type(page, /^Reserve, quote, yours/, '4,000,000');
  await expect(page.getByRole('note', { name: /^Slippage: −79\sbp, estimate/ })).toBeVisible();
  await page.getByRole('button', { name: 'Keep as figures' }).click();
  await expect(page.getByRole('note', { name: /^Slippage: −79\sbp$/ })).toBeVisible();
  const { rows } = await call(page, 'value:entity', { id });
  expect(rows.filter(({ item }) => item === 'reserveBase').map(({ value }) => value)).toEqual([1_000, 2_000]);
  await removeAll(page);
}); // prettier-ignore
