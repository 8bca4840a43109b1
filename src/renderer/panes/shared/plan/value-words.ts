import { formatNumber, formatPercent, formatTimeZoned, type Zone } from '../../../lib/format';

const INSTANTS = new Set(['created', 'expiry', 't', 'asOf', 'chosenAt', 'event', 'from', 'to']);
const SHARES = new Set(['budget', 'costPerYear']);
const HASH = /^[0-9a-f]{64}$/;
/** What every public key begins with, as base64. */
const PUBLIC_KEY = /^MCowBQYDK2VwAyEA/;
const PREFIX = 16;
const WORDS: Readonly<Record<string, string>> = { goodTillCancelled: 'good till cancelled' };

const plain = (x: number): string => formatNumber(x, { decimals: 8 }).replace(/\.?0+$/, '');

/** A value of a plan for a person. @param pointer says what it is: an instant, a share. @param value undefined: it was not there */
export function valueWords(pointer: string, value: unknown, zone: Zone): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (value === undefined) return 'not there';
  if (value === null) return name === 'loss' || name === 'worstCase' ? 'without bound' : 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') {
    if (SHARES.has(name)) return formatPercent(value, { decimals: 2 });
    return INSTANTS.has(name) && value > 1e11 ? formatTimeZoned(value, zone) : plain(value);
  }
  if (typeof value === 'string') return textWords(value);
  return membersWords(value, zone);
}

function textWords(text: string): string {
  if (text.trim() === '') return 'empty';
  if (HASH.test(text)) return `${text.slice(0, 12)}…`;
  return PUBLIC_KEY.test(text) ? `key ${text.slice(PREFIX, PREFIX + 8)}…` : (WORDS[text] ?? text);
}

/** Something whole that came or went: what it says, without its names. */
function membersWords(value: object, zone: Zone): string {
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  if (members.length === 0) return Array.isArray(value) ? 'none' : 'empty';
  const words = members.flatMap(([key, one]) =>
    one === null || (typeof one === 'object' && Object.keys(one as object).length === 0) || one === '' ? [] : [valueWords(`/${key}`, one, zone)],
  ); // prettier-ignore
  return words.join(', ');
}
