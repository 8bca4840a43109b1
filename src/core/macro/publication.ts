import type { Ms } from '../time/ms';
import type { MacroBasis, Vintage } from './types';

/** When figures of a series are known. `lagMs`: of `inForce` alone, how long after the stamp at the latest. */
export interface Publication {
  readonly basis: MacroBasis;
  readonly lagMs: Ms;
}

/**
 * Vintages with the instants at which they were known. A figure in force without a release of its own is known `lagMs` after its
 * stamp; of the other bases one without a release is left out: nobody can say when it was known.
 */
export function datedVintages(vintages: readonly Vintage[], { basis, lagMs }: Publication): Vintage[] {
  if (basis !== 'inForce') return vintages.filter(({ released }) => !Number.isNaN(released));
  return vintages.map((one) => (Number.isNaN(one.released) ? { ...one, released: one.period + lagMs } : one));
}

/** Why a series cannot be read as of an instant; '' when it can. */
export function refusal({ basis }: Pick<Publication, 'basis'>): string {
  return basis === 'latest' ? 'not point-in-time: when its figures were released is not stored' : '';
}
