// @ts-check
// The tour: drives the built workstation through its main job on the sample market and keeps a picture of every
// workspace. `npm start` takes it where there is no display.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { _electron } from '@playwright/test';
import { isRoot } from './lib/launch.mjs';
import { inRoot, root } from './lib/paths.mjs';

/** All the tour knows of the page. */
const PAGE = {
  openSample: (/** @type {import('@playwright/test').Page} */ page) =>
    page.getByRole('button', { name: 'Open sample market' }),
  ready: (/** @type {import('@playwright/test').Page} */ page) => page.locator('[data-ready="true"]').first(),
  workspaces: ['Market', 'Evidence', 'Hedge', 'Replay', 'Plans', 'Data'],
};

const PICTURES = inRoot('out', 'tour');
const PATIENCE_MS = 60_000;

/**
 * @param {Record<string, string>} env the display and the runtime to use
 * @returns {Promise<number>} exit code: 0 when every workspace opened and the page threw nothing
 */
export async function tour(env) {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  // A profile of its own: the tour starts like a first start and leaves the user's data alone.
  const profile = await mkdtemp(join(tmpdir(), 'ballast-tour-'));
  // In this very process: Playwright asks the electron package for the executable, and that looks here.
  Object.assign(process.env, env, { BALLAST_UNATTENDED: '1' });
  const app = await _electron.launch({
    args: ['.', `--user-data-dir=${profile}`],
    cwd: root,
    chromiumSandbox: !isRoot,
  });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(PATIENCE_MS);
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    /** @type {Row[]} */
    const rows = [await stop(page, 'Welcome', 0, () => page.waitForLoadState())];
    await PAGE.openSample(page).click();
    for (const [i, name] of PAGE.workspaces.entries()) {
      rows.push(await stop(page, name, i + 1, () => page.keyboard.press(String(i + 1))));
    }
    console.log(table(rows));
    for (const error of errors) console.error(`The page threw: ${error}`);
    return errors.length === 0 ? 0 : 1;
  } finally {
    await app.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** @typedef {{ workspace: string, shows: string, took: string, picture: string }} Row */

/**
 * Goes somewhere, waits until everything is loaded there, takes the picture.
 * @param {import('@playwright/test').Page} page
 * @param {string} workspace
 * @param {number} number
 * @param {() => Promise<unknown>} go
 * @returns {Promise<Row>}
 */
async function stop(page, workspace, number, go) {
  const started = performance.now();
  await go();
  await PAGE.ready(page).waitFor({ state: 'attached' });
  const took = `${Math.round(performance.now() - started)} ms`;
  const picture = join(PICTURES, `${number}-${workspace.toLowerCase()}.png`);
  await page.screenshot({ path: picture });
  const charts = await page.locator('canvas:visible').count();
  const lines = await page.getByRole('row').count();
  const shows = [charts && `${charts} canvases`, lines && `${lines} rows`].filter(Boolean).join(', ') || '-';
  return { workspace, shows, took, picture: relative(root, picture) };
}

/** @param {readonly Row[]} rows */
export function table(rows) {
  const lines = [['workspace', 'shows', 'ready in', 'picture'], ...rows.map((row) => Object.values(row))];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => String(line[column]).length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
