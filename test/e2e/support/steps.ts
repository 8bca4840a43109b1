import { expect, type Page } from '@playwright/test';

/** A command by the palette, as a person without a mouse gives it. */
export async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(command);
  await expect(page.getByRole('option').first()).toContainText(command);
  await page.keyboard.press('Enter');
}

/** Types an instant into the as-of chip: `2026-03-01 12:00`, UTC. */
export async function typeInstant(page: Page, instant: string): Promise<void> {
  await page.getByRole('button', { name: /^As-of clock/ }).click();
  await page.getByRole('textbox', { name: /^Instant/ }).fill(instant);
  await page.keyboard.press('Enter');
}
