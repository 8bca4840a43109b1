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

type Members = Readonly<Record<string, unknown>>;
const textAt = (value: Members, ...keys: readonly string[]): string => {
  const found = keys.map((key) => value[key]).find((one) => typeof one === 'string' && one !== '');
  return typeof found === 'string' ? found : '';
};
const membersAt = (value: Members, key: string): Members => {
  const one = value[key];
  return typeof one === 'object' && one !== null ? (one as Members) : {};
};

/** What parts of a plan are told by when they come or go whole, in the order that they are looked for. */
const WHOLE: readonly (readonly [has: string, words: (value: Members, zone: Zone) => string])[] = [
  ['contracts', (order, zone) => `${textAt(order, 'side')} ${valueWords('', order['contracts'], zone)} ${textAt(order, 'instrument')} at ${valueWords('', membersAt(order, 'limit')['price'], zone)} ${textAt(membersAt(order, 'limit'), 'unit')}`],
  ['signers', (policy, zone) => `${valueWords('', policy['required'], zone)} of ${valueWords('', policy['signers'], zone)}`],
  ['sha256', (series, zone) => `${textAt(series, 'instrument')} ${textAt(series, 'kind')}, ${valueWords('', series['rows'], zone)} rows`],
  ['chosenAt', (level, zone) => `${textAt(level, 'name')} ${valueWords('', level['value'], zone)} ${textAt(level, 'unit')}`],
]; // prettier-ignore

/** Something whole that came or went: what it is known by, else what it says, without its names. */
function membersWords(value: object, zone: Zone): string {
  const members = Object.entries(value);
  if (members.length === 0) return Array.isArray(value) ? 'none' : 'empty';
  if (!Array.isArray(value)) {
    const known = WHOLE.find(([has]) => has in value);
    if (known) return known[1](value as Members, zone);
    const name = textAt(value as Members, 'title', 'name', 'label', 'text');
    if (name !== '') return name;
  }
  const said = members.flatMap(([key, one]) => (isEmpty(one) ? [] : [valueWords(`/${key}`, one, zone)]));
  return said.join(', ');
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0);
