import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, importAll, useFiles } from '../../unit/sync/support';

const file = useFiles();
const T = 1_700_000_000_000;

/** A way to write the same table. */
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quote: fc.constantFrom('none', 'all', 'some'),
  bom: fc.boolean(),
  lastLineEnd: fc.boolean(),
  spaces: fc.boolean(),
  gzip: fc.boolean(),
  order: fc.shuffledSubarray(['t', 'open', 'high', 'low', 'close', 'volume', 'name', 'note'], { minLength: 8 }),
  time: fc.constantFrom('s', 'ms', 'us', 'iso', 'space'),
  pageBytes: fc.integer({ min: 1_500, max: 9_000 }),
});

const stampOf = (t: number, form: string): string =>
  ({ s: `${t / 1e3}`, ms: `${t}`, us: `${t}000`, iso: new Date(t).toISOString(), space: new Date(t).toISOString().slice(0, 19).replace('T', ' ') })[form]!; // prettier-ignore

const row = fc.record({
  low: fc.integer({ min: 1, max: 1_000_000 }),
  spread: fc.integer({ min: 0, max: 1_000 }),
  volume: fc.option(fc.integer({ min: 0, max: 1e9 })),
  name: fc.constantFrom('AAA', 'BBB'),
});

describe('a table written in any dialect', () => {
  it(
    'is read as the same rows',
    () =>
      fc.assert(
        fc.asyncProperty(dialect, fc.array(row, { minLength: 3, maxLength: 150 }), async (form, rows) => {
          const cells = rows.map(({ low, spread, volume, name }, i) => ({
          t: stampOf(T + i * 60_000, form.time),
          open: `${low / 100}`, high: `${(low + spread) / 100}`, low: `${low / 100}`, close: `${(low + spread) / 100}`,
          volume: volume === null ? '' : `${volume / 1e4}`, name, note: `a${form.delimiter}b "q"`,
        })); // prettier-ignore
          const write = (text: string, name: string): string => {
            const quoted = form.quote === 'all' || name === 'note' || (form.quote === 'some' && name === 'high');
            const body = quoted ? `"${text.replaceAll('"', '""')}"` : text;
            return form.spaces && form.delimiter !== '\t' ? ` ${body} ` : body;
          };
          const lines = [
            form.order.map((name) => write(name === 'name' ? 'symbol' : name, name)),
            ...cells.map((cell) => form.order.map((name) => write(cell[name as 't'], name))),
          ];
          const text =
            (form.bom ? '\ufeff' : '') +
            lines.map((line) => line.join(form.delimiter)).join(form.lineEnd) +
            (form.lastLineEnd ? form.lineEnd : '');
          const path = file('table.csv', form.gzip ? gzipSync(text) : text);
          const read = await importAll(path, { interval: 60_000 }, { pageBytes: form.pageBytes });
          expect(read.quarantined).toEqual([]);
          for (const name of ['AAA', 'BBB']) {
            const own = rows.map((one, i) => ({ ...one, t: T + i * 60_000 })).filter((one) => one.name === name);
            if (own.length === 0) continue;
            expect(columnsOf(read, { instrument: name })).toEqual({
            t: own.map(({ t }) => t),
            o: own.map(({ low }) => low / 100), h: own.map(({ low, spread }) => (low + spread) / 100), l: own.map(({ low }) => low / 100),
            c: own.map(({ low, spread }) => (low + spread) / 100), v: own.map(({ volume }) => (volume === null ? Number.NaN : volume / 1e4)),
          }); // prettier-ignore
          }
        }),
        { numRuns: 150 },
      ),
    60_000,
  );
});
