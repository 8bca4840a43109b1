/** A JSON value as data: neither undefined nor NaN, no classes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text of a JSON value: keys in the order of their UTF-16 units, numbers and strings as ECMAScript writes them, no white space.
 * −0 is written 0. Two values that differ in nothing but the order of keys have the same text; texts are taken as they are, so that
 * whoever wants a composed and a decomposed letter to be one normalises first (`normaliseTexts`).
 * @throws {TypeError} what JSON has no form for: NaN, an infinity, undefined, half of a surrogate pair, anything but plain data.
 *   The message gives the place as a JSON pointer.
 * @source RFC 8785, sections 3.2.1 to 3.2.3.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}

function write(value: unknown, place: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${place || '/'}: ${value} has no form in JSON`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return writeText(value, place);
  if (Array.isArray(value)) return `[${Array.from(value, (item, i) => write(item, `${place}/${i}`)).join()}]`;
  if (!isPlain(value)) throw new TypeError(`${place || '/'}: ${typeof value} has no form in JSON`);
  // The default order of sort is that of UTF-16 units.
  const members = Object.keys(value)
    .sort()
    .map((key) => `${writeText(key, place)}:${write(value[key], pointerTo(place, key))}`);
  return `{${members.join()}}`;
}

function writeText(text: string, place: string): string {
  if (!isWhole(text)) throw new TypeError(`${place || '/'}: half of a surrogate pair has no form in JSON`);
  return JSON.stringify(text);
}

/** No half of a surrogate pair: it can be written as UTF-8. */
export const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text);

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** JSON pointer of a member. @source RFC 6901. */
export const pointerTo = (place: string, key: string): string =>
  `${place}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
