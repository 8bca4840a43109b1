import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScanner } from '#main/sync/importers/csv/quick-scan';
import { clearBatch, createBatch, OP, scanRows, type Batch, type ScanPlan } from '#main/sync/importers/csv/scan';
import { timeRule } from '#main/sync/importers/csv/time';
import type { TimeUnit } from '#main/sync/importers/types';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));
const plain = fc
  .tuple(fc.constantFrom('', '', '-'), digits(0, 12), fc.option(digits(0, 9)))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);
const long = fc.tuple(digits(8, 22), digits(0, 22)).map(([whole, fraction]) => `${whole}.${fraction}`);
const odd = fc.constantFrom('', '-', '.', '-.', ' 1', '1 ', '1e5', '+3', 'x', '1.2.3', 'null', '1-2', '\r', '1\r', '0.0', '-0', '007'); // prettier-ignore
const numeric = fc.oneof(
  { weight: 12, arbitrary: plain },
  { weight: 2, arbitrary: long },
  { weight: 1, arbitrary: odd },
);
const stamp = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4_000_000_000_000 }).map(String) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 4_000_000_000 }).map(String) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 4_000_000_000_000 }).map((t) => `${t}123`) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4_000_000_000_000 }).map((t) => `${t}.5`) },
  { weight: 1, arbitrary: odd },
);
const other = fc.oneof(numeric, fc.stringMatching(/^[a-z "'-]{0,40}$/));

const table = fc
  .record({
    ops: fc.array(fc.constantFrom(OP.skip, OP.number, OP.number, OP.epoch), { minLength: 2, maxLength: 12 }),
    unit: fc.constantFrom<TimeUnit[]>('auto', 's', 'ms', 'us', 'ns'),
    signs: fc.constantFrom([',', '.'], [';', ','], ['\t', '.']),
    end: fc.constantFrom('\n', '\r\n'),
  })
  .chain(({ ops, unit, signs, end }) => {
    const [delimiter = '', decimal = ''] = signs;
    const cells = ops.map((op) => (op === OP.skip ? other : op === OP.epoch ? stamp : numeric));
    const row = fc.oneof(
      { weight: 14, arbitrary: fc.tuple(...cells).map((all) => all.join(delimiter)) },
      { weight: 1, arbitrary: fc.tuple(...cells, numeric).map((all) => all.join(delimiter)) },
      { weight: 1, arbitrary: fc.tuple(...cells.slice(1)).map((all) => all.join(delimiter)) },
      { weight: 1, arbitrary: fc.constantFrom('', '  ', `${cells.map(() => '1').join(delimiter)}${delimiter}`) },
    );
    return fc.record({
      plan: fc.constant({ ops, unit, delimiter, decimal }),
      text: fc.array(row, { minLength: 1, maxLength: 60 }).map((rows) =>
        rows.map((one) => (decimal === ',' ? one.replaceAll('.', ',') : one) + end).join(''),
      ),
      limit: fc.integer({ min: 1, max: 70 }),
    }); // prettier-ignore
  });

const CAPACITY = 64;

/** All rows of a text, batch by batch, as plain lists. */
function readAll(
  scan: (buffer: Buffer, from: number, to: number, batch: Batch, limit: number) => number,
  buffer: Buffer,
  slots: number,
  limit: number,
): unknown[] {
  const batch = createBatch(CAPACITY, slots, 0);
  const read: unknown[] = [];
  for (let p = 0; p < buffer.length;) {
    clearBatch(batch);
    p = scan(buffer, p, buffer.length, batch, Math.min(limit, CAPACITY));
    for (let i = 0; i < batch.rows; i++)
      read.push([batch.line[i], batch.start[i], ...Array.from({ length: slots }, (_, s) => batch.values[s * CAPACITY + i])]); // prettier-ignore
    read.push(...batch.faults, batch.nextLine);
  }
  return read;
}

describe('the quick scanner', () => {
  it('reads what scanRows reads: values to the last bit, lines, places and faults', () =>
    fc.assert(
      fc.property(table, ({ plan: { ops, unit, delimiter, decimal }, text, limit }) => {
        const slots = Uint8Array.from(ops, (_, column) => ops.slice(0, column).filter((op) => op !== OP.skip).length);
        const count = ops.filter((op) => op !== OP.skip).length;
        const plan: ScanPlan = {
          delimiter: delimiter.charCodeAt(0),
          decimal: decimal.charCodeAt(0),
          width: ops.length,
          ops: Uint8Array.from(ops),
          slots,
          time: timeRule(unit),
          interners: [],
        };
        const buffer = Buffer.from(text);
        const slow = readAll((...args) => scanRows(plan, ...args), buffer, count, limit);
        expect(readAll(createScanner(plan, CAPACITY), buffer, count, limit)).toEqual(slow);
      }),
      { numRuns: 2_000 },
    ));

  it('reads a text larger than its window', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${1.5e12 + i},${i / 8},${'y'.repeat(i % 97)}`);
    const plan: ScanPlan = {
      delimiter: 44,
      decimal: 46,
      width: 3,
      ops: Uint8Array.of(OP.epoch, OP.number, OP.skip),
      slots: Uint8Array.of(0, 1, 0),
      time: timeRule(),
      interners: [],
    };
    const buffer = Buffer.from(`${rows.join('\n')}\n1500000000000,1,${'z'.repeat(500_000)}\n`);
    const batch = createBatch(40_000, 2, 0);
    expect(createScanner(plan, 40_000)(buffer, 0, buffer.length, batch, 40_000)).toBe(buffer.length);
    expect(batch.rows).toBe(30_001);
    expect(batch.line[30_000]).toBe(30_001);
    expect([...batch.values.subarray(0, 30_000)]).toEqual(rows.map((_, i) => 1.5e12 + i));
    expect([...batch.values.subarray(40_000, 70_000)]).toEqual(rows.map((_, i) => i / 8));
  });
});
