// @ts-check
// The tour: drives the built workstation through its main job on the sample market, keeps a picture of every workspace,
// and says what it found. `npm start` takes it where there is no display.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { _electron } from '@playwright/test';
import { isRoot } from './lib/launch.mjs';
import { inRoot, root } from './lib/paths.mjs';

/** @import { Page } from '@playwright/test' */
/** @typedef {import('../src/shared/cascades').CascadeRow} CascadeRow */
/** @typedef {import('../src/core/evidence/types').StudyResult} StudyResult */
/** @typedef {{ instrument: string, side: string, start: number, end: number }} KnownCascade */

const PICTURES = inRoot('out', 'tour');
const PATIENCE_MS = 120_000;
/** What is shown beside liquidations and open interest, by its name in the Studies menu. */
const STUDIES = ["Survivors' break-even", 'Estimated levels', 'RSI 14', 'Advance-decline line'];

/** All the tour knows of the page. */
const PAGE = {
  openSample: (/** @type {Page} */ page) => page.getByRole('button', { name: 'Open sample market' }),
  atRest: (/** @type {Page} */ page) => page.locator('body[data-ready="true"]'),
  idle: (/** @type {Page} */ page) => page.getByText('No jobs', { exact: true }),
  chart: (/** @type {Page} */ page) => page.getByTestId('price-chart'),
  drawn: (/** @type {Page} */ page) => page.locator('[data-status="ready"]', { has: PAGE.chart(page) }),
  byNotional: (/** @type {Page} */ page) =>
    page
      .getByRole('grid', { name: 'Cascades' })
      .getByRole('columnheader', { name: /^Notional/ })
      .getByRole('button'),
  firstCascade: (/** @type {Page} */ page) =>
    page.getByRole('grid', { name: 'Cascades' }).locator('[role="row"][data-index="0"]'),
  event: (/** @type {Page} */ page) => page.getByTestId('event-timeline'),
  maximise: (/** @type {Page} */ page, /** @type {string} */ pane) =>
    page.getByRole('button', { name: `Maximise ${pane}` }),
  restore: (/** @type {Page} */ page, /** @type {string} */ pane) =>
    page.getByRole('button', { name: `Restore ${pane}` }),
  workspace: (/** @type {Page} */ page, /** @type {string} */ title) =>
    page.getByRole('navigation', { name: 'Workspaces' }).getByRole('button', { name: title, exact: true }),
  studies: (/** @type {Page} */ page) => page.getByRole('button', { name: 'Studies' }),
  study: (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole('menuitemcheckbox', { name }),
  drawnStudy: (/** @type {Page} */ page, /** @type {string} */ name) =>
    page.locator(`[data-title="${name}"] [data-tone="value"], [data-title="${name}"] [data-tone="estimate"]`).first(),
  confirmations: (/** @type {Page} */ page) => page.getByRole('list', { name: 'Confirmations' }),
  breakEven: (/** @type {Page} */ page) => page.getByTestId('event-cohorts'),
  instruments: (/** @type {Page} */ page) => page.getByRole('combobox', { name: 'Instruments' }),
  allInstruments: (/** @type {Page} */ page) => page.getByRole('option', { name: /^all / }),
  run: (/** @type {Page} */ page) =>
    page.getByRole('region', { name: 'Verdict' }).getByRole('button', { name: 'Run the study' }),
  horizons: (/** @type {Page} */ page) => page.getByRole('grid', { name: 'Horizons' }),
  editRule: (/** @type {Page} */ page) => page.getByRole('button', { name: 'Edit rule' }),
  builder: (/** @type {Page} */ page) => page.getByRole('dialog', { name: 'Rule builder' }),
  condition: (/** @type {Page} */ page) => PAGE.builder(page).getByRole('radio', { name: 'Condition' }),
  hedge: (/** @type {Page} */ page) => page.getByTestId('payoff'),
  transport: (/** @type {Page} */ page) => page.locator('[data-workspace="replay"] [role="region"]').first(),
  newPlan: (/** @type {Page} */ page) => page.getByRole('button', { name: 'New plan from the hedge' }).last(),
  plan: (/** @type {Page} */ page) => page.getByRole('textbox', { name: 'Title', exact: true }),
  series: (/** @type {Page} */ page) => page.getByRole('grid', { name: 'Series' }),
};

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
  /** @type {string[]} */
  const errors = [];
  let closed = false;
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => errors.push(error.message));
    await PAGE.atRest(page).waitFor({ state: 'attached' });
    await ask(page, 'settings:write', { theme: 'dark' });
    const stops = await walk(page);
    const facts = await look(page);
    await app.close();
    closed = true;
    console.log(table(['what', 'found'], await report(facts)));
    console.log(`\n${table(['workspace', 'ready in', 'picture'], stops)}`);
    for (const error of errors) console.error(`The page threw: ${error}`);
    return errors.length === 0 ? 0 : 1;
  } finally {
    if (!closed) await app.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/**
 * Through every workspace.
 * @param {Page} page
 * @returns {Promise<string[][]>} a line for each picture
 */
async function walk(page) {
  /** @type {string[][]} */
  const lines = [];
  /**
   * Goes somewhere, waits until what is to be seen there is loaded and painted, takes the picture.
   * @param {string} name
   * @param {() => Promise<unknown>} go
   */
  const stop = async (name, go) => {
    const started = performance.now();
    await go();
    await PAGE.atRest(page).waitFor({ state: 'attached' });
    const took = `${Math.round(performance.now() - started)} ms`;
    const picture = join(PICTURES, `${lines.length}-${name.toLowerCase()}.png`);
    await page.screenshot({ path: picture });
    lines.push([name, took, relative(root, picture)]);
  };

  await stop('Welcome', () => PAGE.openSample(page).waitFor());
  await stop('Market', async () => {
    await PAGE.openSample(page).click();
    await PAGE.drawn(page).waitFor();
    await PAGE.idle(page).waitFor();
    await PAGE.byNotional(page).click(); // the largest first
    await PAGE.firstCascade(page).click();
    await PAGE.event(page).waitFor();
    await PAGE.atRest(page).waitFor({ state: 'attached' }); // the chart has come to the event
    await PAGE.chart(page).focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('-');
    for (const name of STUDIES) {
      await PAGE.studies(page).click();
      await PAGE.study(page, name).click();
      await page.keyboard.press('Escape');
    }
    for (const name of STUDIES) await PAGE.drawnStudy(page, name).waitFor();
    await PAGE.drawn(page).waitFor();
    await rest(page);
  });
  await stop('Market-evidence', async () => {
    await PAGE.confirmations(page).waitFor();
    await PAGE.breakEven(page).scrollIntoViewIfNeeded();
  });
  await stop('Event', async () => {
    await PAGE.maximise(page, 'Event').click();
    await PAGE.restore(page, 'Event').waitFor();
    await PAGE.event(page).scrollIntoViewIfNeeded();
    await rest(page);
  });
  await PAGE.restore(page, 'Event').click();
  await stop('Evidence', async () => {
    await PAGE.workspace(page, 'Evidence').click();
    await PAGE.instruments(page).click();
    await PAGE.allInstruments(page).click();
    await PAGE.run(page).click();
    await PAGE.horizons(page).waitFor();
    await PAGE.idle(page).waitFor();
    await rest(page);
  });
  await stop('Rule-builder', async () => {
    await PAGE.editRule(page).click();
    await PAGE.condition(page).click();
  });
  await page.keyboard.press('Escape');
  await PAGE.builder(page).waitFor({ state: 'detached' });
  await stop('Hedge', async () => {
    await PAGE.workspace(page, 'Hedge').click();
    await PAGE.hedge(page).waitFor();
    await rest(page);
  });
  await stop('Replay', async () => {
    await PAGE.workspace(page, 'Replay').click();
    await PAGE.transport(page).waitFor();
    await rest(page);
  });
  await stop('Plans', async () => {
    await PAGE.workspace(page, 'Plans').click();
    await PAGE.newPlan(page).click();
    await PAGE.plan(page).waitFor();
    await rest(page);
  });
  await stop('Data', async () => {
    await PAGE.workspace(page, 'Data').click();
    await PAGE.series(page).locator('[data-index="0"]').waitFor();
  });
  return lines;
}

/**
 * No pointer and no focus in the picture.
 * @param {Page} page
 */
async function rest(page) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => /** @type {any} */ (globalThis).document.activeElement?.blur());
}

