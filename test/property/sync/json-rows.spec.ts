import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NetError } from '#main/sync/net/types';
import { readColumns, rowsAt, type Fields } from '#main/sync/sources/payload';
import { rowsOf } from '#main/sync/sources/rows/rows';

/** What JSON.parse and Number make of a text: columns, or an error. */
function plainly(text: string, fields: Fields<'bars'>, path: readonly string[]): unknown {
  try {
    return readColumns('bars', rowsAt(JSON.parse(text), ...path), fields);
  } catch (error) {
    return error instanceof NetError ? 'broken' : 'no JSON';
  }
}

/** The same by the quick reader; undefined when it leaves the text alone. */
function quickly(bytes: Uint8Array, fields: Fields<'bars'>, path: readonly string[]): unknown {
  const rows = rowsOf('bars', fields, ...path);
  const reply = rows.parse(bytes);
  return reply === undefined ? undefined : rows.columns(reply);
}

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));
/** Of any length, as JSON writes numbers. */
const decimal = fc
  .tuple(
    fc.constantFrom('', '', '', '-'),
    fc.oneof(fc.nat({ max: 99_999 }).map(String), digits(1, 22).map((all) => all.replace(/^0+(?=\d)/, ''))),
    fc.option(digits(1, 20)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e-', 'E+'), fc.nat({ max: 30 })), { freq: 12 }),
  )
  .map(([sign, whole, fraction, power]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${power === null ? '' : power.join('')}`); // prettier-ignore
const number = fc.oneof(
  decimal,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);
/** What a number may not be, or not in the same way in each text. */
const odd = fc.constantFrom('01', '-', '.5', '5.', '1e', '+1', '1e999', 'null', 'true', '""', '" 1"', '"0x1"', '"1e5"', '"01"', '"x"', '"\\u0031"', '[1]', '{"a":1}', '', ' 1', 'NaN', '1.2.3', '--1', '1,2'); // prettier-ignore

const NAMES = ['t', 'o', 'h', 'l', 'c', 'v', 'n', 'quote_volume'];

const UNEXPECTED = [
  { open: '{"code":"0","msg":"[[1]]","result":{"list":', close: '}}', path: ['result', 'list'] },
  { open: '{"other":[[1,2]],"data":', close: '}', path: ['data'] },
  { open: '{"result":{"list":', close: ',"list":[]}}', path: ['result', 'list'] },
  { open: '{"result":', close: '}', path: ['result', 'list'] },
];

/** @param isPlain every text is one that can be read from its bytes, where no number of it is too large */
const textOf = (isPlain: boolean) =>
  fc
    .record({
      width: fc.integer({ min: 6, max: NAMES.length }),
      isObject: fc.boolean(),
      quoted: fc.array(fc.boolean(), { minLength: NAMES.length, maxLength: NAMES.length }),
      word: fc.option(
        fc.constantFrom(
          '"BTC"',
          '"a much longer word than a vector holds"',
          'null',
          '"ü"',
          ...(isPlain ? [] : ['"a]b"', '"a}b"', '{}']),
        ),
      ),
      around: fc.constantFrom(
        { open: '', close: '', path: [] },
        { open: '{"data":', close: '}', path: ['data'] },
        { open: '{"data":[],"data":', close: ' }', path: ['data'] },
        { open: '{"code":"0","msg":"ü","result":{"list":', close: ',"next":[]},"time":12}', path: ['result', 'list'] },
        ...(isPlain ? [] : UNEXPECTED),
      ),
      times: fc.constantFrom(undefined, 1_000, 0.01),
      hasOdd: isPlain ? fc.constant(false) : fc.boolean(),
    })
    .chain(({ width, isObject, quoted, word, around, times, hasOdd }) => {
      const cells = Array.from({ length: width }, (_, k) => number.map((one) => (quoted[k] ? `"${one}"` : one)));
      const row = fc.tuple(...cells).map((all) => {
        const named = all.map((cell, k) => (isObject ? `"${NAMES[k]}":${cell}` : cell));
        if (word !== null) named.push(isObject ? `"w":${word}` : word);
        return named;
      });
      const spoilt = fc.tuple(row, fc.nat({ max: width - 1 }), odd).map(([all, k, cell]) => all.with(k, isObject ? `"${NAMES[k]}":${cell}` : cell)); // prettier-ignore
      const wrongWidth = row.map((all) => all.slice(1));
      const one = hasOdd ? fc.oneof({ weight: 12, arbitrary: row }, { weight: 1, arbitrary: spoilt }, { weight: 1, arbitrary: wrongWidth }) : row; // prettier-ignore
      const [open, close] = isObject ? '{}' : '[]';
      const at = (k: number): string | number => (isObject ? NAMES[k]! : k);
      const fields: Fields<'bars'> = { t: { at: at(0), ...(times ? { times } : {}) }, o: at(1), h: at(2), l: at(3), c: at(4), v: at(5) }; // prettier-ignore
      return fc.record({
        fields: fc.constant(fields),
        path: fc.constant(around.path as readonly string[]),
        text: fc
          .array(one, { minLength: isPlain ? 1 : 0, maxLength: 40 })
          .map((rows) => `${around.open}[${rows.map((all) => `${open}${all.join()}${close}`).join()}]${around.close}`),
      });
    });

/** What a text is spoilt with. */
const PUT = fc.oneof(
  fc.constantFrom('', '"', ',', '[', ']', '{', '}', ':', ' ', '\n', '\\', '\0', 'x', '[[', ']]', '],[', '"","'),
  fc.constantFrom(
    '',
    '0',
    '7',
    '.',
    '-',
    'e',
    '-0',
    '00',
    '0.',
    '.0',
    'e1',
    'e-',
    '9007199254740993',
    '1234567890123456789',
  ),
);

describe('rows read from the bytes of a JSON text', () => {
  it('are what JSON.parse and Number make of them, to the last bit, or are left to those', () => {
    let read = 0;
    fc.assert(fc.property(fc.oneof(textOf(false), textOf(true)), ({ text: all, fields, path }) => {
      const columns = quickly(Buffer.from(all), fields, path);
      if (columns === undefined) return;
      read++;
      expect(columns).toEqual(plainly(all, fields, path));
    }), { numRuns: 4_000 }); // prettier-ignore
    expect(read).toBeGreaterThan(2_000);
  });

  it('are never read from a text that was cut off', () =>
    fc.assert(fc.property(textOf(true), ({ text: all, fields, path }) => {
      const bytes = Buffer.from(all);
      for (let end = 0; end < bytes.length; end++) expect(quickly(bytes.subarray(0, end), fields, path)).toBeUndefined();
    }), { numRuns: 60 })); // prettier-ignore

  it('are never read from a spoilt text otherwise than JSON.parse would', () => {
    let read = 0;
    fc.assert(fc.property(textOf(true), fc.array(fc.tuple(fc.nat(), PUT, fc.nat({ max: 2 })), { minLength: 20, maxLength: 60 }), ({ text: all, fields, path }, changes) => {
      for (const [place, put, drop] of changes) {
        const at = place % all.length;
        const spoilt = all.slice(0, at) + put + all.slice(at + drop);
        const columns = quickly(Buffer.from(spoilt), fields, path);
        if (columns === undefined) continue;
        read++;
        expect(columns, spoilt).toEqual(plainly(spoilt, fields, path));
      }
    }), { numRuns: 1_500 }); // prettier-ignore
    expect(read).toBeGreaterThan(1_000);
  });

  it('are read as bytes with whatever is beside them in memory', () => {
    const bytes = Buffer.from('9[[1,"2",3,4,5,6],[7,"8",9,10,11,12]]9');
    const fields = { t: 0, o: 1, h: 2, l: 3, c: 4, v: 5 };
    expect(quickly(bytes.subarray(1, -1), fields, [])).toEqual(plainly(bytes.toString().slice(1, -1), fields, []));
    expect(quickly(bytes.subarray(1, -1), fields, [])).toMatchObject({ t: Float64Array.of(1, 7), v: Float64Array.of(6, 12) }); // prettier-ignore
  });

  it('are not read where a figure that nobody wants is no number', () => {
    const rows = rowsOf('metric', { t: 0, value: 1 });
    const read = (figure: string): unknown => rows.parse(Buffer.from(`[[1,2,3],[4,5,${figure}],[7,8,9]]`));
    const long = '12345678901234567890';
    for (const sound of ['0', '-0', '0.5', '1e5', '-1E-5', '1e999', long, `${long}.${long}e+${long}`])
      expect(read(sound), sound).toEqual([]);
    for (const faulty of [
      '',
      '-',
      '+1',
      '01',
      '-01',
      '.5',
      '5.',
      '-5.',
      '1e',
      '1e+',
      `${long}e`,
      `${long}.`,
      `0${long}`,
      '1.2.3',
      '--1',
      '1x',
      '0x1',
      '1 ',
      ' 1',
      '"1"',
      'null',
      '1,1',
    ])
      // prettier-ignore
      expect(read(faulty), faulty).toBeUndefined();
  });

  it('keep what is around them, with an empty list in their place', () => {
    const rows = rowsOf('metric', { t: 0, value: 1 }, 'result', 'list');
    const other = rowsOf('metric', { t: 1, value: 0 }, 'result', 'list');
    const reply = rows.parse(Buffer.from('{"code":"0","result":{"list":[[1,"2"],[3,"4"]],"of":"ü"}}'));
    expect(reply).toEqual({ code: '0', result: { list: [], of: 'ü' } });
    expect(rows.columns(reply)).toEqual({ t: Float64Array.of(1, 3), value: Float64Array.of(2, 4) });
    expect(() => other.columns(reply)).toThrow(TypeError);
  });

  it('may be many, and have any number of figures that are no plain decimals', () => {
    const all = Array.from({ length: 30_000 }, (_, i) => [i, i / 7, -i / 3, i * 1e-9, i * 1e18, i]);
    const fields = { t: 0, o: 1, h: 2, l: 3, c: 4, v: 5 };
    for (const rows of [all, all.slice(0, 600)]) {
      const text = JSON.stringify(rows);
      const columns = quickly(Buffer.from(text), fields, []);
      if (rows.length < 1_000) expect(columns).toEqual(plainly(text, fields, []));
      else expect(columns).toBeUndefined();
    }
  });
});
