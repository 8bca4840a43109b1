// @ts-check
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { isRoot } from '../../scripts/lib/launch.mjs';

const root = resolve(import.meta.dirname, '../..');

/** @param {string[]} args */
export const launch = (args) =>
  _electron.launch({
    args,
    cwd: root,
    chromiumSandbox: !isRoot,
    env: { .../** @type {Record<string, string>} */ (process.env), BALLAST_UNATTENDED: '1' },
  });

/** @param {string} profile */
export const launchBallast = (profile) => launch(['.', `--user-data-dir=${profile}`]);

/** The least window that Electron can show: an empty page, the same size, nothing else. */
export function writeEmptyApp() {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-empty-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.cjs"}');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`,
  );
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>empty</title><body style="background:#0c0e11">empty</body>',
  );
  return folder;
}

/** Resident memory of every process of an app, in MiB. @param {import('@playwright/test').ElectronApplication} app */
export const memoryMiB = (app) =>
  app.evaluate(({ app: electron }) =>
    Math.round(electron.getAppMetrics().reduce((sum, p) => sum + p.memory.workingSetSize, 0) / 1_024),
  );
