import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { hashOf, uniformOf } from './hash';

export interface Span {
  readonly from: Ms;
  /** Exclusive. */
  readonly to: Ms;
}

export interface MarketOptions {
  readonly seed: number;
  /** Nothing happened before; 2020-01-01 unless told. */
  readonly begin?: Ms;
  /** There are no rows in these, of the instruments named or of all. */
  readonly holes?: readonly (Span & { readonly instrument?: string })[];
}

export interface ModelBar {
  readonly t: Ms;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  /** Base units. */
  readonly v: number;
  /** Quote units. */
  readonly quote: number;
  readonly trades: number;
}

export interface ModelPrint {
  /** Rises with the prints of an instrument. */
  readonly id: number;
  readonly t: Ms;
  /** +1 a long was closed, −1 a short. */
  readonly side: 1 | -1;
  readonly price: number;
  /** Base units. */
  readonly quantity: number;
}

export interface Cut {
  readonly limit: number;
  /** Which rows of a range stay where it holds more than `limit`. */
  readonly end: 'oldest' | 'newest';
}

/** A market in which everything is a function of instrument, interval and instant: any range can be had, at any time. */
export interface Market {
  readonly begin: Ms;
  /** Stamps of a regular series in a range, oldest first, without those in holes. */
  stamps(instrument: string, interval: Ms, range: Span, cut?: Cut): Ms[];
  /** Mid price [quote], rounded as the instrument is. */
  price(instrument: string, t: Ms): number;
  /** @param now Of a bar that is not over by then there is only the part that has happened. */
  bar(instrument: string, interval: Ms, t: Ms, now?: Ms): ModelBar;
  bars(instrument: string, interval: Ms, range: Span, cut?: Cut, now?: Ms): ModelBar[];
  openInterest(instrument: string, t: Ms): { readonly base: number; readonly usd: number };
  /** Rate of one period, as a fraction. */
  funding(instrument: string, t: Ms): number;
  /** Liquidated in a bucket [USD]. */
  liquidated(instrument: string, interval: Ms, t: Ms): { readonly long: number; readonly short: number };
  /** Single liquidations, oldest first; some thirty a day, half of them several in one millisecond. */
  prints(instrument: string, range: Span): ModelPrint[];
  /** A figure between `low` and `high` that wanders, for whatever else a source tells. */
  figure(name: string, t: Ms, low: number, high: number, digits?: number): number;
}

const PRICES: Readonly<Record<string, number>> = { BTC: 60_000, ETH: 3_000, SOL: 150, XRP: 0.5 };
/** Swings of the logarithm of the price: period and size. */
const SWINGS = [
  [400 * MS_PER_DAY, 0.5],
  [37 * MS_PER_DAY, 0.12],
  [3.3 * MS_PER_DAY, 0.03],
  [7 * MS_PER_HOUR, 0.008],
  [23 * MS_PER_MINUTE, 0.0015],
] as const;

export function rounded(x: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(x * scale) / scale;
}

