import type { AnyColumns, Coverage, Shape } from '#core/series/schema';
import { SHAPES } from '#core/series/schema';
import { MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type {
  ImportCursor,
  MacroRelease,
  Page,
  PageBlock,
  QuarantinedRow,
  SeriesKey,
  SeriesTraits,
} from '#main/store/types';

/** Monday 2024-01-01 00:00 UTC. */
export const START = Date.UTC(2024, 0, 1);

export const MINUTE_BARS: SeriesKey = {
  instrument: 'BTCUSDT',
  kind: 'bars',
  interval: MS_PER_MINUTE,
  source: 'file',
  field: '',
};

export function traitsOf(key: SeriesKey, changes: Partial<SeriesTraits> = {}): SeriesTraits {
  const knownLag = key.kind === 'bars' || key.kind === 'vol' ? key.interval : 0;
  return { knownLag, volumeUnit: 'base', unit: '', synthetic: false, ...changes };
}

/** A two-decimal random walk of bars, the same for the same seed. */
export function walkingBars(rows: number, { from = START, interval = MS_PER_MINUTE, seed = 1 } = {}): AnyColumns {
  const random = generator(seed);
  const columns = columnsOf('bars', rows);
  let price = 4_000_000;
  for (let i = 0; i < rows; i++) {
    const close = price + Math.round((random() - 0.5) * 4_000);
    columns.t[i] = from + i * interval;
    columns.o[i] = price / 100;
    columns.h[i] = (Math.max(price, close) + Math.round(random() * 1_000)) / 100;
    columns.l[i] = (Math.min(price, close) - Math.round(random() * 1_000)) / 100;
    columns.c[i] = close / 100;
    columns.v[i] = Math.round(random() * 1e6) / 1_000;
    price = close;
  }
  return columns;
}

export function columnsOf(shape: Shape, rows: number): AnyColumns {
  return Object.fromEntries(SHAPES[shape].columns.map((name) => [name, new Float64Array(rows)])) as AnyColumns;
}

export function sliceColumns(columns: AnyColumns, from: number, to: number): AnyColumns {
  return Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.slice(from, to)])) as AnyColumns;
}

export function blockOf(
  columns: AnyColumns,
  key: SeriesKey = MINUTE_BARS,
  { firstLine = 2, coverage = [] as { from: Ms; coverage: Coverage }[], traits = {} as Partial<SeriesTraits> } = {},
): PageBlock {
  const line = Float64Array.from(columns.t, (_, i) => firstLine + i);
  return { key, traits: traitsOf(key, traits), coverage, columns, line };
}

export function cursorOf(changes: Partial<ImportCursor> = {}): ImportCursor {
  const fixed = { fingerprint: 'f1', path: '/data/bars.csv', source: 'file', kind: 'bars' } as const;
  return { ...fixed, offset: 0, line: 1, done: true, ...changes };
}

export function pageOf(
  blocks: readonly PageBlock[],
  changes: { cursor?: Partial<ImportCursor>; macro?: MacroRelease[]; quarantined?: QuarantinedRow[] } = {},
): Page {
  const { cursor, macro = [], quarantined = [] } = changes;
  return { blocks, macro, quarantined, cursor: cursorOf(cursor) };
}

/** A block cut into pages of one file, with a cursor that moves on and ends. */
export function pagesOf(columns: AnyColumns, rowsPerPage: number, key: SeriesKey = MINUTE_BARS): Page[] {
  const rows = columns.t.length;
  const pages: Page[] = [];
  for (let from = 0; from < rows; from += rowsPerPage) {
    const to = Math.min(rows, from + rowsPerPage);
    const block = blockOf(sliceColumns(columns, from, to), key, { firstLine: from + 2 });
    pages.push(pageOf([block], { cursor: { offset: to, line: to + 1, done: to === rows } }));
  }
  return pages;
}

/** xorshift32: enough for made-up prices. */
export function generator(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
