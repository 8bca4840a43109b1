import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { openServices, type ServiceOptions, type Services } from '#main/services/index';
import { openReader } from '#main/store/reader';
import type { JobProgress } from '#shared/jobs';
import type { Followed, SyncRequest } from '#shared/sync';
import { useBundles } from './workers';

/** Services on databases of a folder that goes with the test file, with the program's own worker threads. */
export function useServices() {
  const workers = useBundles();
  const folder = mkdtempSync(join(tmpdir(), 'ballast-sync-'));
  const open = new Set<Services>();
  afterEach(async () => {
    for (const services of open) await services.dispose();
    open.clear();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): string => join(folder, `${name}.db`);
  return {
    at,
    open: async (name: string, options: Partial<ServiceOptions> = {}): Promise<Services> => {
      const services = await openServices({ path: at(name), workers: workers.url, threads: 1, now: Date.now, haste: 0.01, ...options }); // prettier-ignore
      open.add(services);
      return services;
    },
    close: async (services: Services): Promise<void> => {
      open.delete(services);
      await services.dispose();
    },
    digest: (name: string): string => {
      const reader = openReader(at(name));
      try {
        return reader.contentDigest();
      } finally {
        reader.close();
      }
    },
  };
}

/** Runs a request to its end, as the window does. */
export async function sync(services: Services, request: SyncRequest): Promise<JobProgress> {
  return services.jobs.finished(services.jobs.start({ kind: 'sync', request }).id);
}

export const dataset = (offer: string, instrument: string, interval: number, from: number | null): Followed => ({
  source: 'binance',
  offer,
  instrument,
  interval,
  from,
});

/** Resolves once `isSo` holds. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resume) => setTimeout(resume, 5));
}
