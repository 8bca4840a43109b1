import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/plan/canonical';
import type { AnyColumns } from '#core/series/schema';
import { BallastError } from '../../../errors';
import type { ImportCursor, PageCounts, QuarantinedRow } from '../../../store/types';
import { CHECKS } from '../../../sync/importers/validate/checks';
import { pick, rowText } from '../../../sync/run/rows';
import { isWhole } from '../../../sync/run/stamps';
import type { Connections } from '../../connections';
import type { JobContext } from '../../jobs';
import type { BundledSeries } from './manifest';
import type { Bundle } from './read';
import { readRows } from './rows';

export interface StoredBundle {
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  /** Rows that contradict what is stored, or that no market can have: set aside, for a person to decide. */
  readonly quarantined: number;
  readonly instruments: readonly string[];
}

const ROWS_AT_ONCE = 50_000;

/**
 * Stores the rows of a verified bundle under the names that they had, as an import does: nothing that is stored is changed, twice is
 * as good as once, and what contradicts goes to quarantine.
 * @throws {BallastError} `mismatch`: a series of that name means something else here, and nothing was stored; `cancelled`: what was
 *   stored before stays, and opening the bundle again goes on.
 */
export async function storeBundle(connections: Pick<Connections, 'reader' | 'writer'>, bundle: Bundle, { signal, report }: Pick<JobContext, 'signal' | 'report'>): Promise<StoredBundle> {
  for (const series of bundle.series) checkTraits(connections, series);
  const total = bundle.series.reduce((sum, { range }) => sum + range.rows, 0);
  const sum = { rows: 0, added: 0, unchanged: 0, quarantined: 0 };
  for (const series of bundle.series)
    await storeSeries(connections, bundle, series, signal, (counts) => {
      sum.rows += counts.rows;
      sum.added += counts.added + counts.merged;
      sum.unchanged += counts.unchanged;
      sum.quarantined += counts.quarantined;
      report({ done: sum.rows, total, unit: 'rows', message: series.range.instrument });
    });
  return { ...sum, instruments: [...new Set(bundle.series.map(({ range }) => range.instrument))] };
} // prettier-ignore

/** Before anything is stored: rows of another meaning cannot be put beside those that are there. */
function checkTraits({ reader }: Pick<Connections, 'reader'>, { key, traits }: BundledSeries): void {
  const stored = reader().findSeries(key);
  const name = (['knownLag', 'volumeUnit', 'unit', 'synthetic'] as const).find((trait) => stored && stored[trait] !== traits[trait]); // prettier-ignore
  if (stored && name)
    throw new BallastError('mismatch', `${key.instrument} ${key.kind} from ${key.source} is stored with a ${name} of '${stored[name]}', and the bundle says '${traits[name]}'. Nothing was stored. Open the bundle in a new database: --db new.db.`); // prettier-ignore
}

async function storeSeries({ writer }: Pick<Connections, 'writer'>, { id, archive }: Bundle, series: BundledSeries, signal: AbortSignal, onCounts: (counts: PageCounts) => void): Promise<void> {
  const { key, traits, coverage, range } = series;
  const fingerprint = createHash('sha256').update(canonicalJson(['bundle', id, { ...key }])).digest('hex');
  let at = 0;
  try {
    for await (const rows of readRows(archive, series, ROWS_AT_ONCE)) {
      signal.throwIfAborted();
      const line = Float64Array.from(rows.t, (_, i) => at + i + 1);
      at += rows.t.length;
      const cursor: ImportCursor = { fingerprint, path: `bundle ${id}`, source: key.source, kind: key.kind, offset: at, line: at, done: at === range.rows };
      const { columns, lines, aside } = sift(series, rows, line, cursor.path);
      const counts = await writer().commitPage({ blocks: [{ key, traits, coverage, columns, line: lines }], macro: [], quarantined: aside, cursor });
      onCounts(counts);
    }
  } catch (cause) {
    if (at > 0) await writer().finishRun(fingerprint, signal.aborted ? 'cancelled' : 'failed');
    throw signal.aborted ? new BallastError('cancelled', 'Cancelled. What was stored before stays; open the bundle again to go on.') : cause;
  }
} // prettier-ignore

interface Sifted {
  readonly columns: AnyColumns;
  readonly lines: Float64Array;
  readonly aside: readonly QuarantinedRow[];
}

/** Rows that no market can have are set aside, by the checks of every import. */
function sift({ shape }: BundledSeries, columns: AnyColumns, lines: Float64Array, file: string): Sifted {
  const aside: QuarantinedRow[] = [];
  const good: number[] = [];
  for (let i = 0; i < columns.t.length; i++) {
    const finding = isWhole(shape, columns, i)
      ? CHECKS[shape](columns, i)
      : ({ reason: 'unparseable', detail: 'a value is missing or is no number' } as const);
    if (!finding) good.push(i);
    else aside.push({ file, line: lines[i]!, t: columns.t[i]!, ...finding, text: rowText(columns, i).slice(0, 1_000) });
  }
  if (aside.length === 0) return { columns, lines, aside };
  return { columns: pick(shape, columns, good), lines: Float64Array.from(good, (i) => lines[i]!), aside };
}
