import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatch, OP, scanRows, type ScanPlan } from '#main/sync/importers/csv/scan';
import { timeRule, parseTimeText } from '#main/sync/importers/csv/time';
import { scaled } from '#main/sync/importers/emit/column-reader';

/** One column of numbers through the scanner. */
function scan(fields: readonly string[], op: number = OP.number): number[] {
  const plan: ScanPlan = {
    delimiter: 44,
    decimal: 46,
    width: 2,
    ops: Uint8Array.of(op, OP.skip),
    slots: Uint8Array.of(0, 0),
    time: timeRule(),
    interners: [],
  };
  const buffer = Buffer.from(fields.map((field) => `${field},x\n`).join(''));
  const batch = createBatch(fields.length, 1, 0);
  scanRows(plan, buffer, 0, buffer.length, batch);
  expect(batch.faults).toEqual([]);
  return [...batch.values.subarray(0, batch.rows)];
}

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));
const decimal = fc.tuple(fc.constantFrom('', '-'), digits(1, 20), fc.option(digits(0, 22)), fc.option(fc.integer({ min: -30, max: 30 })))
  .map(([sign, whole, fraction, exponent]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`); // prettier-ignore

describe('numbers read from bytes', () => {
  it('equal Number(text) to the last bit, for any decimal', () =>
    fc.assert(fc.property(fc.array(decimal, { minLength: 1, maxLength: 40 }), (fields) => {
      expect(scan(fields)).toEqual(fields.map(Number));
    }), { numRuns: 1_000 })); // prettier-ignore

  it('come back from the shortest text of any double', () =>
    fc.assert(fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 }), (values) => {
      expect(scan(values.map(String))).toEqual(values.map((value) => value + 0)); // −0 is written 0
    }), { numRuns: 1_000 })); // prettier-ignore

  it('come back from prices as venues print them', () =>
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), digits(0, 8)), { minLength: 1, maxLength: 40 }), (pairs) => {
      const fields = pairs.map(([whole, fraction]) => (fraction ? `${whole}.${fraction}` : `${whole}`));
      expect(scan(fields)).toEqual(fields.map(Number));
    }), { numRuns: 1_000 })); // prettier-ignore

  it('move their decimal point exactly where a unit is a power of ten', () =>
    fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }), (mantissa, places) => {
      expect(scaled(Number(`${mantissa}e-${places}`), 0.01)).toBe(Number(`${mantissa}e-${places + 2}`));
    }))); // prettier-ignore
});

describe('stamps', () => {
  const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2099, 0, 1) });

  it('in any unit are the same instant', () =>
    fc.assert(fc.property(fc.array(instant, { minLength: 1, maxLength: 20 }), (stamps) => {
      const whole = stamps.map((t) => Math.floor(t / 1e3) * 1e3);
      expect(scan(whole.map((t) => `${t / 1e3}`), OP.epoch)).toEqual(whole);
      expect(scan(stamps.map((t) => `${t}`), OP.epoch)).toEqual(stamps);
      expect(scan(stamps.map((t) => `${t}000`), OP.epoch)).toEqual(stamps);
      expect(scan(stamps.map((t) => `${t}000000`), OP.epoch)).toEqual(stamps);
    }))); // prettier-ignore

  it('as ISO text are read alike from bytes and from text', () =>
    fc.assert(fc.property(instant, fc.integer({ min: 0, max: 5 }), (t, form) => {
      const iso = new Date(t).toISOString();
      const text = [iso, iso.slice(0, 19), iso.slice(0, 16).replace('T', ' '), iso.slice(0, 10), iso.replace('Z', '+02:00'), iso.replace(/\.(\d{3})Z/, '.$1456Z')][form]!;
      const expected = [t, t - (t % 1e3), t - (t % 6e4), t - (t % 864e5), t - 72e5, t][form];
      expect(scan([text], OP.text)).toEqual([expected]);
      expect(parseTimeText(text, timeRule())).toBe(expected);
    }))); // prettier-ignore
});
