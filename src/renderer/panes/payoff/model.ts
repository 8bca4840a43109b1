import type { HedgeBook } from '#core/hedge/book';
import type { OpenLayer } from '#core/hedge/open-layer';
import { forwardOf } from '#core/hedge/pricing';
import { breakEvens, lastExpiryDays, payoffOf, type Payoff } from '#core/hedge/payoff';
import { MS_PER_DAY } from '#core/time/ms';
import { formatTime } from '../../lib/format';
import type { Ink } from '../../ui/plot/shapes';
import { moneyUnit, type MoneyUnit } from '../shared/hedge/money';
import { valueAt, type Curve, type PayoffPicture } from './picture';
import type { LegHandle } from './StrikeHandles';

export type PayoffView = 'book' | 'hedge' | 'layers';

/** Prices that are looked at, as multiples of the spot. */
export interface PriceRange {
  readonly lo: number;
  readonly hi: number;
}

export const USUAL_RANGE: PriceRange = { lo: 0.5, hi: 1.5 };
const EVEN_STEPS = 240;
/** More lines than this cannot be told apart. */
const MOST_LINES = 4;

/** A payoff with what it was asked for. */
export interface PayoffModel {
  readonly book: HedgeBook;
  readonly payoff: Payoff;
  /** Index among the days: at the last expiry; undefined when nothing expires. */
  readonly expiry: number | undefined;
  /** Index of today. */
  readonly today: number;
  /** Index of the days that were chosen, with them. */
  readonly chosen: readonly { readonly index: number; readonly days: number }[];
  readonly expiryDays: number;
}

/** Even prices and every strike between them, so that kinks are where they are. */
function pricesOf(book: HedgeBook, { lo, hi }: PriceRange): Float64Array {
  const { spot } = book.market;
  const [from, to] = [lo * spot, hi * spot];
  const strikes = book.layers.flatMap(({ legs }) =>
    legs.map(({ on, strike }) => (on === 'asset' ? strike : Number.NaN)),
  );
  const even = Array.from({ length: EVEN_STEPS + 1 }, (_, i) => from + ((to - from) * i) / EVEN_STEPS);
  return Float64Array.from([...even, ...strikes.filter((strike) => strike > from && strike < to)]).sort();
}

export function payoffModel(book: HedgeBook, range: PriceRange, days: readonly number[]): PayoffModel {
  const expiryDays = lastExpiryDays(book);
  const shown = days.filter((day) => day > 0 && day < expiryDays).sort((a, b) => a - b);
  const all = [0, ...shown, ...(expiryDays > 0 ? [expiryDays] : [])];
  return {
    book,
    payoff: payoffOf(book, pricesOf(book, range), all),
    today: 0,
    expiry: expiryDays > 0 ? all.length - 1 : undefined,
    chosen: shown.map((day, i) => ({ index: i + 1, days: day })),
    expiryDays,
  };
}

const added = (columns: readonly Float64Array[], length: number): Float64Array =>
  columns.reduce((sum, column) => sum.map((value, i) => value + column[i]!), new Float64Array(length));

/** What one day comes to in a view: the whole book, or its layers alone. */
export function gainOf({ payoff }: PayoffModel, view: PayoffView, index: number): Float64Array {
  if (view === 'book') return payoff.total[index]!;
  return added(payoff.layers.map((columns) => columns[index]!), payoff.spots.length); // prettier-ignore
}

const DASHES: readonly (readonly number[])[] = [
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
];
const LINES: readonly Ink[] = ['series1', 'series2', 'series3', 'series4'];

/** Words of the expiry: its day. */
const dayOf = ({ book, expiryDays }: PayoffModel): string => formatTime(book.market.t + expiryDays * MS_PER_DAY, 'utc', 'day'); // prettier-ignore

function bookCurves(model: PayoffModel, view: 'book' | 'hedge'): readonly Curve[] {
  const { payoff, expiry, today, chosen } = model;
  const subject = expiry ?? today;
  return [
    ...(view === 'book'
      ? [{ id: 'unhedged', words: 'unhedged', pnl: payoff.unhedged[subject]!, ink: 'series2', width: 1, dash: [5, 3] } as const]
      : []),
    ...chosen.map(({ index, days }, i): Curve => ({
      id: `day ${days}`,
      words: `in ${days} d`,
      pnl: gainOf(model, view, index),
      ink: 'estimate',
      width: 1,
      dash: DASHES[i % DASHES.length]!,
    })),
    ...(expiry === undefined
      ? []
      : [{ id: 'today', words: 'today, modelled', pnl: gainOf(model, view, today), ink: 'estimate', width: 1.5 } as const]),
    {
      id: 'expiry',
      words: expiry === undefined ? 'now' : `at expiry, ${dayOf(model)}`,
      pnl: gainOf(model, view, subject),
      ink: 'series1',
      width: 2,
      filled: true,
    },
  ]; // prettier-ignore
}

