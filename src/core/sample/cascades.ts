import type { Bars, Columns, Prints } from '../series/schema';
import { lastIndexAtOrBefore, lowerBound } from '../series/search';
import { MS_PER_MINUTE, type Ms } from '../time/ms';
import type { PrintTape } from './print-tape';
import type { SampleCascade, SampleTruth } from './types';

/** Bursts of one side closer than this are one. */
const GAP: Ms = 15 * MS_PER_MINUTE;
/** A burst is a cascade when it closes at least this share of open interest … */
const CASCADE_SHARE = 0.005;
/** … and at least this share of its money was closed because of earlier closures. */
const CASCADE_FEEDBACK = 1 / 3;

interface CascadeSetting {
  readonly instrument: string;
  readonly hours: Bars;
  /** Snapshots, ascending. */
  readonly openInterest: Columns<'oi'>;
}

/**
 * The true cascades of one market, from its causal record alone. A *burst* is a run of forced closures of one side that went
 * through the engine's queue (more than the makers absorb), no two neighbours more than 15 minutes apart. It is a *cascade*
 * when it closed at least 0.5 % of the open interest and at least a third of that would not have been closed but for earlier
 * closures. Background closures, absorbed without impact, belong to none.
 */
export function findTrueCascades(tape: PrintTape, setting: CascadeSetting): SampleTruth {
  const prints = tape.prints();
  const parent = tape.parent();
  const forced = tape.forced();
  const cascade = new Int32Array(tape.length).fill(-1);
  const found: { rows: number[]; side: 1 | -1 }[] = [];
  for (const side of [1, -1] as const) {
    let rows: number[] = [];
    for (let row = 0; row < tape.length; row++) {
      if (forced[row] === 0 || prints.side[row] !== side) continue;
      const last = rows[rows.length - 1];
      if (last !== undefined && prints.t[row] - prints.t[last] > GAP) {
        found.push({ rows, side });
        rows = [];
      }
      rows.push(row);
    }
    if (rows.length > 0) found.push({ rows, side });
  }
  found.sort((a, b) => prints.t[a.rows[0]] - prints.t[b.rows[0]]);
  const cascades: SampleCascade[] = [];
  for (const { rows, side } of found) {
    const burst = describeBurst(rows, side, prints, parent, setting);
    if (burst.notionalUsd < CASCADE_SHARE * burst.openInterestUsd) continue;
    if (burst.feedbackUsd < CASCADE_FEEDBACK * burst.notionalUsd) continue;
    const { feedbackUsd: _, ...fields } = burst;
    for (const row of rows) cascade[row] = cascades.length;
    cascades.push({ id: cascades.length, ...fields });
  }
  return { instrument: setting.instrument, cascade, parent, cascades };
}

/** A burst, cascade or not yet, with the money closed by feedback. */
function describeBurst(
  rows: readonly number[],
  side: 1 | -1,
  prints: Prints,
  parent: Int32Array,
  { instrument, hours, openInterest }: CascadeSetting,
): Omit<SampleCascade, 'id'> & { readonly feedbackUsd: number } {
  const first = rows[0];
  const last = rows[rows.length - 1];
  const start = prints.t[first];
  const end = prints.t[last];
  let notionalUsd = 0;
  let feedbackUsd = 0;
  let endogenous = 0;
  for (const row of rows) {
    notionalUsd += prints.notional[row];
    if (parent[row] < 0) continue;
    feedbackUsd += prints.notional[row];
    endogenous++;
  }
  const hour = lastIndexAtOrBefore(hours.t, start);
  let extremePrice = prints.price[first];
  for (const row of rows) {
    const price = prints.price[row];
    extremePrice = side === 1 ? Math.min(extremePrice, price) : Math.max(extremePrice, price);
  }
  const before = Math.max(0, lowerBound(openInterest.t, start) - 1);
  return {
    instrument,
    side: side === 1 ? 'long' : 'short',
    start,
    end,
    notionalUsd,
    prints: rows.length,
    endogenous,
    startPrice: hours.o[hour],
    extremePrice,
    openInterestUsd: openInterest.usd[before],
    feedbackUsd,
  };
}
