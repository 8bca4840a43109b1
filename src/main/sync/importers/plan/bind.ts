import { SHAPES, shapeOf, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { Interner } from '../csv/intern';
import { readNumber } from '../csv/number';
import { OP, type ScanPlan } from '../csv/scan';
import { epochToMs, parseTimeText, timeRule, type TimeRule } from '../csv/time';
import { scaled } from '../emit/column-reader';
import { TIME_FIELDS } from '../format/kinds';
import { fieldOf, type FormatField, type FormatSeries } from '../format/schema';
import { compileTemplate } from '../format/template';
import type { NameHint } from '../names';
import type { DateOrder, ImportOptions } from '../types';
import type { Choice } from './choose';
import { bindSeries, type SeriesBinding } from './series';
import { sampleOf, type TableHead } from './table';

/** Where a field's values come from. */
export type BoundField =
  | {
      readonly from: 'value';
      readonly slot: number;
      readonly scale: number;
      readonly zeroIsMissing: boolean;
      readonly lead: Ms;
    }
  | { readonly from: 'clock'; readonly slot: number; readonly at: Ms; readonly zone: string }
  | { readonly from: 'tag'; readonly slot: number; readonly read: (text: string) => number }
  | { readonly from: 'constant'; readonly value: number };

export interface BoundSeries extends SeriesBinding {
  readonly spec: FormatSeries;
  /** `macro` has none. */
  readonly shape: Shape | undefined;
  readonly fields: Readonly<Record<string, BoundField>>;
}

/** A table made ready to be read: which column is turned into what, and which series they feed. */
export interface BoundTable {
  readonly scan: ScanPlan;
  readonly valueSlots: number;
  readonly tagSlots: number;
  /** Column of each value slot and of each tag slot. */
  readonly valueColumns: readonly number[];
  readonly tagColumns: readonly number[];
  readonly header: readonly string[];
  readonly series: readonly BoundSeries[];
  readonly timeIsText: boolean;
}

export function bindTable(
  choice: Choice,
  head: TableHead,
  hint: NameHint,
  options: ImportOptions,
  delimiter = ',',
): BoundTable {
  const { header } = choice;
  const width = head.header.length;
  const time = chooseTimeRule(choice, head, options);
  const tags = new Map<number, number>();
  const values = new Map<number, number>();
  const slotIn = (slots: Map<number, number>, column: number): number => {
    if (!slots.has(column)) slots.set(column, slots.size);
    return slots.get(column)!;
  };
  for (const column of tagColumnsOf(choice, options)) slotIn(tags, column);
  const ops = new Uint8Array(width);
  let timeIsText = false;

  const bindField = (name: string, spec: FormatField): BoundField => {
    const isTime = TIME_FIELDS.has(name);
    if (typeof spec.column === 'string' && spec.column.startsWith('@'))
      return constantField(spec.column.slice(1), spec, isTime, time);
    const column = header.find(spec.column);
    if (column < 0) return { from: 'constant', value: Number.NaN };
    if (tags.has(column))
      return { from: 'tag', slot: tags.get(column)!, read: tagReader(spec, isTime, time, head.decimal) };
    const slot = slotIn(values, column);
    if (isTime) {
      ops[column] = isEpochColumn(sampleOf(head, column), options) ? OP.epoch : OP.text;
      if (name === 't' || name === 'period') timeIsText ||= ops[column] === OP.text;
      if (spec.at !== undefined) return { from: 'clock', slot, at: clockOf(spec.at), zone: spec.zone ?? 'UTC' };
    } else if (ops[column] === OP.skip) ops[column] = OP.number;
    return {
      from: 'value',
      slot,
      scale: spec.scale ?? 1,
      zeroIsMissing: spec.zeroIsMissing ?? false,
      lead: spec.lead ?? 0,
    };
  };

  const series = choice.series.map((expanded) => {
    const { spec } = expanded;
    const fields = Object.fromEntries(
      Object.entries(spec.fields).map(([name, field]) => [name, bindField(name, fieldOf(field))]),
    );
    const binding = bindSeries(expanded, choice, head, hint, options, time, (column) => tags.get(column)!);
    return {
      spec,
      fields: completeFields(spec, binding.interval, fields),
      shape: spec.kind === 'macro' ? undefined : shapeFor(spec, binding.interval),
      ...binding,
    };
  });

  const slots = new Uint8Array(width);
  for (const [column, slot] of tags) [ops[column], slots[column]] = [OP.tag, slot];
  for (const [column, slot] of values) slots[column] = slot;
  const interners = Array.from({ length: tags.size }, () => new Interner());
  const scan: ScanPlan = {
    delimiter: delimiter.charCodeAt(0),
    decimal: head.decimal.charCodeAt(0),
    width,
    ops,
    slots,
    time,
    interners,
  };
  return {
    scan, series, header: header.names, timeIsText, valueSlots: values.size, tagSlots: tags.size,
    valueColumns: [...values.keys()], tagColumns: [...tags.keys()],
  }; // prettier-ignore
}

const shapeFor = (spec: FormatSeries, interval: Ms): Shape =>
  spec.kind === 'liquidations'
    ? 'long' in spec.fields
      ? 'buckets'
      : 'prints'
    : shapeOf(spec.kind as 'bars', interval);

/** Columns of the shape that the format has no field for are missing values. */
function completeFields(
  spec: FormatSeries,
  interval: Ms,
  fields: Record<string, BoundField>,
): Record<string, BoundField> {
  const none: BoundField = { from: 'constant', value: Number.NaN };
  if (spec.kind === 'macro') return { released: none, announced: none, ...fields };
  const names = spec.gather === 'bars' ? ['t', 'price', 'quantity'] : SHAPES[shapeFor(spec, interval)].columns;
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? none]));
}

