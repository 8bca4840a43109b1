import type { HedgeEvent } from '../simulation';
import type { LayerCounts, Run } from './run';
import { PART_COUNT } from './state';

/** Sums of a layer over paths [quote currency]. */
export interface LayerSums {
  readonly counts: LayerCounts;
  readonly parts: Float64Array;
  total: number;
  paid: number;
  received: number;
}

/** What came of some paths, before anything is summed up over all. */
export interface PathOutcomes {
  readonly paths: number;
  /** Value of the positions at the start [quote currency]. */
  book: number;
  /** Equity, shapes (steps + 1, paths) [quote currency]. */
  readonly hedged: Float64Array;
  readonly unhedged: Float64Array;
  readonly layers: readonly LayerSums[];
  readonly known: ReadonlySet<string>;
  readonly missed: ReadonlySet<string>;
  readonly events: readonly HedgeEvent[];
}

export function emptyOutcomes({ paths, counts, known, missed, events }: Run, n: number): PathOutcomes {
  return {
    paths: n,
    book: NaN,
    hedged: new Float64Array((paths.steps + 1) * n),
    unhedged: new Float64Array((paths.steps + 1) * n),
    layers: counts.map((of) => ({ counts: of, parts: new Float64Array(PART_COUNT), total: 0, paid: 0, received: 0 })),
    known,
    missed,
    events: events ?? [],
  };
}

/** Adds the layers of a block that is through. */
export function addLayers({ state }: Run, layers: readonly LayerSums[]): void {
  const { width, n } = state;
  layers.forEach((sums, l) => {
    for (let path = 0; path < n; path++) {
      const i = l * width + path;
      for (let part = 0; part < PART_COUNT; part++) sums.parts[part] += state.parts[(l * PART_COUNT + part) * width + path];
      sums.total += state.cash[i] + state.worth[i];
      sums.paid += state.paid[i];
      sums.received += state.received[i];
    }
  });
} // prettier-ignore
