import { SHAPES, type AnyColumns, type SeriesKind } from '#core/series/schema';
import { formatInterval, parseInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../api';
import type { Connection } from '../connection';
import { describeSeries } from '../repositories/series';
import type { ReadRange, SeriesRecord } from '../types';
import { sumLiquidations } from './sum-liquidations';

/** What a table function reads; the SQL connection is another one, because a connection runs one statement at a time. */
type Source = Pick<StoreReader, 'listSeries' | 'read' | 'readBars' | 'macroAsOf' | 'statements'>;
type Argument = number | string | undefined;

interface TableSpec {
  readonly kind: SeriesKind;
  readonly columns: readonly string[];
  /** Hidden parameters after the instrument, in order. */
  readonly parameters: readonly ('interval' | 'field' | 'source')[];
}

const TABLES: Readonly<Record<string, TableSpec>> = {
  bars: { kind: 'bars', columns: SHAPES.bars.columns, parameters: ['interval', 'source'] },
  liquidations: {
    kind: 'liquidations',
    columns: [...SHAPES.prints.columns, 'long', 'short'],
    parameters: ['interval', 'source'],
  },
  oi: { kind: 'oi', columns: SHAPES.oi.columns, parameters: ['interval', 'source'] },
  funding: { kind: 'funding', columns: SHAPES.funding.columns, parameters: ['interval', 'source'] },
  vol: { kind: 'vol', columns: SHAPES.vol.columns, parameters: ['interval', 'source'] },
  metric: { kind: 'metric', columns: SHAPES.metric.columns, parameters: ['field', 'interval', 'source'] },
  chain: { kind: 'chain', columns: SHAPES.chain.columns, parameters: ['interval', 'source'] },
};

/**
 * Makes stored series visible to SQL: `bars('BTCUSDT', '1h')`, and so on. Bars and liquidations can be had at any multiple of
 * a stored interval, prints at any interval. Two more hidden parameters, `since` and
 * `until` (epoch ms or ISO text), bound what is unpacked: `WHERE since = '2024-01-01'`. `t` is an integer.
 * @param asOf nothing that was not known by then is visible.
 */
export function defineSeriesTables(db: Connection, source: Source, asOf: () => Ms | undefined): void {
  for (const [name, spec] of Object.entries(TABLES)) {
    db.table(name, {
      columns: [...spec.columns],
      parameters: parametersOf(spec),
      *rows(...args: unknown[]) {
        yield* rowsOf(source, name, spec, args as Argument[], asOf());
      },
    });
  }
  db.table('macro', {
    columns: ['period', 'released', 'value'],
    parameters: ['series'],
    *rows(series: unknown) {
      if (typeof series !== 'string') throw new RangeError("name the series: macro('CPI')");
      for (const { period, released, value } of source.macroAsOf(series, asOf()))
        yield [BigInt(period), integer(released), value];
    },
  });
  db.table('statements', {
    columns: ['item', 'period_from', 'period_to', 'published', 'value', 'source', 'estimated'],
    parameters: ['of'],
    *rows(entity: unknown) {
      if (typeof entity !== 'string') throw new RangeError("name the entity: statements('aave')");
      for (const { item, from, to, published, value, source: origin, estimated } of source.statements(entity, asOf()))
        yield [item, integer(from), integer(to), integer(published), value, origin, estimated ? 1 : 0];
    },
  });
  db.function('iso', { deterministic: true }, (t: unknown) => (t === null ? null : new Date(Number(t)).toISOString()));
}

const parametersOf = (spec: TableSpec): string[] => ['instrument', ...spec.parameters, 'since', 'until'];

function* rowsOf(source: Source, name: string, spec: TableSpec, args: Argument[], asOf: Ms | undefined): Generator {
  const given: Partial<Record<string, Argument>> = {};
  parametersOf(spec).forEach((parameter, k) => (given[parameter] = args[k]));
  const range: ReadRange = {
    ...bound('from', given.since),
    ...bound('to', given.until),
    ...(asOf !== undefined && { asOf }),
  };
  const columns = columnsOf(source, name, spec, given, range);
  const list = spec.columns.map((column) => columns[column]);
  for (let i = 0; i < columns.t.length; i++) {
    const row: unknown[] = list.map((column) => (column ? column[i] : null));
    row[0] = BigInt(columns.t[i]!);
    yield row;
  }
}

function columnsOf(
  source: Source,
  table: string,
  { kind }: TableSpec,
  given: Partial<Record<string, Argument>>,
  range: ReadRange,
): AnyColumns {
  const { instrument, interval: text, field, source: provider } = given;
  if (typeof instrument !== 'string') throw new RangeError(`name the instrument: ${table}('BTCUSDT', …)`);
  const interval = text === undefined ? undefined : intervalOf(text);
  const candidates = source
    .listSeries({ kind, instrument, ...match('source', provider), ...match('field', field) })
    .filter((series) => series.rows > 0);
  const exact = candidates.filter((series) => interval === undefined || series.interval === interval);
  if (exact.length > 0) {
    const series = only(table, exact);
    return source.read(series.id, range);
  }
  const canBeSummed = (own: Ms): boolean => (own === 0 ? kind === 'liquidations' : interval! % own === 0);
  const finer = candidates.filter(
    (series) => (kind === 'bars' || kind === 'liquidations') && interval! > 0 && canBeSummed(series.interval),
  );
  const largest = Math.max(...finer.map((series) => series.interval));
  if (interval === undefined || finer.length === 0)
    throw new RangeError(`no ${table} of '${instrument}' ${text ?? ''} ${provider ?? ''}`.trimEnd());
  const series = only(
    table,
    finer.filter((one) => one.interval === largest),
  );
  return kind === 'bars'
    ? source.readBars(series.id, interval, range)
    : sumLiquidations(source, series, interval, range);
}

/** Disagreeing sources are never mixed: the query has to say which it means. */
function only(table: string, candidates: readonly SeriesRecord[]): SeriesRecord {
  if (candidates.length === 1) return candidates[0]!;
  const first = candidates[0]!;
  const example = [
    first.instrument,
    ...(first.field === '' ? [] : [first.field]),
    formatInterval(first.interval),
    first.source,
  ];
  throw new RangeError(
    `several series fit: ${candidates.map(describeSeries).join('; ')}. Say which: ${table}(${example.map((a) => `'${a}'`).join(', ')})`,
  );
}

function match<K extends string>(name: K, value: Argument): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [name]: String(value) } as Record<K, string>);
}

function intervalOf(text: Argument): Ms {
  if (text === 'irregular' || text === 0) return 0;
  const interval = typeof text === 'number' ? text : parseInterval(text ?? '');
  if (interval === undefined) throw new RangeError(`'${text}' is not an interval such as 1m, 1h or 1d`);
  return interval;
}

function bound<K extends string>(name: K, value: Argument): Partial<Record<K, Ms>> {
  if (value === undefined) return {};
  const t = typeof value === 'number' ? value : Date.parse(value);
  if (Number.isNaN(t)) throw new RangeError(`'${value}' is not an instant such as 2024-01-31 or epoch milliseconds`);
  return { [name]: t } as Record<K, Ms>;
}

const integer = (value: number): bigint | null => (Number.isNaN(value) ? null : BigInt(value));
