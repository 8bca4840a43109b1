import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Job } from '#shared/jobs';
import { databasePath, dataFolder } from '../../main/paths';
import { Exit, withServices, type GlobalOptions } from '../context';
import { mustRun } from '../job';
import { count, printJson, printTable, say } from '../print';

/** One job on the database, its closing message as the answer. */
export async function care(job: Job, options: GlobalOptions): Promise<void> {
  const create = job.kind === 'restore';
  const end = await withServices(options, { create }, (services) => mustRun(services, job));
  if (options.json) printJson({ message: end.message });
  else say(end.message || 'Done.');
}

export const backup = (path: string | undefined, options: GlobalOptions): Promise<void> =>
  care({ kind: 'backup', ...(path === undefined ? {} : { path: resolve(path) }) }, options);

export async function restore(path: string, options: GlobalOptions): Promise<void> {
  if (!existsSync(path)) throw new Exit(2, `There is no backup at ${path}. Nothing was changed.`);
  await care({ kind: 'restore', path: resolve(path) }, options);
}

export async function doctor(options: GlobalOptions): Promise<void> {
  const path = options.db ? resolve(options.db) : databasePath(dataFolder(process.platform, process.env));
  const rows: [string, string][] = [
    ['Ballast', __BALLAST_VERSION__],
    ['Node', `${process.versions.node} (Node-API ${process.versions['napi'] ?? 'unknown'})`],
    ['Window', process.env['BALLAST_RUNTIME_LINE'] || 'the runtime is chosen at the first `npm start`'],
    ['Platform', `${process.platform} ${process.arch}`],
    ['Database', path],
  ];
  let sound = true;
  if (!existsSync(path)) rows.push(['Integrity', 'no database yet: `ballast sample` or `ballast import` makes one']);
  else
    await withServices({ ...options, db: path }, { create: false }, async (services) => {
      const info = await services.care.info();
      const stored = services.connections.reader().info();
      rows.push(['Schema', String(stored.schemaVersion)]);
      rows.push(['Size', `${count(info.bytes)} bytes, ${count(info.diskFree)} free on the disk`]);
      for (const [kind, n] of Object.entries(info.rowsByKind)) rows.push([`Rows, ${kind}`, count(n)]);
      rows.push(['Set aside', `${count(stored.quarantined)} rows`]);
      const { id } = services.jobs.start({ kind: 'verify' });
      const check = await services.jobs.finished(id);
      sound = check.state === 'done';
      rows.push(['Integrity', check.message]);
      const all = await services.series.list();
      const gaps = all.reduce((sum, one) => sum + one.gaps, 0);
      rows.push(['Missing', `${count(gaps)} gaps in ${count(all.length)} series`]);
      const needed = ['bars', 'liquidations', 'oi', 'funding', 'chain', 'vol', 'macro'] as const;
      const absent = needed.filter((kind) => !(info.rowsByKind[kind]! > 0));
      if (absent.length > 0) rows.push(['Not stored', absent.join(', ')]);
    });
  if (options.json) printJson(Object.fromEntries(rows));
  else printTable(['what', 'value'], rows);
  if (!sound) throw new Exit(1, 'The database is damaged: see above. A backup can be put back with `ballast restore`.');
}
