// @ts-check

/**
 * Tests of one runner, counted.
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} notes each test that failed, or passed at the second try only, with why
 */

/**
 * A runner that ended badly without naming a failed test (a file that does not load, a crash) counts as one failure;
 * so does a run that found no test at all.
 * @param {Count} count
 * @param {number} code the runner's exit code
 * @returns {Count}
 */
const judged = ({ passed, failed, notes }, code) => ({
  passed,
  failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed,
  notes,
});

const MOST_LINES = 12;
/**
 * @param {string} verdict
 * @param {string} name
 * @param {string} why
 */
const note = (verdict, name, why) => {
  const lines = why.split('\n').filter((line) => !line.includes('node_modules'));
  return [`${verdict}: ${name}`, ...lines.slice(0, MOST_LINES).map((line) => `    ${line}`)].join('\n');
};

/**
 * @param {any} report of vitest's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export const countVitest = (report, code) =>
  judged(
    {
      passed: report?.numPassedTests ?? 0,
      failed: report?.numFailedTests ?? 0,
      notes: (report?.testResults ?? []).flatMap(notesOfFile),
    },
    code,
  );

/** @param {any} file of vitest */
function notesOfFile({ name, status, message, assertionResults }) {
  const tests = assertionResults.flatMap((/** @type {any} */ test) => {
    const why = (test.failureMessages ?? []).join('\n');
    if (test.status === 'failed') return [note('FAILED', `${name} > ${test.fullName}`, why)];
    // what an earlier try of a test that passed has left behind
    return test.status === 'passed' && why ? [note('FLAKY', `${name} > ${test.fullName}`, why)] : [];
  });
  return tests.length === 0 && status === 'failed' ? [note('FAILED', name, message ?? '')] : tests;
}

/**
 * @param {any} report of Playwright's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export const countPlaywright = (report, code) =>
  judged(
    {
      passed: (report?.stats?.expected ?? 0) + (report?.stats?.flaky ?? 0),
      failed: report?.stats?.unexpected ?? 0,
      notes: (report?.suites ?? []).flatMap(notesOfSuite),
    },
    code,
  );

/**
 * @param {any} suite of Playwright
 * @returns {string[]}
 */
function notesOfSuite({ file, specs, suites }) {
  const own = (specs ?? []).flatMap((/** @type {any} */ { title, tests }) =>
    tests.flatMap((/** @type {any} */ { status, results }) => {
      if (status !== 'unexpected' && status !== 'flaky') return [];
      const why = results.map((/** @type {any} */ one) => one.error?.message ?? '').find(Boolean) ?? '';
      return [note(status === 'flaky' ? 'FLAKY' : 'FAILED', `${file} > ${title}`, why)];
    }),
  );
  return [...own, ...(suites ?? []).flatMap(notesOfSuite)];
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export const total = (counts) => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  notes: counts.flatMap(({ notes }) => notes),
});
