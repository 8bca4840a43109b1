import type { PathSpec } from '../simulation';

/** How many paths a specification has. */
export const pathCount = (spec: PathSpec): number => ('paths' in spec ? spec.paths : 1);
