import { expect, type Page } from '@playwright/test';
import type { Args, Channel, Reply } from '../../../src/shared/ipc/contract';
import type { JobInput } from '../../../src/shared/jobs';

/** Asks the main process as the page does. */
export async function call<C extends Channel>(page: Page, channel: C, args?: Args<C>): Promise<Reply<C>> {
  const outcome = await page.evaluate(
    ([name, given]) =>
      (globalThis as unknown as { ballast: { call(...args: unknown[]): Promise<unknown> } }).ballast.call(
        ...(given === undefined ? [name] : [name, given]),
      ),
    [channel, args] as const,
  );
  const { ok, value, message } = outcome as { ok: boolean; value: Reply<C>; message?: string };
  if (!ok) throw new Error(`${channel}: ${message}`);
  return value;
}

/** Runs a job to its end, which has to be a good one. */
export async function runJob(page: Page, job: JobInput): Promise<void> {
  const { id } = await call(page, 'jobs:start', job);
  const find = async () => (await call(page, 'jobs:list')).find((one) => one.id === id);
  await expect.poll(async () => (await find())?.state, { timeout: 60_000 }).toMatch(/done|failed|cancelled/);
  expect(await find()).toMatchObject({ state: 'done' });
}
