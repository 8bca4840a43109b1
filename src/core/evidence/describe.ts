import { formatInterval } from '../time/interval';
import type { SignalUnit } from './signals';
import { SIGNALS } from './signals';
import type { Condition, Signal } from './types';

const RELATIONS = {
  above: 'is above',
  below: 'is below',
  crossesAbove: 'crosses above',
  crossesBelow: 'crosses below',
} as const;

/** A signal in words: `RSI(14) on 4h`, `return over 1h`. */
export function describeSignal(signal: Signal): string {
  switch (signal.name) {
    case 'rsi':
      return `RSI(${signal.period}) on ${formatInterval(signal.interval)}`;
    case 'ema':
      return `EMA(${signal.period}) on ${formatInterval(signal.interval)}`;
    case 'macdHistogram':
      return `MACD(${signal.fast}, ${signal.slow}, ${signal.signal}) histogram on ${formatInterval(signal.interval)}`;
    case 'liquidations':
      return `${signal.side} liquidations over ${formatInterval(signal.over)}`;
    default: {
      const title = SIGNALS[signal.name].title;
      const words = title[0].toLowerCase() + title.slice(1);
      return 'over' in signal ? `${words} over ${formatInterval(signal.over)}` : words;
    }
  }
}

/**
 * A tree of conditions as a phrase that reads after "when": `RSI(14) on 4h is below 30 and (close crosses above …)`.
 * Brackets stand wherever two words of different kinds meet.
 */
export function describeCondition(condition: Condition): string {
  if ('all' in condition) return list(condition.all, ' and ');
  if ('any' in condition) return list(condition.any, ' or ');
  if ('not' in condition) return `not ${bracketed(condition.not)}`;
  if ('within' in condition) return `within the last ${formatInterval(condition.within)}: ${bracketed(condition.of)}`;
  const { signal, is, value } = condition;
  const other = typeof value === 'number' ? formatValue(value, SIGNALS[signal.name].unit) : describeSignal(value);
  return `${describeSignal(signal)} ${RELATIONS[is]} ${other}`;
}

function list(parts: readonly Condition[], word: string): string {
  return parts.length === 1 ? describeCondition(parts[0]) : parts.map(bracketed).join(word);
}

/** A comparison stands by itself; so does a list of one. */
function bracketed(condition: Condition): string {
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
  if (parts?.length === 1) return bracketed(parts[0]);
  return 'is' in condition ? describeCondition(condition) : `(${describeCondition(condition)})`;
}

/** A figure with its unit, in as many digits as it was given. */
function formatValue(value: number, unit: SignalUnit): string {
  switch (unit) {
    case 'bp':
      return `${plain(value)} bp`;
    case 'usd':
      return `${plain(value)} USD`;
    case 'share':
    case 'fundingRate':
    case 'volatilityPerYear':
      return `${plain(value * 100)} %`;
    case 'sigmas':
      return `${plain(value)} sd`;
    case 'price':
    case 'index0To100':
    case 'points':
      return plain(value);
  }
}

/** Ten significant digits at most (0.07 · 100 is 7, not 7.000000000000001), thousands parted. */
function plain(value: number): string {
  const [whole, fraction] = String(Number(value.toPrecision(10))).split('.');
  const parted = whole.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return (fraction === undefined ? parted : `${parted}.${fraction}`).replace('-', '−');
}
