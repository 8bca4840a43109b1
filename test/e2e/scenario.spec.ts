// A scenario from the dialog: made, walked through by the transport like a market that was, and taken away again.
import type { Page } from '@playwright/test';
import { MS_PER_HOUR } from '../../src/core/time/ms';
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';

const chip = (page: Page) => page.getByRole('button', { name: /As-of clock/ });
const picker = (page: Page) => page.getByRole('button', { name: /^Instrument:/ });
const preview = (page: Page) => page.getByTestId('scenario-preview').getByRole('img');

async function openDialog(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('Play a scenario');
  await page.keyboard.press('Enter');
  await expect(preview(page)).toBeVisible();
}

test('a shock is played as it was drawn, told apart from the market, and leaves nothing behind', async ({ page }) => {
  const before = (await call(page, 'instruments:list', {})).map(({ id }) => id);
  await openDialog(page);
  const move = page.getByRole('textbox', { name: 'Move, %' });
  await move.fill('-40');
  await move.press('Enter');
  await expect(preview(page)).toHaveAccessibleName(/lowest −4\d\.\d\s%, at the end −28\.0\s%/);
  await page.getByRole('button', { name: 'Create and play' }).click();

  // On the scenario, at its start, in replay.
  await expect(picker(page)).toHaveAccessibleName('Instrument: SIM-BTC, Fall of 40 %');
  await expect(picker(page)).toContainText('scenario');
  await expect(chip(page)).toHaveAccessibleName(/replay at 2026-06-30 00:00/);
  const [made] = await call(page, 'scenarios:list', {});
  const { id, start, price } = made!;
  const closes = async (asOf: number) => {
    const reply = await call(page, 'bars:read', { instrument: id, interval: MS_PER_HOUR, from: start - MS_PER_HOUR, to: start + 100 * MS_PER_HOUR, maxBars: 1_000, asOf }); // prettier-ignore
    return Array.from(reply!.bars.c);
  };
  expect(await closes(start)).toEqual([price]);

  // Six hours later it has fallen by two fifths, and nobody knows more.
  await ready(page);
  for (let hour = 0; hour < 6; hour++) await page.keyboard.press('ArrowRight');
  await expect(chip(page)).toHaveAccessibleName(/replay at 2026-06-30 06:00/);
  const fallen = await closes(start + 6 * MS_PER_HOUR);
  expect(fallen.length).toBe(7);
  expect(fallen.at(-1)! / price).toBeCloseTo(0.6, 9);

  // The market that it left is where it was, and the scenario goes.
  await openDialog(page);
  await page.getByRole('radio', { name: 'Stored, 1' }).click();
  await page.getByRole('button', { name: 'Delete Fall of 40 %' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('No scenario is stored.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picker(page)).toHaveAccessibleName('Instrument: SIM-BTC');
  await expect(chip(page)).toHaveAccessibleName(/live/);
  expect((await call(page, 'instruments:list', {})).map((one) => one.id)).toEqual(before);
});
