import type { ImportOptions } from '../types';
import { fieldName, isFieldOf, NAME_FIELDS } from './kinds';
import { fieldOf, ImportFormatSchema, type FormatSeries, type ImportFormat, type ImportFormatInput } from './schema';
import { formatInterval } from '#core/time/interval';

type Mapping = Readonly<Record<string, string>>;

const isValueKey = (key: string): boolean => key === 'value' || key.startsWith('value:');
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
  return { ...format, source: options.source ?? format.source, series: format.series.map((series) => overrideSeries(series, mapping, options)) }; // prettier-ignore
}

const isName = (key: string): boolean => (NAME_FIELDS as readonly string[]).includes(key);

function overrideSeries(series: FormatSeries, mapping: Mapping, options: ImportOptions): FormatSeries {
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
    ...(mapping['instrument'] === undefined ? {} : { instrument: asTemplate(mapping['instrument']) }),
    ...(mapping['field'] === undefined ? {} : { field: asTemplate(mapping['field']) }),
    ...sourceOf(mapping, options),
    ...(options.interval === undefined || series.gather === 'last'
      ? {}
      : { interval: formatInterval(options.interval) }),
    ...(options.volumeUnit === undefined ? {} : { volumeUnit: options.volumeUnit }),
    ...(options.coverage === undefined ? {} : { coverage: options.coverage }),
  };
}

function sourceOf(mapping: Mapping, options: ImportOptions): { source?: string } {
  if (mapping['source'] !== undefined) return { source: asTemplate(mapping['source']) };
  return options.source === undefined ? {} : { source: options.source };
}

/** Format of a mapping with one or several `value` keys: a figure per key, named after it. */
export function formatOfValues(options: ImportOptions): ImportFormat | undefined {
  const mapping = options.mapping ?? {};
  const values = Object.entries(mapping).filter(([key]) => isValueKey(key));
  if (values.length === 0) return undefined;
  const kind = options.kind === 'macro' || mapping['released'] || mapping['period'] ? 'macro' : 'metric';
  const instrument =
    mapping['instrument'] === undefined ? (options.instrument ?? '{@file}') : asTemplate(mapping['instrument']);
  const series = values.map(([key, column]) => {
    const name = key.slice('value:'.length);
    const time = kind === 'macro' ? (mapping['period'] ?? mapping['t'] ?? '@ask') : (mapping['t'] ?? '@ask');
    const scale = options.scale?.[name] ?? options.scale?.['value'];
    return {
      kind,
      instrument:
        kind === 'macro' && name ? `${mapping['instrument'] === undefined ? '' : `${instrument}.`}${name}` : instrument,
      field:
        kind === 'macro' ? '' : mapping['field'] === undefined ? name || '{@column}' : asTemplate(mapping['field']),
      fields: {
        [kind === 'macro' ? 'period' : 't']: time,
        value: { column, ...(scale === undefined ? {} : { scale }) },
        ...(mapping['released'] === undefined ? {} : { released: mapping['released'] }),
      },
      ...(options.interval === undefined ? {} : { interval: formatInterval(options.interval) }),
      ...(options.coverage === undefined ? {} : { coverage: options.coverage }),
      ...sourceOf(mapping, options),
    };
  });
  return ImportFormatSchema.parse({
    name: 'generic', title: 'Columns mapped by hand', match: {}, source: options.source ?? '{@file}', series,
  } satisfies ImportFormatInput); // prettier-ignore
}
