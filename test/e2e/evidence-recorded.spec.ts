// The study of docs/findings.md, asked in the window: the same words as from the command line.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { areAbsent, FINDINGS_FILES } from '../support/recorded';
import { expect, ready, test } from './fixtures';
import { call, runJob } from './support/bridge';

test.skip(areAbsent(FINDINGS_FILES), 'no recorded market data');

test('the window answers the question of the findings as the command line does', async ({ page }) => {
  test.setTimeout(180_000);
  const findings = await readFile(resolve(import.meta.dirname, '../../docs/findings.md'), 'utf8');
  const part = findings.split('\n## ').find((text) => text.startsWith('Long cascades'))!;
  const words = [...part.matchAll(/^\| (\S+) +\| (bounce|continuation|no difference|cannot tell) /gm)];
  expect(words).toHaveLength(6);

  await ready(page);
  await runJob(page, { kind: 'import', paths: FINDINGS_FILES, options: {} });
  await call(page, 'settings:write', { instrument: 'BTC', workspace: 'evidence' });
  await page.reload();
  await ready(page);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await verdict.getByRole('button', { name: 'Run the study' }).click();
  const horizons = page.getByRole('grid', { name: 'Horizons' });
  await expect(horizons).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Study' })).toContainText(/55 events/);
  for (const [, horizon, word] of words) {
    const [, count, unit] = /^(\d+)([hd])$/.exec(horizon!)!;
    const ms = Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000);
    await expect(horizons.locator(`[data-horizon="${ms}"]`).getByRole('gridcell').nth(1)).toHaveText(word!);
  }
});
