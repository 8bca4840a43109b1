import { describe, expect, it } from 'vitest';
import { decodeColumns, decodeInto, describeBlock, encodeColumns } from '#core/series/codec';
import type { AnyColumns } from '#core/series/schema';

const HEAD = 16;
const ENTRY = 32;

const bits = (x: Float64Array): BigUint64Array => new BigUint64Array(x.slice().buffer);

function roundTrip(columns: AnyColumns): AnyColumns {
  return decodeColumns(encodeColumns(columns, Object.keys(columns)));
}

/** Bytes a row of one column's section. */
function width(x: readonly number[]): number {
  const bytes = encodeColumns({ t: Float64Array.from(x) }, ['t']);
  return bytes[HEAD + 1];
}

/** Minute bars of a price with two decimals that starts at `cents`, as a market makes them. */
function minuteBars(rows: number, cents = 6_000_000): AnyColumns {
  const columns = {
    t: new Float64Array(rows),
    o: new Float64Array(rows),
    h: new Float64Array(rows),
    l: new Float64Array(rows),
    c: new Float64Array(rows),
    v: new Float64Array(rows),
  };
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  let price = cents;
  for (let i = 0; i < rows; i++) {
    const close = price + Math.round((random() - 0.5) * 6_000);
    columns.t[i] = 1_600_000_000_000 + i * 60_000;
    columns.o[i] = price / 100;
    columns.h[i] = (Math.max(price, close) + Math.round(random() * 2_000)) / 100;
    columns.l[i] = (Math.min(price, close) - Math.round(random() * 2_000)) / 100;
    columns.c[i] = close / 100;
    columns.v[i] = Math.round(random() * 1e6) / 1_000;
    price = close;
  }
  return columns;
}

describe('what comes back', () => {
  it('is each double to the bit, the awkward ones too', () => {
    const t = Float64Array.of(
      NaN,
      Infinity,
      -Infinity,
      -0,
      0,
      5e-324,
      Number.MAX_VALUE,
      0.1,
      1 / 3,
      -1e-7,
      2 ** 53 + 2,
    );
    expect(bits(roundTrip({ t }).t)).toEqual(bits(t));
  });

  it.each([
    ['a constant', [5, 5, 5]],
    ['a constant −0', [-0, -0]],
    ['0 and −0', [0, -0, 0]],
    ['−0 and 0', [-0, 0]],
    ['all NaN', [NaN, NaN]],
    ['a progression', [10, 20, 30, 40]],
    ['a progression through −0', [-1, -0, 1]],
    ['a progression from −0', [-0, 1, 2]],
    ['a progression in tenths', [0.1, 0.2, 0.30000000000000004]],
    ['one row', [3.25]],
    ['infinities only', [Infinity, Infinity, -Infinity]],
    ['decimals with gaps', [1.25, NaN, 1.5, NaN]],
    ['zero with gaps', [NaN, 0, NaN]],
    ['the ends of 8 bits', [-128, 127, 0, NaN]],
    ['the ends of 16 bits', [-32_768, 32_767, NaN]],
    ['the ends of 32 bits', [-2_147_483_648, 2_147_483_647, NaN]],
    ['more than 32 bits', [-2_147_483_649, 2_147_483_647]],
    ['large integers', [2 ** 52 + 1, 2 ** 53 - 1, 3]],
    ['a decimal that settles late', [1, 2, 3, 5, 0.001, 7]],
    ['a large integer before a small decimal', [2 ** 50, 7, 1e-12]],
  ])('%s', (_, values) => {
    const t = Float64Array.from(values);
    expect(bits(roundTrip({ t }).t)).toEqual(bits(t));
  });

  it('holds no row and no column', () => {
    expect(roundTrip({ t: new Float64Array(0), o: new Float64Array(0) })).toEqual({
      t: new Float64Array(0),
      o: new Float64Array(0),
    });
    expect(decodeColumns(encodeColumns({ t: new Float64Array(3) }, []))).toEqual({});
  });

  it('is a week of bars', () => {
    const bars = minuteBars(10_080);
    expect(roundTrip(bars)).toEqual(bars);
  });
});

