import { formatInterval, parseInterval } from '#core/time/interval';
import { ImportOptionsSchema, type ImportOptions } from '#shared/import-options';
import { z } from 'zod';
import { Exit, withServices, type GlobalOptions } from '../context';
import { runJob } from '../job';
import { count, printJson, printTable, say } from '../print';

interface Options extends GlobalOptions {
  readonly kind?: string;
  readonly instrument?: string;
  readonly interval?: string;
  readonly source?: string;
  readonly map?: readonly string[];
  readonly where?: readonly string[];
  readonly timeUnit?: string;
  readonly zone?: string;
  readonly coverage?: string;
  readonly remember?: boolean;
}

/** `t=ts_ms` → [t, ts_ms]; the value may hold further equals signs. */
function pairs(option: string, texts: readonly string[] | undefined): Record<string, string> | undefined {
  if (!texts || texts.length === 0) return undefined;
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Exit(2, `${option} ${text}: write it as name=value, for example ${option} t=ts_ms.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function parse({
  map,
  where,
  interval,
  kind,
  instrument,
  source,
  timeUnit,
  zone,
  coverage,
  remember,
}: Options): ImportOptions {
  if (interval !== undefined && interval !== 'irregular' && parseInterval(interval) === undefined)
    throw new Exit(2, `--interval ${interval}: not an interval. Write 1m, 5m, 1h, 8h, 1d or irregular.`);
  if (zone !== undefined && !isZone(zone))
    throw new Exit(2, `--zone ${zone}: not a time zone. Write it as America/New_York or UTC.`);
  const given = {
    kind,
    instrument,
    source,
    timeUnit,
    zone,
    coverage,
    remember,
    interval: interval && interval !== 'irregular' ? formatInterval(parseInterval(interval)!) : interval,
    mapping: pairs('--map', map),
    where: pairs('--where', where),
  };
  const parsed = ImportOptionsSchema.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)),
  );
  if (!parsed.success) throw new Exit(2, z.prettifyError(parsed.error));
  return parsed.data;
}

export async function importFiles(paths: readonly string[], options: Options): Promise<void> {
  const how = parse(options);
  const end = await withServices(options, { create: true, importing: true }, (services) =>
    runJob(services, { kind: 'import', paths: [...paths], options: how }),
  );
  const files = end.files ?? [];
  if (options.json) printJson({ files });
  else
    printTable(
      ['file', 'kind', 'rows', 'added', 'unchanged', 'merged', 'set aside'],
      files.map((f) => [
        f.path,
        f.error === undefined ? f.kind : 'refused',
        count(f.rows),
        count(f.added),
        count(f.unchanged),
        count(f.merged),
        count(f.quarantined),
      ]),
    );
  for (const { reasons, path } of files)
    for (const [reason, n] of Object.entries(reasons))
      if (!options.json) say(`${path}: ${count(n)} rows set aside: ${reason}`);
  const refused = files.filter(({ error }) => error !== undefined);
  for (const { error } of refused) say(error!);
  if (end.state === 'failed' && (files.length === 0 || refused.length < files.length)) throw new Exit(1, end.message);
  if (refused.length > 0) throw new Exit(2, `${refused.length} of ${files.length} files could not be read.`);
}
