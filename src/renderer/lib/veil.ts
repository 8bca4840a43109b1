import { MS_PER_DAY, type Ms } from '#core/time/ms';

/** What blind mode shows in place of the truth: a price of 100 where the replay was entered, and days counted from there. */
export interface Veil {
  readonly instrument: string;
  /** Where the replay was entered: its UTC day is day 1. */
  readonly origin: Ms;
  /** What a price is multiplied by. */
  readonly scale: number;
}

export const VEILED_NAME = 'Hidden instrument';
export const VEILED_SOURCE = 'hidden in blind mode';
/** Farther away than this an instant would tell how long the history is, and with that the date. */
const FARTHEST: Ms = 400 * MS_PER_DAY;
/** So many digits of a price survive being scaled there and back: more than a venue prints. */
const DIGITS = 12;

let current: Veil | null = null;

/** Null: nothing is hidden. Set by `state/blind`, which draws the page anew. */
export const currentVeil = (): Veil | null => current;
export const setVeil = (veil: Veil | null): void => void (current = veil);

/** `day 3`, `day 0`, `day −12`: the day of the replay that holds an instant. */
export function veiledDay({ origin }: Veil, t: Ms): string {
  const day = Math.floor(t / MS_PER_DAY) - Math.floor(origin / MS_PER_DAY) + 1;
  return `day ${day < 0 ? `\u2212${-day}` : day}`;
}

export const veilPrice = ({ scale }: Veil, price: number): number => price * scale;
export const unveilPrice = ({ scale }: Veil, price: number): number => Number((price / scale).toPrecision(DIGITS));

/** In place of an instant that is too far away to be told; undefined where it is near enough. */
export function veiledFar({ origin }: Veil, t: Ms): string | undefined {
  if (t < origin - FARTHEST) return 'long before';
  return t > origin + FARTHEST ? 'long after' : undefined;
}

/** An instant as a number that is read aloud or stands in the page: counted from where the replay was entered. */
export const shownInstant = (t: Ms): number => t - (current?.origin ?? 0);
/** How much of what is stored may be seen on a time line: all of it would tell where in the history one is. */
export const shownSpan = (first: Ms, last: Ms): { readonly first: Ms; readonly last: Ms } =>
  current
    ? { first: Math.max(first, current.origin - FARTHEST), last: Math.min(last, current.origin + FARTHEST) }
    : { first, last };

/** A name of an instrument as it may be told. */
export const shownName = (name: string): string => (current ? VEILED_NAME : name);
