import { camelName, type Header } from '../format/columns';
import { fieldOf, type FormatField } from '../format/schema';
import { compileTemplate } from '../format/template';
import type { NameHint } from '../names';
import type { FieldMapping, ImportOptions } from '../types';
import type { Choice, ExpandedSeries } from './choose';
import type { TableHead } from './table';

/** Key under which a mapping names a series' value: `value`, or `value:<field>` where there are several. */
export function valueKey({ spec, column }: ExpandedSeries): string {
  const name = spec.kind === 'macro' ? spec.instrument : spec.field;
  if (name === '' || name === '{@file}' || (spec.kind === 'macro' && name.includes('{') && !name.includes('@column')))
    return 'value';
  return `value:${compileTemplate(name, { column }).columns.length > 0 ? camelName(column) : compileTemplate(name, { column }).render([])}`;
}

/** A format laid over a header, in the words of a user's mapping: field → column or `@constant`. */
export function describeMapping({ header, series }: Pick<Choice, 'header' | 'series'>): FieldMapping {
  const mapping: Record<string, string> = {};
  for (const expanded of series) {
    const { spec } = expanded;
    for (const [name, value] of Object.entries(spec.fields)) {
      const column = describeColumn(fieldOf(value), header);
      if (column === undefined) continue;
      const key = name === 'value' ? valueKey(expanded) : name === 'period' ? 't' : name;
      mapping[key] ??= column;
    }
    const instrument = /^\{([^}@|]+)(?:\|[^}]*)?\}$/.exec(spec.instrument)?.[1];
    const at = instrument === undefined ? -1 : header.find(instrument);
    if (at >= 0) mapping['instrument'] ??= header.names[at]!;
  }
  return mapping;
}

function describeColumn({ column }: FormatField, header: Header): string | undefined {
  if (typeof column === 'string' && column.startsWith('@')) return column === '@ask' ? undefined : column;
  const at = header.find(column);
  return at < 0 ? undefined : header.names[at];
}

const SHOWN = 50;

/** Names of the series that the sampled rows would feed. */
export function sampleInstruments(
  { series, header, format }: Choice,
  head: TableHead,
  hint: NameHint,
  options: ImportOptions,
): string[] {
  const found = new Set<string>();
  for (const { spec, column } of series) {
    const template = compileTemplate(
      spec.instrument,
      { file: options.instrument ?? hint.instrument ?? '', column },
      format.names,
    );
    const at = template.columns.map((name) => header.find(name));
    for (const row of at.length > 0 ? head.rows : [[]]) {
      found.add(template.render(at.map((column) => row[column] ?? '')));
      if (found.size > SHOWN) return [...found].filter(Boolean);
    }
  }
  return [...found].filter(Boolean);
}
