import { SERIES_KINDS, type SeriesKind } from '#core/series/schema';
import { ImportError } from '../errors';
import { FORMS, isFieldOf, NAME_FIELDS } from '../format/kinds';
import { isValueKey } from '../format/override';
import type { NameHint } from '../names';
import type { ImportOptions } from '../types';
import { bindTable, type BoundTable } from './bind';
import { chooseFormat, type Choice } from './choose';
import type { TableHead } from './table';

/** What is known of a table before its rows are read, and what stands in the way. */
export interface Prepared {
  readonly choice: Choice | undefined;
  readonly bound: BoundTable | undefined;
  readonly missing: readonly string[];
  readonly problems: readonly string[];
}

export function prepareTable(head: TableHead, hint: NameHint, options: ImportOptions, delimiter = ','): Prepared {
  const unknown = [...unknownFields(options), ...unknownColumns(head, options)];
  if (unknown.length > 0) return { choice: undefined, bound: undefined, missing: [], problems: unknown };
  const choice = chooseFormat(head, hint, options);
  const columns = `Its columns are ${head.header.join(', ')}.`;
  if (!choice)
    return { choice, bound: undefined, missing: ['kind'], problems: [`No known format has this header. ${columns} Give the kind and the columns, for instance --kind bars --map t=<column> --map o=<column> --map h=<column> --map l=<column> --map c=<column>.`] }; // prettier-ignore
  if (choice.missing.length > 0) {
    const maps = choice.missing.map(
      (name) => `--map ${name}=${name === 't' || name === 'period' ? '<column> or @2025-10-10T21:15:00Z' : '<column>'}`,
    );
    return { choice, bound: undefined, missing: choice.missing, problems: [`No column for ${choice.missing.join(', ')}. ${columns} Give ${maps.join(' ')}.`] }; // prettier-ignore
  }
  const bound = bindTable(choice, head, hint, options, delimiter);
  const missing = new Set<string>();
  const problems: string[] = [];
  for (const { spec, interval, tagSlots, keyOf } of bound.series) {
    if (tagSlots.length === 0 && keyOf([])?.instrument === '') missing.add('instrument');
    const regular = spec.kind === 'bars' || spec.kind === 'vol' || 'long' in spec.fields;
    if (regular && interval === 0) missing.add('interval');
  }
  if (missing.has('instrument')) problems.push('Neither a column nor the file\'s name tells the instrument. Give --instrument BTCUSDT or --map instrument=<column>.'); // prettier-ignore
  if (missing.has('interval')) problems.push('Neither the file\'s name nor its stamps tell the interval. Give --interval 1h.'); // prettier-ignore
  return { choice, bound, missing: [...missing], problems };
}

/** Fields that the mapping names and no kind, or not the kind given, has. */
function unknownFields({ mapping = {}, kind }: ImportOptions): string[] {
  const kinds = kind === undefined ? SERIES_KINDS : [kind];
  const isKnown = (key: string): boolean =>
    isValueKey(key) || (NAME_FIELDS as readonly string[]).includes(key) || kinds.some((one) => isFieldOf(one, key));
  const fieldsOf = (one: SeriesKind): string =>
    [...new Set(FORMS[one].flatMap(({ required, optional }) => [...required, ...optional]))].join(', ');
  const known = kinds.map((one) => `${one}: ${fieldsOf(one)}`).join('; ');
  return Object.keys(mapping)
    .filter((key) => !isKnown(key))
    .map((key) => `There is no field "${key}". Fields of ${known}; and of all: ${NAME_FIELDS.join(', ')}.`);
}

/** Columns that the options name and the file lacks. */
function unknownColumns(head: TableHead, options: ImportOptions): string[] {
  const named = [
    ...Object.entries(options.mapping ?? {}),
    ...Object.keys(options.where ?? {}).map((column) => ['where', column] as const),
  ];
  if (!head.hasHeader) return [];
  const known = new Set(head.header.map((name) => name.trim().toLowerCase()));
  return named
    .filter(([, column]) => !column.startsWith('@') && !known.has(column.trim().toLowerCase()))
    .map(
      ([field, column]) => `There is no column "${column}" for ${field}. Its columns are ${head.header.join(', ')}.`,
    );
}

/** The table, ready to be read. @throws {ImportError} Something stands in the way. */
export function requirePrepared(prepared: Prepared, file: string): { choice: Choice; bound: BoundTable } {
  const { choice, bound, missing, problems } = prepared;
  const [first] = problems;
  if (choice && bound && first === undefined) return { choice, bound };
  const fault = missing.includes('kind') ? 'unknownFormat' : missing.length > 0 ? 'missingField' : 'unknownColumn';
  throw new ImportError(first ?? 'it cannot be read.', { fault, file, line: 1, field: missing[0] ?? 'mapping', hint: problems.slice(1).join(' ') }); // prettier-ignore
}
