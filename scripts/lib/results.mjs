// @ts-check

/**
 * Tests of one runner, counted.
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 */

/**
 * A runner that ended badly without naming a failed test (a file that does not load, a crash) counts as one failure;
 * so does a run that found no test at all.
 * @param {Count} count
 * @param {number} code the runner's exit code
 * @returns {Count}
 */
const judged = ({ passed, failed }, code) => ({
  passed,
  failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed,
});

/**
 * @param {any} report of vitest's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export const countVitest = (report, code) =>
  judged({ passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }, code);

/**
 * @param {any} report of Playwright's JSON reporter; undefined when it wrote none
 * @param {number} code
 */
export const countPlaywright = (report, code) =>
  judged(
    { passed: (report?.stats?.expected ?? 0) + (report?.stats?.flaky ?? 0), failed: report?.stats?.unexpected ?? 0 },
    code,
  );

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export const total = (counts) => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
});
