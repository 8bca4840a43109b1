import type { Instance, TimeShiftResult } from '#core/timeshift/types';
import type { CascadeRow } from '#shared/cascades';
import type { Args, Channel, Reply } from '#shared/ipc/contract';
import type { JournalEntry } from '#shared/journal';
import type { FormingBar } from '#shared/market';
import { unveilPrice, VEILED_NAME, VEILED_SOURCE, veilPrice, type Veil } from './veil';

/*
 * The one door through which symbols, venues and prices come into the page. In blind mode each reply that a pane of that mode asks for
 * is veiled here, so that no pane, axis, export or copied text can tell what it never got. Instants stay true: `format` writes them.
 */

type Columns = Readonly<Record<string, Float64Array>>;
type Veiler<C extends Channel> = (reply: NonNullable<Reply<C>>, veil: Veil) => NonNullable<Reply<C>>;

const scaled = (veil: Veil, column: Float64Array): Float64Array => column.map((price) => veilPrice(veil, price));
const scaledColumns = <C extends Columns>(veil: Veil, columns: C, names: readonly string[]): C =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, names.includes(name) ? scaled(veil, column) : column]),
  ) as C;

const veilForming = (bar: FormingBar, veil: Veil): FormingBar => {
  const [o, h, l, c] = [bar.o, bar.h, bar.l, bar.c].map((price) => veilPrice(veil, price)) as [number, number, number, number]; // prettier-ignore
  return { ...bar, o, h, l, c };
};

const veilRow = (row: CascadeRow, veil: Veil): CascadeRow => ({
  ...row,
  instrument: VEILED_NAME,
  priceSource: row.priceSource && VEILED_SOURCE,
  priceStart: veilPrice(veil, row.priceStart),
  priceLow: veilPrice(veil, row.priceLow),
  priceEnd: veilPrice(veil, row.priceEnd),
});

const veilEntry = (entry: JournalEntry, veil: Veil): JournalEntry => ({
  ...entry,
  level: veilPrice(veil, entry.level),
  outcome: 'source' in entry.outcome ? { ...entry.outcome, source: VEILED_SOURCE } : entry.outcome,
});

/** A label or a caveat without what tells the market or a date. */
const veilWords = (words: string, { instrument }: Veil): string =>
  words.replaceAll(instrument, VEILED_NAME).replaceAll(/\b(19|20)\d\d(-\d\d)?(-\d\d)?\b/g, 'a date');
const veilInstance = <I extends Instance>(one: I, veil: Veil): I => ({
  ...one,
  label: one.label.replaceAll(/\s*\b(19|20)\d\d(-\d\d)?(-\d\d)?( Q\d)?\b/g, ''),
  price: veilPrice(veil, one.price),
});
const veilTimeShift = (result: TimeShiftResult, veil: Veil): TimeShiftResult => ({
  ...result,
  spec: { ...result.spec, instrument: VEILED_NAME },
  present: result.present && veilInstance(result.present, veil),
  analogs: result.analogs.map((one) => veilInstance(one, veil)),
  inputs: result.inputs.map((one) => ({ ...one, instrument: VEILED_NAME, source: VEILED_SOURCE })),
  caveats: result.caveats.map((words) => veilWords(words, veil)),
});

const VEILERS: { readonly [C in Channel]?: Veiler<C> } = {
  'instruments:list': (list, veil) =>
    list
      .filter(({ id }) => id === veil.instrument)
      .map((one) => ({
        ...one,
        label: VEILED_NAME,
        base: 'units',
        quote: 'points',
        venue: '',
        tick: 0,
        lastPrice: veilPrice(veil, one.lastPrice),
        dayAgoPrice: veilPrice(veil, one.dayAgoPrice),
      })),
  'bars:read': (reply, veil) => ({
    ...reply,
    instrument: VEILED_NAME,
    source: VEILED_SOURCE,
    bars: scaledColumns(veil, reply.bars, ['o', 'h', 'l', 'c']),
    forming: reply.forming && veilForming(reply.forming, veil),
  }),
  'liquidations:read': (reply) => ({ ...reply, source: VEILED_SOURCE }),
  'points:read': (reply) => ({
    ...reply,
    source: VEILED_SOURCE,
    instrument: VEILED_NAME,
    unit: /^(USD|fraction|decimal per year)$/.test(reply.unit) ? reply.unit : 'units',
  }),
  'breadth:read': (reply) => ({ ...reply, source: VEILED_SOURCE }),
  'breakEven:read': (reply, veil) => ({
    ...reply,
    source: VEILED_SOURCE,
    columns: scaledColumns(veil, reply.columns, ['long', 'short']),
  }),
  'levels:read': (reply, veil) => ({ ...reply, source: VEILED_SOURCE, price: scaled(veil, reply.price) }),
  'cascades:list': (rows, veil) => rows.map((row) => veilRow(row, veil)),
  'cascades:timeline': (reply, veil) => ({
    ...reply,
    event: veilRow(reply.event, veil),
    price: scaled(veil, reply.price),
  }),
  'event:evidence': (reply, veil) => ({
    ...reply,
    cohorts: reply.cohorts && {
      ...reply.cohorts,
      source: VEILED_SOURCE,
      longBreakEven: scaled(veil, reply.cohorts.longBreakEven),
      shortBreakEven: scaled(veil, reply.cohorts.shortBreakEven),
      before: veilPrice(veil, reply.cohorts.before),
      after: veilPrice(veil, reply.cohorts.after),
    },
  }),
  'timeShift:read': (reply, veil) => ({ ...reply, result: reply.result && veilTimeShift(reply.result, veil) }),
  'journal:list': (entries, veil) => entries.map((entry) => veilEntry(entry, veil)),
  'journal:record': (entry, veil) => veilEntry(entry, veil),
};

/** A reply as blind mode may see it. */
export function veilReply<C extends Channel>(channel: C, reply: Reply<C>, veil: Veil): Reply<C> {
  const veiler = VEILERS[channel] as Veiler<C> | undefined;
  return veiler && reply !== null && reply !== undefined ? veiler(reply as NonNullable<Reply<C>>, veil) : reply;
}

/** What is asked, in true prices: what a person decides on is stored as it was. */
export function unveilArgs<T>(channel: Channel, args: T, veil: Veil): T {
  if (channel !== 'journal:record') return args;
  const decision = args as Args<'journal:record'>;
  return { ...decision, level: unveilPrice(veil, decision.level) } as T;
}
