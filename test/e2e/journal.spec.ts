// Decisions on the past: recorded, scored as the clock goes on, kept with the replay; and nothing told in blind mode.
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';
import { typeInstant } from './support/steps';
import type { Page } from '@playwright/test';

const DAY = 86_400_000;
const ID = 'SIM-BTC';
const journal = (page: Page) => page.getByRole('region', { name: 'Journal' });
const decisions = (page: Page) => journal(page).getByRole('listitem', { name: /^Decision of/ });
const written = (t: number): string => new Date(t).toISOString().slice(0, 16).replace('T', ' ');

async function setClock(page: Page, text: string): Promise<void> {
  await typeInstant(page, text);
  await ready(page);
}

/** Opens the Replay workspace with the clock some days before the end. @returns where it stands */
async function enter(page: Page, days: number): Promise<number> {
  const { to } = (await call(page, 'instruments:list')).find(({ id }) => id === ID)!;
  await page.keyboard.press('4');
  await setClock(page, written(to - days * DAY));
  return to - days * DAY;
}

async function record(page: Page, reason: string): Promise<void> {
  const box = journal(page).getByRole('textbox', { name: 'Reason' });
  await box.fill(reason);
  await box.press('Control+Enter');
  await expect(page.getByText('The decision is recorded')).toBeVisible();
}

test('a decision is recorded with its picture, scored once its horizon has passed, deleted and put back', async ({
  page,
}) => {
  const t = await enter(page, 6);
  await journal(page).getByRole('slider', { name: 'Probability that it holds' }).press('Home');
  await record(page, 'Depth is back.');
  await expect(decisions(page)).toHaveCount(1);
  await expect(decisions(page)).toContainText('pending');
  const [entry] = await call(page, 'journal:list', { asOf: t });
  expect(entry).toMatchObject({ instrument: ID, decidedAt: t, probability: 0, hasPicture: true, blind: false });
  const day = await call(page, 'bars:read', { instrument: ID, interval: 60_000, from: t - DAY, to: t, maxBars: 2_000, asOf: t }); // prettier-ignore
  expect(entry!.level).toBe(Math.min(...day!.bars.l));

  await setClock(page, written(t + DAY));
  const [scored] = await call(page, 'journal:list', { asOf: t + DAY });
  const { outcome } = scored!;
  expect(outcome.state).toMatch(/held|undercut/);
  await expect(decisions(page)).toHaveAttribute('data-outcome', outcome.state);
  await expect(decisions(page)).toContainText(outcome.state === 'held' ? '1.000' : '0.000');
  await expect(journal(page).getByText('Too few to tell.')).toBeVisible();

  await decisions(page).hover();
  await decisions(page)
    .getByRole('button', { name: /^Picture of/ })
    .click();
  const picture = page.getByRole('img', { name: /^Price chart at/ });
  await expect.poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(300); // prettier-ignore
  await page.keyboard.press('Escape');
  await decisions(page).hover();
  await decisions(page)
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(decisions(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(decisions(page)).toHaveCount(1);
});

test('a replay is gone on with where it was left', async ({ page }) => {
  const t = await enter(page, 9);
  await page.getByRole('radio', { name: '15m', exact: true }).first().click();
  const stored = async () => (await call(page, 'replay:sessions'))[0];
  await expect.poll(stored).toMatchObject({ instrument: ID, start: t, clock: t, interval: 900_000 });
  await page.reload(); // as after a crash: the page knows nothing any more
  await ready(page);
  await expect(page.getByRole('button', { name: /^As-of clock: live/ })).toBeVisible();
  await page.getByRole('region', { name: 'Transport' }).getByRole('button', { name: 'Replays' }).click();
  await page
    .getByRole('button', { name: /^Resume SIM-BTC/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: `As-of clock: replay at ${written(t)} UTC` })).toBeVisible();
});

/** Everything that the page says: its text, and what is read aloud or shown on hover. Written out, as a reader would meet it. */
const saidBy = (page: Page): Promise<string> =>
  page.evaluate(() => {
    interface Node {
      readonly attributes: ArrayLike<{ readonly name: string; readonly value: string }>;
    }
    const { document } = globalThis as unknown as {
      document: { title: string; body: { innerText: string }; querySelectorAll(all: string): Iterable<Node> };
    };
    const ids = ['id', 'aria-activedescendant', 'aria-controls', 'aria-labelledby']; // names of elements, which nobody is told
    const attributes = [...document.querySelectorAll('body *')].flatMap((one) =>
      Array.from(one.attributes, ({ name, value }) => (ids.includes(name) ? '' : `${name}="${value}"`)),
    );
    return [document.title, document.body.innerText, ...attributes].join('\n');
  });

const linesWith = (pattern: RegExp, text: string): readonly string[] =>
  text.split('\n').filter((line) => pattern.test(line));

test('in blind mode the page tells neither symbol, nor date, nor price', async ({ page, app }) => {
  const t = await enter(page, 12);
  const bars = await call(page, 'bars:read', { instrument: ID, interval: 3_600_000, from: t - 3 * DAY, to: t, maxBars: 100, asOf: t }); // prettier-ignore
  const thousands = [...new Set(Array.from(bars!.bars.c, (x) => Math.floor(x / 1_000).toString()))];
  const prices = new RegExp(`(?<![\\d.])(${thousands.join('|')}),?\\d{3}(?![\\d])`);
  const years = /(?<!\d)20[12]\d(?!\d)/;
  expect(await saidBy(page)).toMatch(prices); // what is looked for is there before
  expect(await saidBy(page)).toMatch(years);

  await page.getByRole('switch', { name: 'Blind' }).click();
  await expect(page.getByRole('button', { name: 'Instrument: Hidden instrument' })).toBeVisible();
  await record(page, 'Nothing that I remember.');
  for (const tab of ['Cascades', 'Event', 'Journal']) {
    await page.getByText(tab, { exact: true }).first().click();
    await ready(page);
    if (tab === 'Cascades') await page.getByRole('region', { name: tab }).getByRole('row').nth(1).click();
    const said = await saidBy(page);
    expect(said).toContain('Hidden instrument');
    for (const told of [/SIM-|\bBTC\b/, years, prices]) expect(linesWith(told, said), tab).toEqual([]);
  }
  await page.locator('[data-workspace="replay"]').getByRole('tab', { name: 'Price' }).click(); // as it was found
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())).not.toMatch(
    /SIM|20\d\d/,
  );
  await page.keyboard.press('6');
  await expect(page.getByText('Hidden in blind mode.').first()).toBeVisible();
  await page.keyboard.press('4');
  const [entry] = await call(page, 'journal:list', { asOf: t });
  expect(entry).toMatchObject({ instrument: ID, decidedAt: t, blind: true }); // the truth is kept
  await page.getByRole('switch', { name: 'Blind' }).click();
  await expect(page.getByRole('button', { name: `Instrument: ${ID}` })).toBeVisible();
});
