import type { CascadeRow } from '#shared/cascades';

export const SIDES = ['all', 'long', 'short'] as const;
export type SideFilter = (typeof SIDES)[number];

export interface CascadeFilter {
  readonly side: SideFilter;
  /** Least notional of the side that was closed, USD; 0 lets those through whose notional is unknown. */
  readonly least: number;
  /** Words that all have to occur in a row's text. */
  readonly text: string;
}

export const NO_FILTER: CascadeFilter = { side: 'all', least: 0, text: '' };

/** Notional of the side that was closed by force; NaN when no prints exist. */
export const notionalOf = (row: CascadeRow): number =>
  row.side === 'long' ? row.notionalLongUsd : row.notionalShortUsd;

/** @param textOf what a person sees of a row */
export function filterCascades(
  rows: readonly CascadeRow[],
  { side, least, text }: CascadeFilter,
  textOf: (row: CascadeRow) => string,
): readonly CascadeRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (side !== 'all' && row.side !== side) return false;
    if (least > 0 && !(notionalOf(row) >= least)) return false;
    if (words.length === 0) return true;
    const seen = textOf(row).toLowerCase();
    return words.every((word) => seen.includes(word));
  });
}

export const LEAST_STEPS = [0, 1e6, 1e7, 5e7, 1e8, 5e8] as const;

/** Words for the header: `118 events since 2020-01-01, long side, at least 100 M USD`. */
export function describeFilter(count: number, since: string, { side, least }: CascadeFilter): string {
  const parts = [`${count} ${count === 1 ? 'event' : 'events'}${since === '' ? '' : ` since ${since}`}`];
  if (side !== 'all') parts.push(`${side} side`);
  if (least > 0) parts.push(`at least ${least / 1e6} M USD`);
  return parts.join(', ');
}
