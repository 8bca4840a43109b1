import type { ImportOptions } from '../types';
import { camelName, normalName } from './columns';
import { fieldName, isFieldOf, NAME_FIELDS } from './kinds';
import {
  fieldOf,
  ImportFormatSchema,
  type FormatSeries,
  type FormatSeriesInput,
  type ImportFormat,
  type ImportFormatInput,
} from './schema';
import { compileTemplate } from './template';
import { formatInterval } from '#core/time/interval';

type Mapping = Readonly<Record<string, string>>;
type Aliases = Readonly<Record<string, readonly string[]>>;

export const isValueKey = (key: string): boolean => key === 'value' || key.startsWith('value:');
/** A column in a name template; `@BTC` is the name itself. */
const asTemplate = (column: string): string => (column.startsWith('@') ? column.slice(1) : `{${column}}`);

/**
 * The format with what the user decided put in its place.
 * @returns undefined when the mapping names a field that this format has no use for.
 */
export function override(format: ImportFormat, options: ImportOptions): ImportFormat | undefined {
  const mapping = options.mapping ?? {};
  const keys = Object.keys(mapping);
  if (keys.some(isValueKey)) return undefined;
  if (!keys.every((key) => isName(key) || format.series.some((series) => isFieldOf(series.kind, key))))
    return undefined;
  return { ...format, source: options.source ?? format.source, series: format.series.map((series) => overrideSeries(series, mapping, options, format.columns)) }; // prettier-ignore
}

const isName = (key: string): boolean => (NAME_FIELDS as readonly string[]).includes(key);

function overrideSeries<S extends FormatSeriesInput>(
  series: S,
  mapping: Mapping,
  options: ImportOptions,
  aliases: Aliases = {},
): S {
  const fields = { ...series.fields };
  for (const [key, column] of Object.entries(mapping)) {
    const name = fieldName(series.kind, key);
    if (!isFieldOf(series.kind, key) || isName(key)) continue;
    const old = fields[name] === undefined ? {} : fieldOf(fields[name]);
    fields[name] = { ...old, column, optional: false };
  }
  for (const [name, scale] of Object.entries(options.scale ?? {}))
    if (fields[name] !== undefined) fields[name] = { ...fieldOf(fields[name]), scale };
  return {
    ...series,
    fields,
    ...(mapping['instrument'] === undefined
      ? {}
      : { instrument: instrumentOf(series, mapping['instrument'], aliases) }),
    ...(mapping['field'] === undefined ? {} : { field: asTemplate(mapping['field']) }),
    ...sourceOf(mapping, options),
    ...(options.interval === undefined || (series.gather !== undefined && series.gather !== 'bars')
      ? {}
      : { interval: formatInterval(options.interval) }),
    ...(options.volumeUnit === undefined ? {} : { volumeUnit: options.volumeUnit }),
    ...(options.coverage === undefined ? {} : { coverage: options.coverage }),
  };
}

/** A column that the format reads its instrument from already keeps the format's way of reading it. */
function instrumentOf({ instrument }: FormatSeriesInput, column: string, aliases: Aliases): string {
  const same = (name: string): boolean =>
    [name, ...(aliases[name] ?? [])].some((one) => normalName(one) === normalName(column));
  const templates = typeof instrument === 'string' ? [instrument] : instrument;
  const known = templates.find((text) => {
    const { columns } = compileTemplate(text);
    return columns.length === 1 && same(columns[0]!);
  });
  return known ?? asTemplate(column);
}

function sourceOf(mapping: Mapping, options: ImportOptions): { source?: string } {
  if (mapping['source'] !== undefined) return { source: asTemplate(mapping['source']) };
  return options.source === undefined ? {} : { source: options.source };
}

/** A series for each `value` key of the mapping, named after it. */
export function seriesOfValues(
  options: ImportOptions,
  known: (key: string, column: string) => FormatSeries | undefined,
): FormatSeries[] {
  const mapping = options.mapping ?? {};
  const instrument = mapping['instrument'] === undefined ? undefined : asTemplate(mapping['instrument']);
  const kind: 'macro' | 'metric' =
    options.kind === 'macro' || mapping['released'] || mapping['period'] ? 'macro' : 'metric';
  return valueEntries(options).map(([key, column]) => {
    const old = known(key, column);
    if (old) return overrideSeries(old, withoutValues(mapping), options);
    const name = key.slice('value:'.length);
    const scale = options.scale?.[name] ?? options.scale?.['value'];
    const time = kind === 'macro' ? (mapping['period'] ?? mapping['t']) : mapping['t'];
    return {
      kind, keepMissing: false, optional: false, contracts: false, volumeUnit: 'auto' as const, unit: '',
      instrument: kind === 'macro' && name ? `${instrument === undefined ? '' : `${instrument}.`}${name}` : (instrument ?? '{@file}'),
      field: kind === 'macro' ? '' : mapping['field'] === undefined ? name || nameOf(column) : asTemplate(mapping['field']),
      fields: {
        [kind === 'macro' ? 'period' : 't']: time ?? '@ask',
        value: { column, ...(scale === undefined ? {} : { scale }) },
        ...(mapping['released'] === undefined ? {} : { released: mapping['released'] }),
        ...(mapping['announced'] === undefined ? {} : { announced: mapping['announced'] }),
      },
      ...(options.interval === undefined ? {} : { interval: formatInterval(options.interval) }),
      ...(options.coverage === undefined ? {} : { coverage: options.coverage }),
      ...sourceOf(mapping, options),
    }; // prettier-ignore
  });
}

export const valueEntries = (options: ImportOptions): [key: string, column: string][] =>
  Object.entries(options.mapping ?? {}).filter(([key]) => isValueKey(key));

const withoutValues = (mapping: Mapping): Mapping =>
  Object.fromEntries(Object.entries(mapping).filter(([key]) => !isValueKey(key)));
const nameOf = (column: string): string => (column.startsWith('@') ? 'value' : camelName(column));

/** Columns mapped by hand, no format behind them. */
export const handMade = (series: readonly FormatSeries[], options: ImportOptions): ImportFormat =>
  ImportFormatSchema.parse({
    name: 'generic', title: 'Columns mapped by hand', match: {}, source: options.source ?? '{@file}', series,
  } satisfies Record<keyof Pick<ImportFormatInput, 'name' | 'title' | 'match' | 'source' | 'series'>, unknown>); // prettier-ignore
