import { storedWords } from '../../main/services/bundles';
import { openBundle } from '../../main/services/plan/bundle/read';
import { readPlanFile, writePlanFile, type ReadPlan } from '../../main/services/plan/plan-file';
import type { JobContext } from '../../main/services/jobs';
import { interrupt, withServices, type GlobalOptions } from '../context';
import { count, printJson, say, showProgress } from '../print';

interface Output {
  readonly out: string;
}

/** Work of one command: progress on the terminal, Ctrl C as cancel. */
function contextOf(label: string): JobContext {
  const shown = { label, done: 0, total: 0, message: '', state: 'running' as const };
  return { signal: interrupt.signal, report: (progress) => showProgress(Object.assign(shown, progress)) };
}

export async function bundle(path: string, options: GlobalOptions & Output): Promise<void> {
  const { file } = await readPlanFile(path);
  const message = await withServices(options, { create: false }, ({ bundles }) => bundles.write(file, options.out, contextOf('Plan bundle'))); // prettier-ignore
  if (options.json) printJson({ path: options.out });
  else say(`${message}.`);
}

export async function open(path: string, options: GlobalOptions & { readonly out?: string }): Promise<void> {
  const { file, id, stored } = await withServices(options, { create: true }, async ({ bundles, cascades }) => {
    const context = contextOf('Open a bundle');
    const opened = await bundles.open(path, context);
    await cascades.refresh([], context);
    return opened;
  });
  if (options.out !== undefined) await writePlanFile(options.out, file);
  if (options.json) printJson({ id, ...stored });
  else say(`Plan ${id}.\n${storedWords(stored)}.`);
}

/** Files, list and data of a bundle, without any database. */
export async function verifyBundle(path: string): Promise<ReadPlan> {
  const { signal, report } = contextOf('Verify');
  const { archive, series, ...plan } = await openBundle(path, { signal, onBytes: (done, total) => report({ done, total }) }); // prettier-ignore
  await archive.close();
  const rows = series.reduce((sum, { range }) => sum + range.rows, 0);
  say(`The bundle is whole: ${count(archive.names.length)} files, ${count(rows)} rows of ${count(series.length)} series as the plan names them.`); // prettier-ignore
  return plan;
}