function chooseTimeRule({ format, series, header }: Choice, head: TableHead, options: ImportOptions): TimeRule {
  const columns = series.flatMap(({ spec }) => Object.entries(spec.fields)).filter(([name]) => TIME_FIELDS.has(name));
  const cells = columns.flatMap(([, field]) => sampleOf(head, header.find(fieldOf(field).column)));
  const order: DateOrder = options.dateOrder ?? format.time.order ?? sniffOrder(cells);
  return timeRule(options.timeUnit ?? 'auto', options.timeZone ?? format.time.zone ?? 'UTC', order);
}

/** `25/12/2024` can only be day first; where nothing decides, American order is what exports use. */
const sniffOrder = (cells: readonly string[]): DateOrder =>
  cells.some((cell) => Number(/^(\d{1,2})\/\d{1,2}\/\d{2,4}/.exec(cell)?.[1]) > 12) ? 'dmy' : 'mdy';

function isEpochColumn(cells: readonly string[], { timeUnit }: ImportOptions): boolean {
  if (timeUnit !== undefined && timeUnit !== 'auto') return timeUnit !== 'date';
  const first = cells.find((cell) => readNumber(cell) !== undefined && !Number.isNaN(readNumber(cell)));
  return first !== undefined && !cells.every((cell) => /^(?:1[89]|20|21)\d\d[01]\d[0-3]\d$/.test(cell));
}

function tagColumnsOf({ format, series, header }: Choice, options: ImportOptions): Set<number> {
  const columns = new Set<number>();
  for (const name of Object.keys(options.where ?? {})) columns.add(header.find(name));
  for (const { spec } of series) {
    for (const template of [spec.instrument, spec.field, spec.source ?? format.source])
      for (const name of compileTemplate(template).columns) columns.add(header.find(name));
    for (const name of Object.keys(spec.where ?? {})) columns.add(header.find(name));
    for (const field of Object.values(spec.fields).map(fieldOf))
      if (field.values || field.part) columns.add(header.find(field.column));
  }
  columns.delete(-1);
  return columns;
}

function constantField(text: string, spec: FormatField, isTime: boolean, time: TimeRule): BoundField {
  const value = tagReader(spec, isTime, time, '.')(text);
  return { from: 'constant', value };
}

function tagReader(spec: FormatField, isTime: boolean, time: TimeRule, decimal: '.' | ','): (text: string) => number {
  const { values, part, scale = 1 } = spec;
  if (values) {
    const table = new Map(Object.entries(values).map(([text, value]) => [text.toLowerCase(), value]));
    return (text) => table.get(text.trim().toLowerCase()) ?? Number.NaN;
  }
  if (part) return (text) => readOptionName(text)?.[part] ?? Number.NaN;
  if (isTime)
    return (text) => {
      const number = /^\d{8}$/.test(text) ? undefined : readNumber(text);
      return number === undefined ? parseTimeText(text, time) : epochToMs(number, time.unit);
    };
  return (text) => scaled(readNumber(text, decimal) ?? Number.NaN, scale);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `BTC-29APR26-74000-C`: Deribit's names; its options expire at 08:00 UTC. */
function readOptionName(name: string): { expiry: Ms; strike: number; type: number } | undefined {
  const match = /^[A-Z0-9_]+-(\d{1,2})([A-Z]{3})(\d{2})-(\d+(?:D\d+)?)-([CP])$/.exec(name.trim().toUpperCase());
  if (!match) return undefined;
  const [, day, month = '', year, strike = '', type] = match;
  const expiry = Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(day), 8);
  return { expiry, strike: Number(strike.replace('D', '.')), type: type === 'C' ? 1 : -1 };
}

const clockOf = (at: string): Ms => (Number(at.slice(0, 2)) * 60 + Number(at.slice(3))) * 60_000;
