// @ts-check
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay, openVirtualDisplay } from './display.mjs';
import { readNote } from './notes.mjs';
import { inRoot, notesDir, root } from './paths.mjs';
import { countPlaywright, countVitest } from './results.mjs';
import { foreground } from './run.mjs';
import { Unmet } from './say.mjs';

const PAGE_REPORTER = inRoot('test/e2e/support/page-reporter.ts');

/**
 * Everything that needs no window.
 * @param {readonly string[]} args for vitest
 */
export async function runVitest(args = []) {
  const report = freshReport('vitest.json');
  const command = [
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const code = await foreground(process.execPath, [...command, ...args], { cwd: root });
  return countVitest(readNote(report), code);
}

/**
 * The built program in its own windows, on a virtual display where there is none.
 * @param {import('./runtime/resolve.mjs').Runtime} runtime
 * @param {readonly string[]} args for Playwright
 * @param {string} [packaged] executable of a packaged program: then the tests of that, and no others, run
 */
export async function runPlaywright(runtime, args = [], packaged) {
  const report = freshReport('playwright.json');
  const display = hasDisplay() ? undefined : await openVirtualDisplay();
  try {
    const which = packaged ? '--grep=@packaged' : '--grep-invert=@packaged';
    const command = [bin('@playwright/test/cli.js'), 'test', `--reporter=list,json,${PAGE_REPORTER}`, which];
    const code = await foreground(process.execPath, [...command, ...args], {
      cwd: root,
      env: {
        ...process.env,
        ...runtime.env,
        ...display?.env,
        BALLAST_UNATTENDED: '1', // nobody is there to close an error dialog
        ...(packaged ? { BALLAST_PACKAGED: packaged } : {}),
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    });
    return countPlaywright(readNote(report), code);
  } finally {
    display?.close();
  }
}

/** @param {string} name */
function freshReport(name) {
  const file = join(notesDir, name);
  rmSync(file, { force: true }); // an old report must not speak for a run that wrote none
  return file;
}

/** @param {string} path */
function bin(path) {
  const file = inRoot('node_modules', path);
  if (!existsSync(file)) throw new Unmet(`${file} is missing. Type: npm install`);
  return file;
}
