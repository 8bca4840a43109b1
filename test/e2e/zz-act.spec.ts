import type { Page } from '@playwright/test';
import { hedgePlan, putLayer } from '../support/hedge-plan';
import { marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';

const PLAN = hedgePlan({
  name: 'Ten coins, hedged in two steps',
  asset: 'SIM-BTC',
  positions: [
    ...hedgePlan().positions.map((one) => ({ ...one, instrument: 'SIM-BTC' })),
    {
      ...hedgePlan().positions[0]!,
      id: 'perp',
      label: 'Perpetual',
      kind: 'perpetual',
      instrument: 'SIM-BTC',
      quantity: 10,
    },
  ],
  layers: [
    putLayer({ id: 'near', name: 'Puts of a month' }),
    putLayer({
      id: 'far',
      name: 'Puts of a quarter, while volatility is low',
      tenor: { ...putLayer().tenor, targets: [90], most: 180 },
      gate: { gate: { kind: 'hysteresis', signal: 'volatility', on: 45, off: 60 }, reads: 'step' },
    }),
  ],
  beta: { ...hedgePlan().beta, benchmark: 'SIM-BTC' },
  capital: {
    margin: 62_000,
    reserve: 10_000,
    credit: { limit: 12_000, rate: 0.09, haircut: 0.5 },
    synthetic: { share: 0.2, rate: 0.08 },
    requirement: { by: 'maintenance', share: 0.15 },
    repayAbove: 1.5,
    forcedSlippage: 0.01,
  },
});
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(command);
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
}
async function setClock(page: Page, instant: string): Promise<void> {
  await page.getByRole('button', { name: /^As-of clock/ }).click();
  await page.getByRole('textbox', { name: /^Instant/ }).fill(instant);
  await page.keyboard.press('Enter');
}
test('shots', async ({ page }) => {
  test.setTimeout(200_000);
  await page.evaluate(
    (plan) =>
      localStorage.setItem('ballast.hedge', JSON.stringify({ version: 1, plan, saved: { id: 'plan-1', plan } })),
    PLAN,
  );
  await call(page, 'layout:reset', { workspace: 'hedge' });
  await page.reload();
  await ready(page);
  await page.keyboard.press('3');
  await run(page, 'Show the Replay book pane');
  await ready(page);
  const shot = async (name: string) => {
    await ready(page);
    await page.waitForTimeout(700);
    await page.screenshot({ path: `/tmp/act-${name}.png` });
  };
  await setClock(page, '2025-07-20 12:00');
  await shot('1-empty');
  await page.getByRole('button', { name: 'Put on the plan of the builder' }).click();
  await shot('2-waits');
  await setClock(page, '2025-07-25 23:30');
  await page.getByRole('button', { name: 'Take everything off' }).click();
  await setClock(page, '2025-07-25 12:00');
  await shot('5-back');
  await page.getByRole('region', { name: 'Log' }).scrollIntoViewIfNeeded();
  await shot('5-log');
  await call(page, 'settings:write', { theme: 'light' });
  await page.reload();
  await ready(page);
  await shot('7-light');
});
