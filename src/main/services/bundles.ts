import type { PlanFile } from '#shared/plan';
import type { Connections } from './connections';
import type { JobContext } from './jobs';
import { planForms, type PaperTools } from './plan/export';
import { openBundle, type Bundle } from './plan/bundle/read';
import { storeBundle, type StoredBundle } from './plan/bundle/store';
import { saidAt, writeBundle, type BundledPage } from './plan/bundle/write';

export type OpenedBundle = Pick<Bundle, 'file' | 'isCanonical' | 'id'> & { readonly stored: StoredBundle };

export interface Bundles {
  /** Writes a plan with everything it was made from. @returns a closing sentence. @throws {BallastError} as `writeBundle` */
  write(file: PlanFile, path: string, context: JobContext): Promise<string>;
  /** Verifies a bundle, then stores its rows. @throws {BallastError} as `openBundle` and `storeBundle` */
  open(path: string, context: JobContext): Promise<OpenedBundle>;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** The plan to be read: printed where there is a printer, else for any browser. */
export const bundledPage = (tools: PaperTools) => async (file: PlanFile): Promise<BundledPage> => {
  const form = tools.print ? 'pdf' : 'html';
  return { name: `plan.${form}`, content: await planForms(tools)[form].write(file, { isCanonical: true, at: saidAt(file) }) };
}; // prettier-ignore

export function storedWords({ rows, added, unchanged, quarantined }: StoredBundle): string {
  const aside =
    quarantined > 0 ? `, ${count(quarantined)} set aside: they contradict what is stored, which was kept` : '';
  return `${count(rows)} rows: ${count(added)} added, ${count(unchanged)} unchanged${aside}`;
}

/** @param pageOf the plan to be read, as a bundle takes it. @param onStored what follows new rows, also those of a run that was cut short. */
export function createBundles(
  connections: Connections,
  pageOf: (file: PlanFile) => Promise<BundledPage>,
  onStored: () => void,
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
        const stored = await storeBundle(connections, bundle, context).finally(onStored);
        return { file: bundle.file, isCanonical: bundle.isCanonical, id: bundle.id, stored };
      } finally {
        await bundle.archive.close();
      }
    },
  }; // prettier-ignore
}
