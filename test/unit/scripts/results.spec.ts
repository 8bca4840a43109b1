import { expect, it } from 'vitest';
import { countPlaywright, countVitest, total } from '../../../scripts/lib/results.mjs';

it('adds up what the runners report', () => {
  const unit = countVitest({ numPassedTests: 40, numFailedTests: 2 }, 1);
  const windows = countPlaywright({ stats: { expected: 5, flaky: 1, unexpected: 1, skipped: 3 } }, 1);
  expect(total([unit, windows])).toEqual({ passed: 46, failed: 3 });
});

it('counts a runner that crashed, or found no test, as a failure', () => {
  expect(countVitest({ numPassedTests: 40, numFailedTests: 0 }, 1)).toEqual({ passed: 40, failed: 1 });
  expect(countVitest(undefined, 134)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright({ stats: { expected: 0, flaky: 0, unexpected: 0 } }, 0)).toEqual({ passed: 0, failed: 1 });
});