export function createMarket({ seed, begin = Date.UTC(2020, 0, 1), holes = [] }: MarketOptions): Market {
  const of = new Map<string, { readonly hash: number; readonly log: number; readonly digits: number }>();
  const traitsOf = (instrument: string) => {
    const known = of.get(instrument);
    if (known) return known;
    const hash = hashOf(`${seed} ${instrument}`);
    const base = Object.keys(PRICES).find((name) => instrument.includes(name));
    const price = base === undefined ? 1 + 20 * uniformOf(hash, 0, 1) : PRICES[base]!;
    const traits = { hash, log: Math.log(price), digits: price > 1_000 ? 1 : price > 10 ? 3 : 5 };
    of.set(instrument, traits);
    return traits;
  };
  const isHole = (instrument: string, t: Ms): boolean =>
    holes.some((hole) => (hole.instrument ?? instrument) === instrument && hole.from <= t && t < hole.to);

  const price = (instrument: string, t: Ms): number => {
    const { hash, log, digits } = traitsOf(instrument);
    let x = log + 0.001 * (uniformOf(hash, t, 2) - 0.5);
    for (let i = 0; i < SWINGS.length; i++) {
      const [period, size] = SWINGS[i]!;
      x += size * Math.sin((2 * Math.PI * t) / period + 6.28 * uniformOf(hash, i, 3));
    }
    return rounded(Math.exp(x), digits);
  };

  const bar = (instrument: string, interval: Ms, t: Ms, now = Infinity): ModelBar => {
    const { hash, digits } = traitsOf(instrument);
    const over = Math.min(1, Math.max(0, (now - t) / interval));
    const o = price(instrument, t);
    const c = price(instrument, over < 1 ? Math.floor(now) : t + interval);
    const reach = 0.0008 * Math.sqrt(interval / MS_PER_MINUTE) * over;
    const h = rounded(Math.max(o, c) * (1 + reach * uniformOf(hash, t, 4)), digits);
    const l = rounded(Math.min(o, c) * (1 - reach * uniformOf(hash, t, 5)), digits);
    const v = rounded(((interval / MS_PER_MINUTE) * over * (1_000 + 2e6 * uniformOf(hash, t, 6) ** 4)) / o, 3);
    return { t, o, h, l, c, v, quote: rounded((v * (o + c)) / 2, 2), trades: Math.floor(v * 7) };
  };

  const stamps: Market['stamps'] = (instrument, interval, { from, to }, { limit, end } = { limit: Infinity, end: 'oldest' }) => {
    const first = Math.ceil(Math.max(from, begin) / interval) * interval;
    const found: Ms[] = [];
    if (end === 'oldest') {
      for (let t = first; t < to && found.length < limit; t += interval) if (!isHole(instrument, t)) found.push(t);
      return found;
    }
    const last = Math.ceil(to / interval) * interval - interval;
    for (let t = last; t >= first && found.length < limit; t -= interval) if (!isHole(instrument, t)) found.push(t);
    return found.reverse();
  };

  return {
    begin,
    stamps,
    price,
    bar,
    bars: (instrument, interval, range, cut, now) =>
      stamps(instrument, interval, range, cut).map((t) => bar(instrument, interval, t, now)),
    openInterest(instrument, t) {
      const { hash } = traitsOf(instrument);
      const at = price(instrument, t);
      const wave = 1 + 0.2 * Math.sin((2 * Math.PI * t) / (11 * MS_PER_DAY) + hash) + 0.01 * uniformOf(hash, t, 7);
      const base = rounded((3e9 * wave) / at, 3);
      return { base, usd: rounded(base * at, 2) };
    },
    funding: (instrument, t) => rounded(2e-4 * (uniformOf(traitsOf(instrument).hash, t, 8) - 0.35), 8),
    liquidated(instrument, interval, t) {
      const { hash } = traitsOf(instrument);
      const size = (interval / MS_PER_HOUR) * 2e6;
      const side = (salt: number): number => rounded(size * uniformOf(hash, t, salt) ** 6, 2);
      return { long: side(9), short: side(10) };
    },
    prints(instrument, { from, to }) {
      const { hash } = traitsOf(instrument);
      const found: ModelPrint[] = [];
      for (let hour = Math.floor(Math.max(from, begin) / MS_PER_HOUR); hour * MS_PER_HOUR < to; hour++)
        for (const print of printsOf(hash, hour)) {
          if (print.t < Math.max(from, begin) || print.t >= to || isHole(instrument, print.t)) continue;
          found.push({ ...print, price: price(instrument, print.t) });
        }
      return found;
    },
    figure(name, t, low, high, digits = 4) {
      const { hash } = traitsOf(name);
      const wave = 0.5 + 0.4 * Math.sin((2 * Math.PI * t) / (90 * MS_PER_DAY) + hash) + 0.1 * uniformOf(hash, t, 11);
      return rounded(low + (high - low) * wave, digits);
    },
  };
} // prettier-ignore

/** None, one or a burst in an hour; a burst has several in each of its milliseconds. */
function printsOf(hash: number, hour: number): Omit<ModelPrint, 'price'>[] {
  const start = hour * MS_PER_HOUR + Math.floor(uniformOf(hash, hour, 12) * (MS_PER_HOUR - 10));
  const draw = uniformOf(hash, hour, 13);
  const count = draw < 0.5 ? 0 : draw < 0.9 ? 1 : 4 + Math.floor(12 * uniformOf(hash, hour, 14));
  return Array.from({ length: count }, (_, i) => ({
    id: hour * 100 + i,
    t: start + Math.floor(i / 5), // five in a millisecond
    side: uniformOf(hash, hour, 15) < 0.6 ? 1 : -1,
    quantity: rounded(0.001 + 2 * uniformOf(hash, hour * 100 + i, 16) ** 3, 3),
  }));
}
