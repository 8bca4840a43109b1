import type { PlanFile } from '#shared/plan';
import type { Connections } from './connections';
import type { JobContext } from './jobs';
import { openBundle, type Bundle } from './plan/bundle/read';
import { storeBundle, type StoredBundle } from './plan/bundle/store';
import { writeBundle, type BundledPage } from './plan/bundle/write';

export type OpenedBundle = Pick<Bundle, 'file' | 'isCanonical' | 'id'> & { readonly stored: StoredBundle };

export interface Bundles {
  /** Writes a plan with everything it was made from. @returns a closing sentence. @throws {BallastError} as `writeBundle` */
  write(file: PlanFile, path: string, context: JobContext): Promise<string>;
  /** Verifies a bundle, then stores its rows. @throws {BallastError} as `openBundle` and `storeBundle` */
  open(path: string, context: JobContext): Promise<OpenedBundle>;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** @param pageOf the plan to be read, as `bundle` takes it. @param onStored what follows new rows, also those of a run that was cut short. */
export function createBundles(
  connections: Connections,
  pageOf: (file: PlanFile) => Promise<BundledPage>,
  onStored: (context: JobContext) => Promise<void>,
): Bundles {
  return {
    write: async (file, path, context) => {
      const { files } = await writeBundle(connections, file, await pageOf(file), path, context);
      return `${count(files)} files in ${path}`;
    },
    open: async (path, context) => {
      const { signal, report } = context;
      const onBytes = (done: number, total: number): void => report({ done, total, unit: 'bytes', message: 'Verifying' });
      const bundle = await openBundle(path, { signal, onBytes });
      try {
        const stored = await storeBundle(connections, bundle, context);
        await onStored(context);
        return { file: bundle.file, isCanonical: bundle.isCanonical, id: bundle.id, stored };
      } finally {
        await bundle.archive.close();
      }
    },
  }; // prettier-ignore
}