/** Lines of layers at expiry: the first three and the sum of the rest, or four. */
function layerCurves(model: PayoffModel, selected: string | null): readonly Curve[] {
  const { payoff, expiry, today, book } = model;
  const index = expiry ?? today;
  const open = book.layers.flatMap(({ id, name, legs }, i) => (legs.length > 0 ? [{ id, name, pnl: payoff.layers[i]![index]! }] : [])); // prettier-ignore
  const own = open.length > MOST_LINES ? open.slice(0, MOST_LINES - 1) : open;
  const rest = open.slice(own.length);
  const lines = [
    ...own,
    ...(rest.length > 0
      ? [
          {
            id: 'rest',
            name: `${rest.length} others`,
            pnl: added(
              rest.map(({ pnl }) => pnl),
              payoff.spots.length,
            ),
          },
        ]
      : []),
  ];
  const curves = lines.map(({ id, name, pnl }, i): Curve => ({
    id,
    words: name,
    pnl,
    ink: LINES[i]!,
    width: id === selected ? 2.5 : 1.25,
    ...(i % 2 === 1 ? { dash: [5, 3] } : {}),
  }));
  return curves.toReversed();
}

export interface PictureWish {
  readonly view: PayoffView;
  readonly selected: string | null;
  readonly tick: number;
  readonly currency: string;
}

/** What is drawn, in one unit of money. */
export function payoffPicture(model: PayoffModel, { view, selected, tick, currency }: PictureWish): PayoffPicture {
  const { payoff, book, expiryDays } = model;
  const curves = view === 'layers' ? layerCurves(model, selected) : bookCurves(model, view);
  const { spots } = payoff;
  const [from, to] = [spots[0]!, spots.at(-1)!];
  const bare = { ...book, positions: [] };
  const even =
    view === 'layers' ? [] : breakEvens(view === 'hedge' ? bare : book, from, to, { vol: 1, days: expiryDays });
  return {
    prices: spots,
    curves,
    breakEvens: [...even],
    now: book.market.spot,
    tick,
    unit: unitOf(payoff, currency),
  };
}

/** Unit of the unhedged book, so that it stays while a layer is changed. */
function unitOf({ total, unhedged }: Payoff, currency: string): MoneyUnit {
  let most = 0;
  for (const column of [...unhedged, ...(unhedged.some((one) => one.some((value) => value !== 0)) ? [] : total)])
    for (const value of column) most = Math.max(most, Math.abs(value));
  return moneyUnit(most, currency);
}

const handlesOf = new WeakMap<OpenLayer, readonly LegHandle[]>();

/** Strikes of everything that is switched on, also of what is not open now; the same objects for the same layer. */
export const legHandles = (open: readonly OpenLayer[], book: HedgeBook): readonly LegHandle[] =>
  open.flatMap((one) => {
    const known = handlesOf.get(one) ?? layerHandles(one, book);
    handlesOf.set(one, known);
    return known;
  });

function layerHandles({ layer, rungs, rules }: OpenLayer, { market }: HedgeBook): readonly LegHandle[] {
  if (!layer.enabled) return [];
  return rungs.flatMap(({ target, days, expiry, strikes, units }) =>
    rules.legs.flatMap((leg, i): LegHandle[] => {
      if (leg.kind === 'future' || leg.on !== 'asset' || Number.isNaN(strikes[i]!)) return [];
      const quoted = market.listed.find((one) => one.expiry === expiry);
      return [
        {
          key: `${layer.id} ${target} ${i}`,
          strike: strikes[i]!,
          place: { layer: layer.id, leg: i, rich: rules.rich },
          kind: leg.kind,
          quantity: units * leg.ratio,
          forward: forwardOf(market, 'asset', expiry),
          days,
          layer: layer.name,
          strikes: quoted?.strikes ?? [],
        },
      ];
    }),
  );
}

/** A line of what the cursor reads. */
export interface ReadoutRow {
  readonly id: string;
  readonly words: string;
  /** Where room is short. */
  readonly short: string;
  readonly gain: number;
  readonly isEstimate: boolean;
}

export interface Readout {
  readonly days: readonly ReadoutRow[];
  /** What each open layer adds at expiry. */
  readonly layers: readonly ReadoutRow[];
}

/** Every line of the picture, and the part of each layer, at one price. */
export function readoutAt(model: PayoffModel, view: PayoffView, price: number): Readout {
  const { payoff, book, expiry, today } = model;
  const { spots } = payoff;
  const lines = bookCurves(model, view === 'layers' ? 'hedge' : view).toReversed();
  const index = expiry ?? today;
  return {
    days: lines.map(({ id, words, pnl, ink }) => ({
      id,
      words,
      short: words.split(',')[0]!,
      gain: valueAt(spots, pnl, price),
      isEstimate: ink === 'estimate',
    })),
    layers: book.layers.flatMap(({ id, name, legs }, i) =>
      legs.length === 0
        ? []
        : [{ id, words: name, short: name, gain: valueAt(spots, payoff.layers[i]![index]!, price), isEstimate: false }],
    ),
  };
}