describe('size', () => {
  it('is at most 21 bytes a row for minute bars of a price with two decimals', () => {
    const names = ['t', 'o', 'h', 'l', 'c', 'v'];
    expect(encodeColumns(minuteBars(10_080), names).length / 10_080).toBeLessThan(12.1);
    expect(encodeColumns(minuteBars(10_080, 2_000_000_000), names).length / 10_080).toBeLessThan(21);
  });

  it.each([
    [0, 'a constant', [7, 7, 7]],
    [0, 'a regular stamp', [60_000, 120_000, 180_000]],
    [1, 'minutes with a hole', [1.6e12, 1.6e12 + 60_000, 1.6e12 + 240_000, 1.6e12 + 300_000]],
    [1, 'ticks of 0.5', [20_000, 20_000.5, 20_060, 20_001.5]],
    [1, 'a narrow range far from zero', [1_000_000, 1_000_254, 1_000_003]],
    [2, 'a range one too wide for 8 bits', [1_000_000, 1_000_255, 1_000_003]],
    [2, 'small steps over a long way', Array.from({ length: 500 }, (_, i) => i * 300 + (i % 7) * 40 + (i % 2))],
    [4, 'eight decimals', [12.345_678_91, 0.5, 3.1]],
    [8, 'no decimal', [Math.PI, Math.E, 1]],
  ])('%i bytes a value for %s', (bytes, _, values) => {
    expect(width(values)).toBe(bytes);
  });
});

describe('bytes', () => {
  it('depend on the values alone, not on where the arrays lie or which NaN they hold', () => {
    const odd = new Float64Array(4);
    new Uint32Array(odd.buffer).set([1, 0xff_f8_00_00, 0, 0x7f_f0_00_01]); // two NaNs with a payload
    odd[2] = Math.PI;
    const window = new Float64Array(10).subarray(3, 7);
    window.set([NaN, NaN, Math.PI, 0]);
    expect(encodeColumns({ t: odd }, ['t'])).toEqual(encodeColumns({ t: window }, ['t']));
    expect(encodeColumns({ t: odd.subarray(0, 2) }, ['t'])).toEqual(
      encodeColumns({ t: Float64Array.of(NaN, NaN) }, ['t']),
    );
  });

  it('have every section at a multiple of 8', () => {
    const bytes = encodeColumns({ ...minuteBars(7), longName: Float64Array.of(1, 2, 4, 9, 1, 2, Math.PI) }, ['t', 'o', 'longName', 'v']); // prettier-ignore
    const view = new DataView(bytes.buffer);
    expect(bytes.length % 8).toBe(0);
    for (let k = 1; k < 4; k++) expect(view.getUint32(HEAD + k * ENTRY + 4, true) % 8).toBe(0); // t has none
  });

  it('may lie anywhere in a buffer', () => {
    const bars = minuteBars(100);
    const bytes = encodeColumns(bars, Object.keys(bars));
    for (const shift of [1, 4, 8, 13]) {
      const moved = new Uint8Array(bytes.length + 32).subarray(shift, shift + bytes.length);
      moved.set(bytes);
      expect(decodeColumns(moved)).toEqual(bars);
      expect(decodeColumns(Buffer.from(moved.buffer, moved.byteOffset, moved.length))).toEqual(bars);
    }
  });

  it('are not shared with what was decoded', () => {
    const t = Float64Array.of(Math.PI, Math.E);
    const bytes = encodeColumns({ t }, ['t']);
    const before = bytes.slice();
    decodeColumns(bytes).t.fill(1);
    expect(bytes).toEqual(before);
  });
});

describe('decodeInto', () => {
  const bars = minuteBars(50);
  const bytes = encodeColumns(bars, ['t', 'o', 'h', 'l', 'c', 'v']);

  it.each([
    [['c']],
    [['h', 'l']],
    [['c', 'o']],
    [['o']],
    [['v', 't']],
    [['l', 'o', 'h', 't', 'c', 'v']],
    [['c', 'c']],
    [[]],
  ])('reads %j alone', (names) => {
    const targets = names.map(() => new Float64Array(60).fill(-1));
    expect(decodeInto(bytes, targets, 7, names)).toBe(50);
    names.forEach((name, k) => {
      expect(targets[k].subarray(7, 57)).toEqual(bars[name]);
      expect([...targets[k].subarray(0, 7), ...targets[k].subarray(57)]).toEqual(new Array(10).fill(-1));
    });
  });

  it('says what is wrong and writes nothing', () => {
    const target = new Float64Array(56).fill(-1);
    expect(() => decodeInto(bytes, [target], 0, ['x'])).toThrow("no column 'x'");
    expect(() => decodeInto(bytes, [target], 7, ['o'])).toThrow("50 rows at 7 exceed target 'o' of 56");
    expect(() => decodeInto(bytes, [target], -1, ['o'])).toThrow(RangeError);
    expect(() => decodeInto(bytes, [target], 0, ['o', 'c'])).toThrow('1 targets for 2 names');
    expect(() => decodeInto(bytes, [new Float64Array(99), target], 7, ['h', 'o'])).toThrow(RangeError);
    expect(target.every((x) => x === -1)).toBe(true);
  });

  it('describes a block without unpacking it', () => {
    expect(describeBlock(bytes)).toEqual({ rows: 50, names: ['t', 'o', 'h', 'l', 'c', 'v'] });
  });
});

