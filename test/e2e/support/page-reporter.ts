// What the page held when a test failed: a log is all that is left of a run on another machine.
import { readFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

const MOST_LINES = 300;

export default class PageReporter implements Reporter {
  onTestEnd(test: TestCase, { status, attachments }: TestResult): void {
    if (status === 'passed' || status === 'skipped') return;
    const context = attachments.find(({ name, path }) => name === 'error-context' && path)?.path;
    if (!context) return;
    const lines = readFileSync(context, 'utf8').split('\n').slice(0, MOST_LINES);
    process.stdout.write(`\n--- the page when "${test.title}" failed ---\n${lines.join('\n')}\n---\n`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