/**
 * Asks the main process as the page does.
 * @param {Page} page
 * @param {string} channel
 * @param {object} [args]
 * @returns {Promise<any>}
 */
async function ask(page, channel, args) {
  const { ok, value, message } = await page.evaluate(
    ([name, given]) => /** @type {any} */ (globalThis).ballast.call(...(given === undefined ? [name] : [name, given])),
    /** @type {const} */ ([channel, args]),
  );
  if (!ok) throw new Error(`${channel}: ${message}`);
  return value;
}

/**
 * What the workstation knows.
 * @param {Page} page
 */
async function look(page) {
  const [instruments, series, cascades, database] = await Promise.all([
    ask(page, 'instruments:list'),
    ask(page, 'series:list'),
    ask(page, 'cascades:list', {}),
    ask(page, 'database:info'),
  ]);
  return {
    instruments: /** @type {{ id: string, kinds: string[] }[]} */ (instruments),
    series: /** @type {{ kind: string, rows: number, instrument: string, interval: number }[]} */ (series),
    cascades: /** @type {CascadeRow[]} */ (cascades),
    database: /** @type {{ path: string, bytes: number }} */ (database),
    truth: await known(database.path),
    study: await answer(database.path),
  };
}

/**
 * The sample market's own record of its cascades, which no detector reads.
 * @param {string} path of the database
 * @returns {Promise<KnownCascade[]>}
 */
