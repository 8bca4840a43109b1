import type { ItemInfo } from '#core/value/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { parseTimeText, timeRule } from '../csv/time';

const RULE = timeRule('date');

/**
 * An instant as ISO 8601 (UTC where no zone is said) or epoch milliseconds. A date without a clock is a whole day.
 * @param edge which end of such a day is meant. @returns undefined: it is not an instant, or it leaves open which day it is.
 */
export function instantOf(text: string, edge: 'start' | 'end'): Ms | undefined {
  if (/^-?\d{12,15}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(text)) return undefined;
  const t = parseTimeText(text, RULE);
  if (Number.isNaN(t)) return undefined;
  return edge === 'end' && text.length === 10 ? t + MS_PER_DAY : t;
}

const SCALES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, mn: 1e6, b: 1e9, bn: 1e9, t: 1e12 };
const NAMES: Readonly<Record<ItemInfo['unit'], RegExp>> = {
  USD: /^(?:(?<scale>k|m|mn|b|bn|t)? ?(?:usd|us\$|\$))$/,
  units: /^(?:(?<scale>k|m|mn|b|bn|t)? ?(?:units?|tokens?|coins?|shares?))$/,
  share: /^(?:share|fraction|decimal)$/,
  perYear: /^(?:per ?year|\/ ?year|p\.?a\.?|fraction|decimal)$/,
  years: /^years?$/,
};
const PARTS: Partial<Record<ItemInfo['unit'], RegExp>> = {
  share: /^(?<part>%|bp)$/,
  perYear: /^(?<part>%|bp) ?(?:p\.?a\.?|per year|\/ ?year)?$/,
};

/** What of a unit the values of an item are multiplied with. @returns undefined: it is not a unit of the item */
export function scaleOf(text: string, unit: ItemInfo['unit']): number | undefined {
  const written = text.toLowerCase();
  if (written === '') return 1;
  const named = NAMES[unit].exec(written);
  if (named) return SCALES[named.groups?.['scale'] ?? ''];
  const part = PARTS[unit]?.exec(written)?.groups?.['part'];
  return part === '%' ? 1e-2 : part === 'bp' ? 1e-4 : undefined;
}

/** Units that a person may write, for a message. */
export const unitsOf = (unit: ItemInfo['unit']): string =>
  ({
    USD: 'USD, K USD, M USD or B USD',
    units: 'units, K units, M units or B units',
    share: 'share or %',
    perYear: 'perYear (a decimal) or %',
    years: 'years',
  })[unit];

/** @returns undefined: it says neither */
export function flagOf(text: string): boolean | undefined {
  if (/^(?:|0|no|false|n)$/i.test(text)) return false;
  return /^(?:1|yes|true|y)$/i.test(text) ? true : undefined;
}
