import type { QuarantineEntry } from '#shared/market';

export type Conflict = NonNullable<QuarantineEntry['conflict']>;

/** One column in which a stored and a newer row may differ. */
export interface Difference {
  readonly column: string;
  readonly stored: number;
  readonly newer: number;
  /** The newer row says something else, not merely nothing. */
  readonly differs: boolean;
}

/** Columns in which either row says anything, time left out: those that differ first. */
export function differencesOf({ stored, newer }: Omit<Conflict, 'replaceable'>): Difference[] {
  const all = Object.keys(newer)
    .filter((column) => column !== 't')
    .map((column): Difference => {
      const [before, after] = [stored[column] ?? Number.NaN, newer[column] ?? Number.NaN];
      const differs = !Number.isNaN(after) && before !== after;
      return { column, stored: before, newer: after, differs };
    })
    .filter(({ stored: before, newer: after }) => !Number.isNaN(before) || !Number.isNaN(after));
  return [...all.filter(({ differs }) => differs), ...all.filter(({ differs }) => !differs)];
}
