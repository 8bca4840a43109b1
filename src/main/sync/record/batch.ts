import { emptyColumns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ImportCursor, Page, PageBlock, QuarantinedRow, SeriesTraits, SettledSpan } from '#main/store/types';
import { liquidationCoverage } from '../facts';
import { CHECKS, checkTime, type Finding } from '../importers/validate/checks';
import type { FeedPrint } from './feed';

/** As of files of the same venues, so that both are one series. */
const TRAITS: SeriesTraits = { knownLag: 0, volumeUnit: 'base', unit: '', synthetic: false };

/** A print with the number of the message that brought it. */
export interface Taken {
  readonly print: FeedPrint;
  readonly message: number;
}

export interface Batch {
  readonly prints: readonly Taken[];
  readonly aside: readonly QuarantinedRow[];
  readonly settled: readonly SettledSpan[];
}

/** A page of what was taken; what is not to be believed goes to quarantine, by the checks of files. */
export function pageOf({ prints, aside, settled }: Batch, cursor: ImportCursor, now: Ms): Page {
  const quarantined = [...aside];
  const kept = new Map<string, Taken[]>();
  for (const taken of prints) {
    const finding = findingOf(taken.print, now);
    const rows = kept.get(taken.print.instrument);
    if (finding) quarantined.push(rowOf(taken, finding, cursor));
    else if (rows) rows.push(taken);
    else kept.set(taken.print.instrument, [taken]);
  }
  const blocks = [...kept].map(([instrument, rows]) => blockOf(instrument, rows, cursor.source));
  return { blocks, macro: [], quarantined, cursor, settled };
}

function blockOf(instrument: string, rows: readonly Taken[], source: string): PageBlock {
  return {
    key: { instrument, kind: 'liquidations', interval: 0, source, field: '' },
    traits: TRAITS,
    coverage: liquidationCoverage(source, 'prints'),
    columns: columnsOf(rows.map(({ print }) => print)),
    line: Float64Array.from(rows, ({ message }) => message),
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

const findingOf = (print: FeedPrint, now: Ms): Finding | undefined =>
  checkTime(print.t, now) ?? CHECKS.prints(columnsOf([print]), 0);

const rowOf = ({ print, message }: Taken, finding: Finding, { path }: ImportCursor): QuarantinedRow => ({
  ...{ file: path, line: message, t: print.t },
  ...finding,
  text: JSON.stringify(print),
});
