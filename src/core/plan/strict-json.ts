import { isWhole, type Json } from './canonical';

/** What is wrong with a text that should be JSON, and where. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** How much a text may ask of its reader. */
export interface JsonLimits {
  /** Arrays and objects inside one another. */
  readonly depth: number;
  /** UTF-16 units of one string. */
  readonly text: number;
  /** Values of all kinds together. */
  readonly values: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
/** Up to a quote, a backslash or a control character. */
// eslint-disable-next-line no-control-regex
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }; // prettier-ignore
/** No plan has them, and code that copies fields by name trips over them. */
const BANNED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON from somebody else: what `JSON.parse` lets pass in silence is an error here. Two members of one name, the names of
 * prototypes, half of a surrogate pair, a number beyond the doubles, nesting, length or number of values beyond the limits.
 * @throws {JsonError} with line and column.
 * @source RFC 8259; unique names and whole texts of RFC 7493 (I-JSON), which RFC 8785 builds on.
 */
export function parseStrictJson(text: string, limits: JsonLimits): Json {
  let at = 0;
  let values = 0;

  const fail = (what: string, place = at): never => {
    const before = text.slice(0, place);
    const line = before.split('\n').length;
    throw new JsonError(`line ${line}, column ${place - before.lastIndexOf('\n')}: ${what}`);
  };
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const expect = (mark: string): void => {
    take(SPACE);
    if (text[at] !== mark) fail(at < text.length ? `${mark} was expected` : `the text ends where ${mark} was expected`);
    at++;
  };
  /** Whether a list goes on after an item, or ends here. */
  const goesOn = (close: string): boolean => {
    take(SPACE);
    if (text[at] === ',') return ++at > 0;
    expect(close);
    return false;
  };

  const escaped = (): string => {
    const mark = text[at + 1] ?? '';
    if (mark === 'u') {
      const code = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(code)) fail('an escape has four digits');
      at += 6;
      return String.fromCharCode(parseInt(code, 16));
    }
    const sign = Object.hasOwn(ESCAPES, mark) ? ESCAPES[mark] : fail('no such escape');
    at += 2;
    return sign;
  };
  const readText = (): string => {
    const start = at;
    expect('"');
    const parts: string[] = [];
    for (let length = 0; ;) {
      const part = take(PLAIN);
      parts.push(part);
      length += part.length;
      if (length > limits.text) fail(`a text is longer than ${limits.text} characters`, start);
      if (text[at] === '"') break;
      if (text[at] !== '\\') fail(at < text.length ? 'a control character inside a text' : 'a text does not end');
      parts.push(escaped());
      length++;
    }
    at++;
    const whole = parts.join('');
    if (!isWhole(whole)) fail('half of a surrogate pair', start);
    return whole;
  };
  const readNumber = (): number => {
    const start = at;
    const written = take(NUMBER);
    if (written === '') fail(at < text.length ? 'a value was expected' : 'the text ends where a value was expected');
    const value = Number(written);
    if (!Number.isFinite(value)) fail('a number is too large', start);
    return value === 0 ? 0 : value; // −0 is 0
  };
  const readArray = (depth: number): Json => {
    const items: Json[] = [];
    at++;
    take(SPACE);
    if (text[at] === ']') return (at++, items);
    do items.push(read(depth));
    while (goesOn(']'));
    return items;
  };
  const readObject = (depth: number): Json => {
    const members: Record<string, Json> = {};
    at++;
    take(SPACE);
    if (text[at] === '}') return (at++, members);
    do {
      take(SPACE);
      const place = at;
      const name = readText();
      if (BANNED.has(name)) fail(`no field may be called ${name}`, place);
      if (Object.hasOwn(members, name)) fail(`the field ${JSON.stringify(name.slice(0, 80))} is there twice`, place);
      expect(':');
      members[name] = read(depth);
    } while (goesOn('}'));
    return members;
  };
  const readWord = <T>(word: string, value: T): T => {
    if (!text.startsWith(word, at)) fail('a value was expected');
    at += word.length;
    return value;
  };
  const read = (depth: number): Json => {
    take(SPACE);
    if (++values > limits.values) fail(`more than ${limits.values} values`);
    const mark = text[at];
    if ((mark === '{' || mark === '[') && depth === limits.depth) fail(`nested deeper than ${limits.depth}`);
    switch (mark) {
      case '{':
        return readObject(depth + 1);
      case '[':
        return readArray(depth + 1);
      case '"':
        return readText();
      case 't':
        return readWord('true', true);
      case 'f':
        return readWord('false', false);
      case 'n':
        return readWord('null', null);
      default:
        return readNumber();
    }
  };

  const value = read(0);
  take(SPACE);
  if (at < text.length) fail('something follows the end');
  return value;
}
