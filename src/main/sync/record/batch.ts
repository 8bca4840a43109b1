import { emptyColumns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ImportCursor, Page, PageBlock, PageSpan, QuarantinedRow, SeriesTraits } from '#main/store/types';
import { liquidationCoverage } from '../facts';
import { CHECKS, checkTime, type Finding } from '../importers/validate/checks';
import type { FeedPrint } from './feed';

/** As of files of the same venues, so that both are one series. */
const TRAITS: SeriesTraits = { knownLag: 0, volumeUnit: 'base', unit: '', synthetic: false };

export interface Batch {
  readonly prints: readonly FeedPrint[];
  readonly aside: readonly QuarantinedRow[];
  readonly settled: readonly PageSpan[];
}

/** A page of what was taken; what is not to be believed goes to quarantine, by the checks of files. */
export function pageOf({ prints, aside, settled }: Batch, cursor: ImportCursor, now: Ms): Page {
  const quarantined = [...aside];
  const kept = new Map<string, FeedPrint[]>();
  for (const print of prints) {
    const finding = checkTime(print.t, now) ?? CHECKS.prints(columnsOf([print]), 0);
    const rows = kept.get(print.instrument);
    if (finding) quarantined.push(asideRow(cursor.path, print.t, finding, JSON.stringify(print)));
    else if (rows) rows.push(print);
    else kept.set(print.instrument, [print]);
  }
  const blocks = [...kept].map(([instrument, rows]) => blockOf(instrument, rows, cursor.source));
  return { blocks, macro: [], quarantined, cursor, settled };
}

function blockOf(instrument: string, prints: readonly FeedPrint[], source: string): PageBlock {
  return {
    key: { instrument, kind: 'liquidations', interval: 0, source, field: '' },
    traits: TRAITS,
    coverage: liquidationCoverage(source, 'prints'),
    columns: columnsOf(prints),
    line: new Float64Array(prints.length),
  };
}

function columnsOf(prints: readonly FeedPrint[]) {
  const columns = emptyColumns('prints', prints.length);
  prints.forEach(({ t, side, price, quantity, notional }, i) => {
    columns.t[i] = t;
    columns.side[i] = side;
    columns.price[i] = price;
    columns.quantity[i] = quantity;
    columns.notional[i] = notional;
  });
  return columns;
}

/** What was set aside, told apart by its text: a feed has no lines. */
export const asideRow = (file: string, t: Ms, { reason, detail }: Finding, text: string): QuarantinedRow => ({
  ...{ file, line: Number.NaN, t, reason, detail },
  text: text.slice(0, 1_000),
});
