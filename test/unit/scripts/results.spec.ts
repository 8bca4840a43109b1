import { expect, it } from 'vitest';
import { countPlaywright, countVitest, total } from '../../../scripts/lib/results.mjs';

it('adds up what the runners report', () => {
  const unit = countVitest({ numPassedTests: 40, numFailedTests: 2 }, 1);
  const windows = countPlaywright({ stats: { expected: 5, flaky: 1, unexpected: 1, skipped: 3 } }, 1);
  expect(total([unit, windows])).toEqual({ passed: 46, failed: 3, notes: [] });
});

it('counts a runner that crashed, or found no test, as a failure', () => {
  expect(countVitest({ numPassedTests: 40, numFailedTests: 0 }, 1)).toMatchObject({ passed: 40, failed: 1 });
  expect(countVitest(undefined, 134)).toMatchObject({ passed: 0, failed: 1 });
  expect(countPlaywright({ stats: { expected: 0, flaky: 0, unexpected: 0 } }, 0)).toMatchObject({
    passed: 0,
    failed: 1,
  });
});

it('names what failed, and what passed at the second try only, with why', () => {
  const unit = countVitest(
    {
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [
        {
          name: 'a.spec.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'holds', status: 'passed', failureMessages: [] },
            { fullName: 'wavers', status: 'passed', failureMessages: ['too late\n    at node_modules/runner.js'] },
            { fullName: 'breaks', status: 'failed', failureMessages: ['1 is not 2'] },
          ],
        },
        { name: 'b.spec.ts', status: 'failed', message: 'does not load', assertionResults: [] },
      ],
    },
    1,
  );
  expect(unit.notes).toEqual([
    'FLAKY: a.spec.ts > wavers\n    too late',
    'FAILED: a.spec.ts > breaks\n    1 is not 2',
    'FAILED: b.spec.ts\n    does not load',
  ]);

  const windows = countPlaywright(
    {
      stats: { expected: 1, flaky: 1, unexpected: 0 },
      suites: [
        {
          file: 'c.spec.ts',
          specs: [{ title: 'opens', tests: [{ status: 'expected', results: [{}] }] }],
          suites: [
            {
              file: 'c.spec.ts',
              specs: [{ title: 'draws', tests: [{ status: 'flaky', results: [{ error: { message: 'late' } }, {}] }] }],
            },
          ],
        },
      ],
    },
    0,
  );
  expect(windows.notes).toEqual(['FLAKY: c.spec.ts > draws\n    late']);
});
