import type { SeriesKind } from '#core/series/schema';
import { createHash } from 'node:crypto';
import { readCsvHead } from './csv-table';
import { OP } from './csv/scan';
import { epochUnit } from './csv/time';
import { ImportError } from './errors';
import { normalName } from './format/columns';
import { openInput, type Input } from './input/open-input';
import { readName } from './names';
import type { BoundTable } from './plan/bind';
import { describeMapping, sampleInstruments } from './plan/describe';
import { prepareTable, type Prepared } from './plan/prepare';
import { sampleOf, type TableHead } from './plan/table';
import type { ImportOptions, ImportPreview, PreviewEntry, TimeUnit } from './types';

const SHOWN_ROWS = 20;

/** What a file holds, read from its first part. Throws `ImportError` only when nothing can be said about it. */
export async function previewFile(path: string, options: ImportOptions = {}): Promise<ImportPreview> {
  const input = await openInput(path);
  const entries: PreviewEntry[] = [];
  const problems: string[] = [];
  let first: Looked | undefined;
  for (const entry of input.entries) {
    const looked = await look(input, entry, options);
    first ??= looked;
    const { choice } = looked.prepared;
    entries.push({
      name: entry.name,
      size: entry.size,
      format: choice?.format.name ?? 'generic',
      kind: choice?.series[0]?.spec.kind,
    });
    for (const problem of looked.prepared.problems)
      problems.push(input.entries.length > 1 ? `${entry.name}: ${problem}` : problem);
  }
  if (!first) throw new ImportError('it holds no table.', { fault: 'unsupported', file: path, hint: 'Unpack it.' });
  return {
    ...describe(first, options),
    path,
    size: input.size,
    compression: input.compression,
    container: input.container,
    entries,
    problems,
  };
}

interface Looked {
  readonly head: TableHead;
  readonly delimiter: string;
  readonly name: string;
  readonly prepared: Prepared;
}

async function look(input: Input, entry: Input['entries'][number], options: ImportOptions): Promise<Looked> {
  const name = input.compression === 'zip' ? entry.name : input.path;
  if (input.container === 'parquet') {
    const { openParquet, readParquetHead } = await import('./parquet-table');
    const head = await readParquetHead(await openParquet(input.path));
    return { head, name, delimiter: '', prepared: prepareTable(head, readName(name), options) };
  }
  const { dialect, head } = await readCsvHead(entry, input.path);
  return {
    head,
    name,
    delimiter: dialect.delimiter,
    prepared: prepareTable(head, readName(name), options, dialect.delimiter),
  };
}

type Described = Omit<ImportPreview, 'path' | 'size' | 'compression' | 'container' | 'entries' | 'problems'>;

function describe({ head, delimiter, name, prepared }: Looked, options: ImportOptions): Described {
  const { choice, bound, missing } = prepared;
  const hint = readName(name);
  const key = bound?.series[0]?.keyOf(
    bound.series[0].tagSlots.map((slot) => head.rows[0]?.[bound.tagColumns[slot]!] ?? ''),
  );
  return {
    signature: signatureOf(head),
    format: choice?.format.name.startsWith('generic') === false ? choice.format.name : 'generic',
    title: choice?.format.title ?? '',
    notes: choice?.format.notes ?? '',
    kind: kindOf(choice) ?? options.kind,
    source: key?.source ?? options.source ?? hint.source ?? 'file',
    delimiter,
    hasHeader: head.hasHeader,
    header: choice?.header.names ?? head.header,
    rows: head.rows.slice(0, SHOWN_ROWS),
    types: head.types,
    mapping: choice ? describeMapping(choice) : {},
    timeUnit: bound ? timeUnitOf(bound, head, options) : undefined,
    timeZone: options.timeZone ?? choice?.format.time.zone ?? 'UTC',
    interval: bound?.series[0]?.interval ?? options.interval ?? hint.interval,
    instruments: choice ? sampleInstruments(choice, head, hint, options) : [],
    coverage: key && bound ? bound.series[0]!.coverageOf(key) : [],
    missing,
  };
}

const kindOf = (choice: Prepared['choice']): SeriesKind | undefined =>
  choice?.series[0]?.spec.kind ?? choice?.format.series[0]?.kind;

/** Files with these columns are of one form. */
const signatureOf = (head: TableHead): string =>
  createHash('sha256').update(head.hasHeader ? head.header.map(normalName).join('\n') : head.types.join('\n')).digest('hex').slice(0, 24); // prettier-ignore

function timeUnitOf({ scan }: BoundTable, head: TableHead, { timeUnit }: ImportOptions): TimeUnit | undefined {
  const column = scan.ops.findIndex((op) => op === OP.epoch || op === OP.text);
  if (column < 0) return undefined;
  if (scan.ops[column] === OP.text) return 'date';
  const stamp = Number(sampleOf(head, column)[0]);
  return timeUnit !== undefined && timeUnit !== 'auto' ? timeUnit : epochUnit(stamp);
}