const known = (path) =>
  rows(path, `SELECT instrument, side, start_ms AS start, end_ms AS "end" FROM event WHERE rule = 'truth'`);

/**
 * The study that was run, as the program keeps it.
 * @param {string} path of the database
 * @returns {Promise<StudyResult>}
 */
async function answer(path) {
  const [{ json }] = await rows(path, 'SELECT json FROM study_result ORDER BY computed_ms DESC LIMIT 1');
  return JSON.parse(json);
}

/**
 * Rows of a query, by the command line's own door.
 * @param {string} path of the database
 * @param {string} query
 * @returns {Promise<any>}
 */
async function rows(path, query) {
  const command = [inRoot('out', 'cli', 'index.js'), 'sql', query, '--db', path, '--limit', '1000000', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}

/** @param {number} n */
const count = (n) => n.toLocaleString('en-US');
/** @param {CascadeRow} row */
const notionalOf = (row) => (row.side === 'long' ? row.notionalLongUsd : row.notionalShortUsd);

/**
 * @param {Awaited<ReturnType<typeof look>>} facts
 * @returns {Promise<string[][]>}
 */
async function report({ instruments, series, cascades, database, truth, study }) {
  const stored = (/** @type {string} */ kind) => {
    const all = series.filter((one) => one.kind === kind);
    return `${count(all.reduce((sum, one) => sum + one.rows, 0))} in ${all.length} series`;
  };
  const meets = (/** @type {KnownCascade} */ a, /** @type {CascadeRow | KnownCascade} */ b) =>
    a.instrument === b.instrument && a.side === b.side && a.start <= b.end && b.start <= a.end;
  const seen = truth.filter((one) => cascades.some((row) => meets(one, row))).length;
  const real = cascades.filter((row) => truth.some((one) => meets(one, row))).length;
  const biggest = cascades.reduce((a, b) => (notionalOf(b) > notionalOf(a) ? b : a));
  const start = new Date(biggest.start).toISOString().slice(0, 16).replace('T', ' ');
  return [
    ['Instruments (synthetic)', `${instruments.filter(({ kinds }) => kinds.includes('bars')).length} with candles`],
    ['Candles', stored('bars')],
    ['Liquidation prints', stored('liquidations')],
    ['Cascades found', `${count(cascades.length)}, of which ${count(real)} are among those that truly happened`],
    ['Cascades that happened', `${count(truth.length)} bursts of any size, of which ${count(seen)} were found`],
    [
      'Biggest cascade',
      `${biggest.instrument} ${biggest.side}, ${start} UTC: ${(notionalOf(biggest) / 1e6).toFixed(1)} M USD closed, ${Math.round(biggest.dropBp)} bp`,
    ],
    ...evidence(study),
    ['Database', `${(database.bytes / 1e6).toFixed(1)} MB`],
  ];
}

/** The four words, and how a length of time is written. */
const WORDS = {
  bounce: 'bounce',
  continuation: 'continuation',
  noDifference: 'no difference',
  cannotTell: 'cannot tell',
};
/** @param {number} ms */
const lengthOf = (ms) => {
  const [size, unit] = ms >= 86_400_000 ? [86_400_000, 'd'] : ms >= 3_600_000 ? [3_600_000, 'h'] : [60_000, 'm'];
  return `${ms / size} ${unit}`;
};

/**
 * What the study of long cascades says, in the program's own words.
 * @param {StudyResult} study
 * @returns {string[][]}
 */
function evidence({ spec, events, clusters, horizons, lookahead, model, modelLacks }) {
  /** @param {StudyResult['horizons'][number]['verdict']} verdict */
  const said = (verdict) =>
    horizons
      .filter((row) => row.verdict === verdict)
      .map(({ h, because }) => lengthOf(h) + (because === 'noBars' ? ' (no bars)' : ''));
  return [
    [
      'Study',
      `long cascades of ${spec.instruments.length} instruments: ${count(events)} events in ${count(clusters)} day clusters`,
    ],
    .../** @type {const} */ (['bounce', 'continuation', 'noDifference', 'cannotTell']).map((verdict) => [
      `  ${WORDS[verdict]}`,
      said(verdict).join(', ') || 'at no horizon',
    ]),
    [
      'Lookahead test',
      `${lookahead.clean ? 'clean' : 'NOT CLEAN'}: ${count(lookahead.changed.length)} of ${count(lookahead.checked)} decisions change; the planted leak was ${lookahead.plantedCaught ? 'found' : 'MISSED'}`,
    ],
    [
      'Model against base rate',
      model
        ? `Brier ${model.brier.toFixed(3)} against ${model.brierBase.toFixed(3)} out of sample: ${model.beatsBase ? 'beats it' : 'not shown to beat it'}`
        : modelLacks,
    ],
  ];
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
