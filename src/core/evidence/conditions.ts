import type { Ms } from '../time/ms';
import { evaluateSignal } from './signals';
import type { Condition, Signal, StudyMarket } from './types';

/** A statement at the close of a bar. */
export const TRUE = 1;
export const FALSE = 0;
export const UNKNOWN = -1;

/**
 * A tree of conditions at the close of every bar, three-valued: what is unknown stays so unless the rest decides alone.
 *
 * - `above`, `below`: strict; unknown when either figure is.
 * - `crossesAbove`: above now, and not above at the bar before; `crossesBelow` likewise. Unknown at the first bar unless
 *   it is false already.
 * - `within`: true at some bar that closed in the last so many ms, both ends included. Bars before the first one are unknown.
 * @returns shape (bars): 1 true, 0 false, −1 unknown
 * @throws {RangeError} a period that an indicator refuses
 * @source Kleene (1952), Introduction to Metamathematics, § 64: the strong tables
 */
export function evaluateCondition(market: StudyMarket, condition: Condition): Int8Array {
  const signals = new Map<string, Float64Array>();
  const read = (signal: Signal): Float64Array => {
    const key = JSON.stringify(signal);
    const known = signals.get(key) ?? evaluateSignal(market, signal);
    signals.set(key, known);
    return known;
  };
  return evaluate(market, condition, read);
}

type Read = (signal: Signal) => Float64Array;
type Comparison = Extract<Condition, { readonly is: string }>;

function evaluate(market: StudyMarket, condition: Condition, read: Read): Int8Array {
  const parts = (of: readonly Condition[]): Int8Array[] => of.map((part) => evaluate(market, part, read));
  if ('all' in condition) return combine(market, parts(condition.all), and, TRUE);
  if ('any' in condition) return combine(market, parts(condition.any), or, FALSE);
  if ('not' in condition) return evaluate(market, condition.not, read).map(not);
  if ('within' in condition) return within(market, condition.within, evaluate(market, condition.of, read));
  return compare(condition, read);
}

/** Kleene's tables, from the order false < unknown < true. */
const not = (a: number): number => (a === UNKNOWN ? UNKNOWN : TRUE - a);
const and = (a: number, b: number): number => (a === FALSE || b === FALSE ? FALSE : Math.min(a, b));
const or = (a: number, b: number): number => (a === TRUE || b === TRUE ? TRUE : Math.min(a, b));

function combine(
  { bars }: StudyMarket,
  parts: readonly Int8Array[],
  join: (a: number, b: number) => number,
  neutral: number,
): Int8Array {
  const out = new Int8Array(bars.columns.t.length).fill(neutral);
  for (const part of parts) for (let i = 0; i < out.length; i++) out[i] = join(out[i], part[i]);
  return out;
}

function compare({ signal, is, value }: Comparison, read: Read): Int8Array {
  const a = read(signal);
  const b = typeof value === 'number' ? new Float64Array(a.length).fill(value) : read(value);
  const sign = is === 'above' || is === 'crossesAbove' ? 1 : -1;
  const beyond = new Int8Array(a.length);
  for (let i = 0; i < a.length; i++) {
    const isKnown = a[i] === a[i] && b[i] === b[i];
    beyond[i] = !isKnown ? UNKNOWN : (sign > 0 ? a[i] > b[i] : a[i] < b[i]) ? TRUE : FALSE;
  }
  if (is === 'above' || is === 'below') return beyond;
  return beyond.map((now, i) => and(now, i === 0 ? UNKNOWN : not(beyond[i - 1])));
}

function within({ bars: { columns, interval } }: StudyMarket, span: Ms, of: Int8Array): Int8Array {
  const { t } = columns;
  const out = new Int8Array(t.length);
  let lastTrue = -Infinity;
  let lastUnknown = t.length > 0 ? t[0] - interval : -Infinity;
  for (let i = 0; i < t.length; i++) {
    if (of[i] === TRUE) lastTrue = t[i];
    if (of[i] === UNKNOWN) lastUnknown = t[i];
    out[i] = lastTrue >= t[i] - span ? TRUE : lastUnknown >= t[i] - span ? UNKNOWN : FALSE;
  }
  return out;
}
