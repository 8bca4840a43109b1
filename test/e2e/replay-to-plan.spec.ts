// What the workstation is for, on recorded data: into the replay before 5 August 2024, through it with a hedge, out with a signed plan.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { MS_PER_HOUR } from '../../src/core/time/ms';
import { areAbsent, FINDINGS_FILES } from '../support/recorded';
import { expect, launch, ready, test } from './fixtures';
import { call, runJob } from './support/bridge';
import { chooseFiles, chooseTarget } from './support/dialogs';
import { SAID } from './support/plans';
import { run, typeInstant } from './support/steps';

test.skip(areAbsent(FINDINGS_FILES), 'no recorded market data');

const ENTERED = Date.UTC(2024, 7, 4, 12);
const AFTER = Date.UTC(2024, 7, 7, 12);
const PASSPHRASE = 'correct horse battery';
const ROOT = resolve(import.meta.dirname, '../..');

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const clock = (page: Page, t: number) =>
  page.getByRole('button', { name: `As-of clock: replay at ${written(t)} UTC`, exact: true });
const written = (t: number): string => new Date(t).toISOString().slice(0, 16).replace('T', ' ');

async function setClock(page: Page, t: number): Promise<void> {
  await typeInstant(page, written(t));
  await expect(clock(page, t)).toBeVisible();
  await ready(page);
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByText(name, { exact: true }).first().click();
  await ready(page);
}

test('a person replays 5 August 2024 under a hedge and leaves with a plan that others sign, verify and open', async ({ page, app }, info) => {
  test.setTimeout(240_000);
  await ready(page);
  await runJob(page, { kind: 'import', paths: FINDINGS_FILES, options: {} });
  await call(page, 'settings:write', { instrument: 'BTCUSDT', interval: MS_PER_HOUR, workspace: 'replay' });
  await page.reload();
  await ready(page);

  // Before the event, with a layer of puts under ten coins.
  await setClock(page, ENTERED);
  await page.keyboard.press('3');
  await run(page, 'Preset: Put ladder');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('4');
  await tab(page, 'Replay book');
  await region(page, 'Replay book').getByRole('button', { name: 'Put on the plan of the builder' }).click();
  await tab(page, 'Journal');
  const journal = region(page, 'Journal');
  await journal.getByRole('slider', { name: 'Probability that it holds' }).press('Home');
  await journal.getByRole('textbox', { name: 'Reason' }).fill('Weekend liquidity, and the yen has turned.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The decision is recorded')).toBeVisible();

  // Through it by hand, and out at the other side.
  await region(page, 'Transport').getByRole('radio', { name: '1h', exact: true }).click();
  await region(page, 'Transport').getByRole('button', { name: 'Step on' }).click();
  for (let i = 1; i < 24; i++) await page.keyboard.press('ArrowRight');
  await expect(clock(page, ENTERED + 24 * MS_PER_HOUR)).toBeVisible();
  await ready(page);
  await expect(journal.getByRole('listitem', { name: /^Decision of/ })).toContainText(/undercut/i);
  await setClock(page, AFTER);
  await tab(page, 'Replay book');
  const facts = region(page, 'Replay book').getByRole('table', { name: 'Hedged against unhedged' });
  await expect(facts).toBeVisible();
  await expect(region(page, 'Replay book').getByRole('region', { name: 'Log' })).toContainText(/at 3 times its cost/);
  await page.screenshot({ path: info.outputPath('replay.png') });

  // The plan, as of the clock.
  await run(page, 'New plan from the hedge');
  await expect(region(page, 'Orders').getByRole('grid', { name: 'Orders' })).toContainText('buy');
  const { id } = (await call(page, 'plans:list'))[0]!;
  const { plan } = await call(page, 'plans:read', { id });
  expect(plan.data.asOf).toBeLessThanOrEqual(AFTER);
  const keys = [];
  for (const name of ['Ada', 'Bob', 'Cleo'])
    keys.push(await call(page, 'signers:create', { name, passphrase: PASSPHRASE }));
  const policy = { required: 2, signers: keys.map(({ name, key }) => ({ name, key })) };
  const saved = await call(page, 'plans:save', { id, plan: { ...plan, ...SAID, policy }, note: 'filled in' });
  expect(saved.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const { fingerprint } of keys.slice(0, 2))
    await call(page, 'plans:sign', { id, signer: fingerprint, passphrase: PASSPHRASE });
  await page.reload();
  await ready(page);
  await page.keyboard.press('5');
  await expect(region(page, 'Signatures').getByRole('status').first()).toContainText('Valid until');
  await page.screenshot({ path: info.outputPath('plan.png') });

  const [pdf, bundle] = [info.outputPath('plan.pdf'), info.outputPath('plan.zip')];
  await chooseTarget(app, pdf);
  expect(await call(page, 'plans:export', { id, format: 'pdf' })).toBe(pdf);
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
  await chooseTarget(app, bundle);
  expect(await call(page, 'plans:export', { id, format: 'bundle' })).toBe(bundle);
  await expect.poll(() => existsSync(bundle), { timeout: 30_000 }).toBe(true);

  // Another desk: the command line needs no database; a fresh profile gets the same numbers.
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/ballast.mjs', 'plan', 'verify', bundle, '--json'], { cwd: ROOT });
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, counted: 2, required: 2 });
  const other = await launch(info.outputPath('other'));
  try {
    const there = await other.firstWindow();
    await ready(there);
    await chooseFiles(other, [bundle]);
    const opened = await call(there, 'plans:open');
    expect(opened!.verification.ok).toBe(true);
    expect(await call(there, 'plans:recompute', { id: opened!.id })).toMatchObject({ same: true, changes: [], problem: null });
  } finally {
    await other.close();
  }
}); // prettier-ignore
