import { canonicalJson } from '#core/plan/canonical';
import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import type { PlanFile } from '#shared/plan';
import type { Connections } from '../../connections';
import type { JobContext } from '../../jobs';
import { exportPlan } from '../export';
import { planId } from '../fingerprints';
import { publicPart } from '../keys';
import { planFileText } from '../plan-file';
import { writeArchive } from './archive-writer';
import { MANIFEST, manifestText, PLAN, type BundledFile } from './manifest';
import { bundleReadme } from './readme';
import { addColumns, cellsOf, storedSeries } from './stored-columns';

/** The plan to be read: printed where there is a printer, else as a page for any browser. */
export interface BundledPage {
  readonly name: 'plan.pdf' | 'plan.html';
  readonly content: string | Uint8Array;
}

/** The instant that a bundle speaks of: when the plan was last made or signed. The clock is left out, so that the same plan gives the same bytes. */
export const saidAt = ({ plan, signatures }: PlanFile): Ms => Math.max(plan.created, ...signatures.map(({ at }) => at));

/**
 * Writes a plan with everything that it was made from, whole or not at all. The same content gives the same bytes.
 * @throws {BallastError} `notFound`, `mismatch`: the rows that the plan was made from are not stored any more; `io`; `cancelled`.
 */
export async function writeBundle(connections: Connections, file: PlanFile, page: BundledPage, path: string, { signal, report }: Pick<JobContext, 'signal' | 'report'>): Promise<{ readonly id: string; readonly files: number }> {
  const { plan } = file;
  const { data, engine } = plan;
  const id = planId(plan);
  report({ done: 0, total: cellsOf(data), unit: 'values', message: 'Comparing the stored data with the plan' });
  const series = await storedSeries(connections, data, signal);
  let done = 0;
  const onRows = (rows: number): void => report({ done: (done += rows), total: cellsOf(data), unit: 'values', message: 'Writing' });
  const files: BundledFile[] = [];
  await writeArchive(path, signal, async (add) => {
    for (const [name, content] of textsOf(file, id, page)) files.push(await add(name, content));
    files.push(...(await addColumns(connections, series, data, add, { asOf: data.asOf, signal, onRows })));
    files.sort((a, b) => (a.name < b.name ? -1 : 1));
    const meanings = series.map(({ id: one, knownLag, volumeUnit, unit, synthetic }) => ({ knownLag, volumeUnit, unit, synthetic, coverage: connections.reader().coverage(one) }));
    await add(MANIFEST, manifestText({ plan: id, engine, files, series: meanings }));
  });
  return { id, files: files.length + 1 };
} // prettier-ignore

function textsOf(file: PlanFile, id: string, page: BundledPage): readonly (readonly [string, string | Uint8Array])[] {
  const how = { isCanonical: true, at: saidAt(file) };
  return [
    ['README.txt', bundleReadme(file.plan, id, page.name)],
    [PLAN, planFileText(file)],
    ['plan.canonical.json', canonicalJson(file.plan)],
    [page.name, page.content],
    ['plan.md', exportPlan(file, 'md', how)],
    ['tickets.csv', exportPlan(file, 'csv', how)],
    ...keysOf(file.plan),
  ];
}

const keysOf = ({ policy }: PlanDocument): (readonly [string, string])[] =>
  (policy?.signers ?? []).map((signer, i) => [`keys/${i + 1}.pub.json`, `${JSON.stringify(publicPart(signer), undefined, 2)}\n`]); // prettier-ignore
