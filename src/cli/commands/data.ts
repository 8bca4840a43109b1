import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { formatInterval, parseInterval } from '#core/time/interval';
import type { SeriesSummary } from '#shared/market';
import type { Services } from '../../main/services';
import { asOfOf, endAtOnceOnSignal, Exit, withServices, type GlobalOptions } from '../context';
import { mustRun } from '../job';
import { count, instant, printJson, printTable, say } from '../print';

const COVERAGE_ORDER = ['proxy', 'snapshots', 'throttled', 'aggregated', 'complete'] as const;

/** Source of what the sample market writes. */
const SAMPLE = 'sample';

/** The most cautious claim about any part of a series. */
const worstCoverage = ({ coverage }: Pick<SeriesSummary, 'coverage'>): string =>
  COVERAGE_ORDER.find((claim) => coverage.some((span) => span.coverage === claim)) ?? 'complete';

export async function sample(options: GlobalOptions & { readonly seed: string }): Promise<void> {
  const seed = Number(options.seed);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new Exit(2, `--seed ${options.seed}: write a whole number from 0 to 4294967295.`);
  const end = await withServices(options, { create: true }, (services) => mustRun(services, { kind: 'sample', seed }));
  if (options.json) printJson({ seed, message: end.message, synthetic: true });
  else say(`Sample market, seed ${seed}: ${end.message}`);
}

/** A stored series as it is listed; a macro series is known by its name, the others by their number too. */
type Listed = Omit<SeriesSummary, 'id'> & { readonly id: number | string };

function macroSeries({ connections }: Services, asOf: number | undefined): Listed[] {
  const reader = connections.reader();
  return reader
    .macroSeries()
    .map(({ id, source, unit }) => {
      const values = reader.macroAsOf(id, asOf);
      return {
        ...{ id, instrument: id, kind: 'macro' as const, interval: 0, source, field: '', unit },
        ...{ from: values[0]?.period ?? NaN, to: values.at(-1)?.period ?? NaN, rows: values.length },
        ...{ gaps: 0, duplicates: 0, quarantined: 0, coverage: [], synthetic: source === SAMPLE },
      };
    })
    .filter(({ rows }) => rows > 0 || asOf === undefined);
}

export async function series(id: string | undefined, options: GlobalOptions): Promise<void> {
  const asOf = asOfOf(options);
  const all = await withServices(options, { create: false }, async (services) => [
    ...(await services.series.list(asOf)),
    ...macroSeries(services, asOf),
  ]);
  const wanted = id === undefined ? all : all.filter((one) => one.instrument === id || String(one.id) === id);
  if (id !== undefined && wanted.length === 0)
    throw new Exit(2, `No series of "${id}" is stored. \`ballast series\` lists what is.`);
  if (options.json)
    return printJson(
      wanted.map((one) => ({
        id: one.id,
        instrument: one.instrument,
        kind: one.kind,
        interval: formatInterval(one.interval),
        field: one.field,
        from: one.from,
        to: one.to,
        rows: one.rows,
        gaps: one.gaps,
        duplicates: one.duplicates,
        quarantined: one.quarantined,
        coverage: worstCoverage(one),
        coverageSpans: one.coverage,
        sources: [one.source],
        synthetic: one.synthetic,
        unit: one.unit,
      })),
    );
  printTable(
    ['id', 'instrument', 'kind', 'field', 'interval', 'from', 'to', 'rows', 'gaps', 'dup', 'coverage', 'source'],
    wanted.map((one) => [
      String(one.id),
      one.instrument,
      one.kind,
      one.field,
      formatInterval(one.interval),
      instant(one.from),
      instant(one.to),
      count(one.rows),
      count(one.gaps),
      count(one.duplicates),
      worstCoverage(one),
      one.synthetic ? `${one.source} (synthetic)` : one.source,
    ]),
  );
}

interface ExportOptions extends GlobalOptions {
  readonly format: 'csv' | 'parquet';
  readonly out?: string;
  readonly kind?: string;
  readonly interval?: string;
}

export async function exportSeries(id: string, options: ExportOptions): Promise<void> {
  const { format } = options;
  const wish = options.interval === undefined ? undefined : wishedInterval(options.interval);
  await withServices(options, { create: false }, async (services) => {
    const matches = services.connections
      .reader()
      .listSeries()
      .filter((one) => String(one.id) === id || one.instrument === id)
      .filter((one) => options.kind === undefined || one.kind === options.kind)
      .filter((one) => wish === undefined || one.interval === wish);
    const [one, ...more] = matches;
    if (!one) throw new Exit(2, `No series fits "${id}". \`ballast series\` lists what is stored.`);
    if (more.length > 0)
      throw new Exit(
        2,
        `"${id}" has ${matches.length} series: name one by its number, ${matches.map((m) => m.id).join(', ')}.`,
      );
    const path = resolve(
      options.out ?? `${one.instrument}-${one.field || one.kind}-${formatInterval(one.interval)}.${format}`,
    );
    const folder = dirname(path);
    if (!existsSync(folder) || statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new Exit(2, `--out ${path}: write the name of a file in a folder that is there.`);
    const asOf = asOfOf(options);
    const rows = await services.connections.engine().run('series.export', { seriesId: one.id, format, path, asOf });
    if (options.json) printJson({ path, rows });
    else say(`${count(rows)} rows in ${path}`);
  });
}

function wishedInterval(text: string): number {
  const interval = text === 'irregular' ? 0 : parseInterval(text);
  if (interval === undefined) throw new Exit(2, `--interval ${text}: not an interval. Write 1m, 1h, 1d or irregular.`);
  return interval;
}

export async function sql(query: string, options: GlobalOptions & { readonly limit: string }): Promise<void> {
  if (!/^[1-9]\d{0,8}$/.test(options.limit))
    throw new Exit(2, `--limit ${options.limit}: write a whole number from 1 to 999999999.`);
  const limit = Number(options.limit);
  const asOf = asOfOf(options);
  endAtOnceOnSignal();
  const result = await withServices(options, { create: false }, async (services) => {
    try {
      return services.connections.reader().sql(query, { limit, ...(asOf === undefined ? {} : { asOf }) });
    } catch (cause) {
      throw cause instanceof RangeError ? new Exit(2, `sql: ${cause.message}`) : cause;
    }
  });
  if (options.json)
    printJson(result.rows.map((row) => Object.fromEntries(result.columns.map((name, i) => [name, plain(row[i])]))));
  else
    printTable(
      result.columns,
      result.rows.map((row) => row.map((value) => String(plain(value) ?? ''))),
    );
  if (result.cut) say(`Only the first ${limit} rows are shown; raise --limit for more.`);
}

const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Uint8Array ? `${value.length} bytes` : value;
};
