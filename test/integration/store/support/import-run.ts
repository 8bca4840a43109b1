import type { StoreWriter } from '#main/store/api';
import { openReader } from '#main/store/reader';
import type { Page, QuarantinedRow, SeriesKey } from '#main/store/types';
import { MS_PER_MINUTE } from '#core/time/ms';
import { MINUTE_BARS, START, blockOf, columnsOf, generator, pageOf, sliceColumns, walkingBars } from './pages';

const PAGES = 16;
const ROWS = 1_500;
const PRINTS: SeriesKey = { ...MINUTE_BARS, kind: 'liquidations', interval: 0 };

/** Pages of one made-up file that touches everything a page can: several chunks each, conflicts, bad rows, macro. */
export function importPages(): Page[] {
  const bars = walkingBars(PAGES * ROWS);
  const random = generator(5);
  return Array.from({ length: PAGES }, (_, k) => {
    // Each page also brings rows of an earlier one again, one of them with another close.
    const from = Math.max(0, k * ROWS - 300);
    const columns = sliceColumns(bars, from, (k + 1) * ROWS);
    if (k > 0) columns.c![17] = 1;
    const prints = columnsOf('prints', 500);
    for (let i = 0; i < 500; i++) {
      prints.t[i] = START + (k * ROWS + Math.floor(random() * ROWS)) * MS_PER_MINUTE;
      prints.side![i] = random() < 0.5 ? 1 : -1;
      prints.price![i] = Math.round(random() * 1e6) / 100;
    }
    const firstLine = k * 10_000;
    const bad: QuarantinedRow = {
      file: '/data/all.csv',
      line: firstLine + 9_999,
      t: Number.NaN,
      reason: 'unparseable',
      detail: 'close is empty',
      text: 'x',
    };
    const coverage = [{ from: START + k * ROWS * MS_PER_MINUTE, coverage: 'throttled' as const }];
    return pageOf([blockOf(columns, MINUTE_BARS, { firstLine }), blockOf(prints, PRINTS, { firstLine, coverage })], {
      quarantined: [bad],
      macro: [{ seriesId: 'CPI', period: k, released: k + 10, value: k / 10 }],
      cursor: { fingerprint: 'all', path: '/data/all.csv', offset: k + 1, line: firstLine, done: k === PAGES - 1 },
    });
  });
}

/** Commits the pages that the cursor says are missing, and moves the log into the file now and then. */
export function runImport(writer: StoreWriter, pages: readonly Page[]): void {
  const reader = openReader(writer.path);
  const done = reader.cursor('all')?.offset ?? 0;
  reader.close();
  pages.slice(done).forEach((page, k) => {
    writer.commitPage(page);
    if (k % 4 === 3) writer.checkpoint();
  });
}
