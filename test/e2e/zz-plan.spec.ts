import { expect, marketTest as test, ready } from './fixtures';
import { keepPlan, SAID } from './support/plans';
test('look', async ({ page, app }) => {
  test.slow();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1440, 900));
  await keepPlan(page, { title: 'Ten coins through the autumn', ...SAID });
  await page.keyboard.press('5');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  await ready(page);
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/zz/z1.png' });
  await page.getByRole('button', { name: /series as of/ }).click();
  await page.getByText('Engine', { exact: true }).scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  await page.screenshot({ path: '/tmp/zz/z2.png' });
  await page.getByRole('button', { name: 'Attach a card to claim 1' }).click();
  await page.waitForTimeout(600);
  await page.screenshot({ path: '/tmp/zz/z3.png' });
});
