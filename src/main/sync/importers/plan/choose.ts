import { createHeader, normalName, type Header } from '../format/columns';
import { handMade, isValueKey, override, seriesOfValues, valueEntries } from '../format/override';
import { compileTemplate } from '../format/template';
import { fieldOf, type FormatSeries, type FormatSeriesInput, type ImportFormat } from '../format/schema';
import { SHIPPED_FORMATS } from '../format/shipped';
import { ImportError } from '../errors';
import type { NameHint } from '../names';
import type { ImportOptions } from '../types';
import { valueKey } from './describe';
import type { TableHead } from './table';

/** A format with the user's decisions in it, laid over one header. */
export interface Choice {
  readonly format: ImportFormat;
  readonly header: Header;
  readonly series: readonly ExpandedSeries[];
  /** Fields without a column. */
  readonly missing: readonly string[];
}

/** A series of a format; one that stands for each of several columns has been multiplied out. */
export interface ExpandedSeries {
  readonly spec: FormatSeries;
  /** Column whose name the templates may use as `{@column}`. */
  readonly column: string;
}

/** The format that fits best, or the one that lacks least; undefined when nothing can be said about the file. */
export function chooseFormat(head: TableHead, hint: NameHint, options: ImportOptions): Choice | undefined {
  if (valueEntries(options).length > 0) return chooseWithValues(head, hint, options);
  const fits = poolOf(head, options)
    .map((format) => lay(format, head, hint, options))
    .filter((fit) => fit !== undefined);
  fits.sort((a, b) => rank(b) - rank(a));
  const whole = fits.find((fit) => fit.missing.length === 0);
  if (whole) return whole;
  const told =
    options.kind !== undefined || options.template !== undefined || Object.keys(options.mapping ?? {}).length > 0;
  return fits.find((fit) => told || !isGeneric(fit.format));
}

/**
 * A mapping that names figures one by one. What it says of figures that a known format has too is laid over that format,
 * so that its units still hold; other figures are taken as they stand.
 */
function chooseWithValues(head: TableHead, hint: NameHint, options: ImportOptions): Choice | undefined {
  const mapping = options.mapping ?? {};
  const others = Object.fromEntries(Object.entries(mapping).filter(([key]) => !isValueKey(key)));
  const natural = chooseFormat(head, hint, { ...options, mapping: others });
  const known = natural && !isGeneric(natural.format) ? natural : undefined;
  const specOf = new Map(known?.series.filter(({ spec }) => 'value' in spec.fields).map((one) => [valueKey(one), one]));
  const series = seriesOfValues(options, (key, column) => {
    const one = specOf.get(key);
    return one && known!.header.find(column) === known!.header.find(fieldOf(one.spec.fields['value']!).column)
      ? one.spec
      : undefined;
  });
  const kept = (known?.series ?? []).filter(
    ({ spec }) => !('value' in spec.fields) && Object.keys(spec.fields).some((name) => name !== 't' && name in mapping),
  );
  const format = { ...handMade([...kept.map(({ spec }) => spec), ...series], options), ...(known ? { columns: known.format.columns, source: options.source ?? known.format.source, names: known.format.names, time: known.format.time, name: known.format.name, title: known.format.title, notes: known.format.notes } : {}) }; // prettier-ignore
  return lay(format, head, hint, options);
}

export const isGeneric = (format: ImportFormat): boolean => format.name.startsWith('generic');

function poolOf(head: TableHead, options: ImportOptions): ImportFormat[] {
  let pool = [...(options.formats ?? []), ...SHIPPED_FORMATS];
  if (options.template !== undefined) {
    pool = pool.filter((format) => format.name === options.template);
    if (pool.length === 0)
      throw new ImportError(`there is no format "${options.template}".`, { fault: 'badOption', file: head.file, field: 'template', hint: 'Leave it out, or choose one that exists.' }); // prettier-ignore
  }
  return pool
    .map((format) => override(ofKind(format, options.kind), options))
    .filter((format) => format !== undefined && format.series.length > 0) as ImportFormat[];
}

const ofKind = (format: ImportFormat, kind: ImportOptions['kind']): ImportFormat =>
  kind === undefined ? format : { ...format, series: format.series.filter((series) => series.kind === kind) };

