import type { AnyColumns, Bars } from '../series/schema';
import type { Ms } from '../time/ms';

/** What a stretch of the past is moved and multiplied by. */
export interface Paste {
  /** Added to every stamp. */
  readonly shift: Ms;
  /** Price of the start over that of the analog's start. */
  readonly price: number;
}

const times = (column: Float64Array, factor: number): Float64Array => column.map((x) => x * factor);
const moved = (t: Float64Array, by: Ms): Float64Array => t.map((x) => x + by);

/** Rows of a series that keeps a grid come at the next point of it: never earlier than they were. */
export const onGrid = (shift: Ms, interval: Ms): Ms => (interval > 0 ? Math.ceil(shift / interval) * interval : shift);

/** Every log return is that of the source. @param volume factor of the volume; NaN: not known, and it is missing */
export const pasteBars = ({ t, o, h, l, c, v }: Bars, { shift, price }: Paste, volume: number): Bars => ({
  t: moved(t, shift),
  o: times(o, price),
  h: times(h, price),
  l: times(l, price),
  c: times(c, price),
  v: times(v, volume),
});

/** Levels of an index as multiples of its level at the start. */
export const pasteIndex = ({ t, c }: AnyColumns, shift: Ms, ratio: number): AnyColumns => {
  const missing = (): Float64Array => new Float64Array(t.length).fill(NaN);
  return { t: moved(t, shift), o: missing(), h: missing(), l: missing(), c: times(c, ratio) };
};

/** Open interest by its changes. @param ratio open interest of the start over that of the analog's start, in the base asset */
export const pasteOpenInterest = (
  { t, base, usd }: AnyColumns,
  { shift, price }: Paste,
  ratio: number,
): AnyColumns => ({
  t: moved(t, shift),
  base: times(base, ratio),
  usd: times(usd, ratio * price),
});

/** Funding is a share of the notional and stays as it was. */
export const pasteFunding = ({ t, rate }: AnyColumns, shift: Ms): AnyColumns => ({
  t: moved(t, shift),
  rate: rate.slice(),
});

/** Prints or sums of them. @param usd factor of their notional */
export function pasteLiquidations(columns: AnyColumns, { shift, price }: Paste, usd: number): AnyColumns {
  const t = moved(columns.t, shift);
  if (columns['long']) return { t, long: times(columns['long'], usd), short: times(columns['short'], usd) };
  return {
    t,
    side: columns['side'].slice(),
    price: times(columns['price'], price),
    quantity: times(columns['quantity'], usd / price),
    notional: times(columns['notional'], usd),
  };
}

/** Rows one after the other; both have the same columns. */
export function joined(before: AnyColumns, after: AnyColumns): AnyColumns {
  const join = (a: Float64Array, b: Float64Array): Float64Array => {
    const out = new Float64Array(a.length + b.length);
    out.set(a);
    out.set(b, a.length);
    return out;
  };
  return Object.fromEntries(
    Object.keys(after).map((name) => [name, join(before[name], after[name])]),
  ) as unknown as AnyColumns;
}
