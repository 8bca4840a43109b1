import type { StudyResult } from '#core/evidence/types';
import { formatInterval } from '#core/time/interval';
import type { TextGrid } from '#shared/csv';

/** For files: every digit, nothing where nothing is known. */
const exact = (value: number): string => (Number.isFinite(value) ? String(value) : '');
const day = (t: number): string => (Number.isFinite(t) ? new Date(t).toISOString() : '');

export function sensitivityGrid({ sensitivity }: StudyResult): TextGrid {
  if (!sensitivity) return [];
  const { x, y, cells, horizonMs } = sensitivity;
  return [
    [x.parameter, y.parameter, 'horizon', 'events', 'clusters', 'effect bp', 'lo', 'hi', 'p', 'p adjusted'],
    ...cells.map((cell) => [
      ...[cell.x, cell.y].map(exact),
      formatInterval(horizonMs),
      ...[cell.events, cell.clusters, cell.effectBp, cell.lo, cell.hi, cell.p, cell.pAdjusted].map(exact),
    ]),
  ];
}

export function walkForwardGrid({ model }: StudyResult): TextGrid {
  if (!model) return [];
  return [
    ['from', 'to', 'trained', 'n', 'brier', 'brier base', 'auc'],
    ...model.folds.map((fold) => [
      day(fold.from),
      day(fold.to),
      ...[fold.trained, fold.n, fold.brier, fold.brierBase, fold.auc].map(exact),
    ]),
  ];
}

export function survivalGrid({ survival }: StudyResult): TextGrid {
  return [
    ['group', 'after ms', 'survival', 'lo', 'hi'],
    ...survival.flatMap(({ group, time, survival: share, lo, hi }) =>
      Array.from({ length: time.length }, (_, i) => [group, ...[time[i]!, share[i]!, lo[i]!, hi[i]!].map(exact)]),
    ),
  ];
}

export function fanGrid({ fan, spec }: StudyResult): TextGrid {
  const rows = (group: string, of: readonly (readonly number[])[]): string[][] =>
    fan.quantiles.flatMap((q, k) => spec.horizonsMs.map((h, i) => [group, exact(q), formatInterval(h), exact(of[k]?.[i] ?? Number.NaN)])); // prettier-ignore
  return [
    ['group', 'quantile', 'horizon', 'forward bp'],
    ...rows('events', fan.events),
    ...rows('placebo', fan.placebo),
  ];
}

export function eventGrid({ rows }: StudyResult): TextGrid {
  return [
    ['instrument', 'side', 'start', 'end', 'decision', 'price extreme', 'drop bp', 'notional usd', 'coverage'],
    ...rows.map((row) => [
      row.instrument,
      row.side,
      ...[row.start, row.end, row.decision].map(day),
      ...[row.priceExtreme, row.dropBp, row.notionalUsd].map(exact),
      row.coverage ?? '',
    ]),
  ];
}