/** Undefined when the format is for another kind of file. */
function lay(format: ImportFormat, head: TableHead, hint: NameHint, options: ImportOptions): Choice | undefined {
  const forced = options.template === format.name;
  const names = namesFor(format, head);
  if (!names) return undefined;
  const header = createHeader(names, format.columns);
  const { match } = format;
  if (!forced) {
    if (match.asked && options.kind === undefined) return undefined;
    if (match.header.some((column) => header.find(column) < 0)) return undefined;
    if (match.without.some((column) => header.find(column) >= 0)) return undefined;
    if (match.exact && names.length !== match.header.length) return undefined;
    if (match.instrument && !new RegExp(match.instrument, 'i').test(options.instrument ?? hint.instrument ?? ''))
      return undefined;
    if (match.file && !new RegExp(match.file, 'i').test(hint.stem)) return undefined;
  }
  const missing = new Set<string>();
  const series: ExpandedSeries[] = [];
  for (const expanded of format.series.flatMap((spec) => expand(withInstrument(spec, header), header, head))) {
    const lacking = lackingFields(expanded.spec, header);
    const lackingNames = [expanded.spec.instrument, expanded.spec.field, expanded.spec.source ?? format.source].flatMap(
      (text) => compileTemplate(text).columns.filter((name) => header.find(name) < 0),
    );
    if (lackingNames.length > 0) lacking.push('instrument');
    if (lacking.length === 0) series.push(expanded);
    else if (!expanded.spec.optional) for (const name of lacking) missing.add(name);
  }
  if (series.length === 0 && missing.size === 0) return undefined;
  return { format, header, series, missing: [...missing] };
}

/** Names of the columns: the file's own, or the format's where file and format both have no header. */
function namesFor(format: ImportFormat, head: TableHead): readonly string[] | undefined {
  if (head.hasHeader || !format.headerless) return head.header;
  const { names, types } = format.headerless;
  if (names.length !== head.header.length) return undefined;
  const codes: Readonly<Record<string, readonly string[]>> = {
    t: ['time'], n: ['number', 'time', 'empty'], b: ['boolean', 'empty'], s: ['text', 'empty'],
    '*': ['time', 'number', 'boolean', 'text', 'empty'],
  }; // prettier-ignore
  return head.types.every((type, i) => codes[types[i] ?? '*']!.includes(type)) ? names : undefined;
}

function lackingFields(spec: FormatSeries, header: Header): string[] {
  const lacking: string[] = [];
  for (const [name, value] of Object.entries(spec.fields)) {
    const field = fieldOf(value);
    if (field.column === '@ask') lacking.push(name);
    else if (typeof field.column === 'string' && field.column.startsWith('@')) continue;
    else if (!field.optional && header.find(field.column) < 0) lacking.push(name);
  }
  return lacking;
}

/** The first template whose columns are all there. */
function withInstrument(spec: FormatSeriesInput, header: Header): FormatSeries {
  const templates = typeof spec.instrument === 'string' ? [spec.instrument] : spec.instrument;
  const usable = templates.find((text) => compileTemplate(text).columns.every((name) => header.find(name) >= 0));
  return { ...spec, instrument: usable ?? templates[0]! };
}

/** A series with an `@each` field stands for one per column of figures that its pattern names. */
function expand(spec: FormatSeries, header: Header, head: TableHead): ExpandedSeries[] {
  const value = spec.fields['value'];
  const [name, field] = Object.entries(spec.fields).find(([, one]) => fieldOf(one).column === '@each') ?? [];
  if (name === undefined || field === undefined)
    return [{ spec, column: value === undefined ? '' : (header.names[header.find(fieldOf(value).column)] ?? '') }];
  const pattern = new RegExp(spec.each ?? '.');
  return header.names
    .filter((column, i) => pattern.test(normalName(column)) && head.types[i] !== 'text' && head.types[i] !== 'boolean')
    .map((column) => ({
      spec: { ...spec, fields: { ...spec.fields, [name]: { ...fieldOf(field), column } } },
      column,
    }));
}

/** Whole before lacking; the higher priority; the format that uses more of the columns. */
function rank({ format, series, missing, header }: Choice): number {
  const used = new Set(
    series.flatMap(({ spec }) => Object.values(spec.fields).map((field) => header.find(fieldOf(field).column))),
  );
  for (const column of format.match.header) used.add(header.find(column));
  used.delete(-1);
  return format.priority * 1_000 + used.size - missing.length;
}