describe('misuse and damage', () => {
  const good = encodeColumns({ t: Float64Array.of(1, 2, 4), o: Float64Array.of(101, 200, 1_000), h: Float64Array.of(103, 201, 1_002) }, ['t', 'o', 'h']); // prettier-ignore

  it.each<[string, AnyColumns, string[]]>([
    ["column 'o' is missing", { t: new Float64Array(1) }, ['t', 'o']],
    ["column 'o' has 2 rows, 't' has 1", { t: new Float64Array(1), o: new Float64Array(2) }, ['t', 'o']],
    ['named twice', { t: new Float64Array(1) }, ['t', 't']],
    ['not 1 to 127 ASCII', { t: new Float64Array(1), é: new Float64Array(1) }, ['t', 'é']],
    ['not 1 to 127 ASCII', { t: new Float64Array(1), '': new Float64Array(1) }, ['t', '']],
  ])('encode: %s', (message, columns, names) => {
    const encode = (): unknown => encodeColumns(columns, names);
    expect(encode).toThrow(RangeError);
    expect(encode).toThrow(message);
  });

  const withRows = (rows: number, values: readonly number[]): Uint8Array => {
    const bytes = encodeColumns({ t: Float64Array.from(values) }, ['t']);
    new Uint32Array(bytes.buffer)[2] = rows;
    return bytes;
  };
  const damage = (change: (bytes: Uint8Array, words: Uint32Array) => void): Uint8Array => {
    const bytes = good.slice();
    change(bytes, new Uint32Array(bytes.buffer));
    return bytes;
  };
  it.each<[string, Uint8Array]>([
    ['3 bytes', good.slice(0, 3)],
    ['0 bytes', new Uint8Array(0)],
    ['does not start with BLC', damage((b) => (b[0] = 0))],
    ['version 9', damage((b) => (b[3] = 9))],
    ['it says', good.slice(0, -8)],
    ['it says', new Uint8Array([...good, 0])],
    ['columns do not fit', damage((_, w) => (w[1] = 200))],
    ['columns do not fit', damage((_, w) => (w[1] = 4_000_000_000))],
    ["column 't' has unknown encoding 77", damage((b) => (b[HEAD] = 77))],
    ["column 't' has 3 bytes a value", damage((b) => (b[HEAD + 1] = 3))],
    ["column 't' has 90 decimals", damage((b) => (b[HEAD + 2] = 90))],
    ["column 't' is at 4000000000, not", damage((_, w) => (w[HEAD / 4 + 1] = 4_000_000_000))],
    ["column 't' is at 0, not", damage((_, w) => (w[HEAD / 4 + 1] = 0))],
    ["column 'o' is at", damage((_, w) => (w[(HEAD + ENTRY) / 4 + 1] -= 8))],
    ["column 'o' is at", damage((_, w) => (w[2] = 2_000_000_000))],
    ['11 rows need', withRows(11, [1, 2, 4])],
    ["column 't' is at 3, not 4", withRows(4, [7, 7, 7])],
    ["column 't' is at 3, not 4294967295", withRows(4_294_967_295, [1, 2, 3])],
    ["column 'h' refers to column 2", damage((b) => (b[HEAD + 2 * ENTRY + 3] = 2))],
    ["column 'h' refers to column 255", damage((b) => (b[HEAD + 2 * ENTRY + 3] = 255))],
    ['name of column 0 runs over the end', damage((b) => (b[HEAD + 3 * ENTRY] = 250))],
    ["column 't' comes twice", damage((b) => (b[HEAD + 3 * ENTRY + 3] = 't'.charCodeAt(0)))],
  ])('decode: %s', (message, bytes) => {
    expect(good[HEAD + 2 * ENTRY]).toBe(4); // h is written as a difference to o
    expect(() => decodeColumns(bytes)).toThrow(RangeError);
    expect(() => decodeColumns(bytes)).toThrow(message);
  });
});
