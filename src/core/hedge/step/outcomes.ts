import type { CapitalOutcome, HedgeEvent, PathSet } from '../simulation';
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

/** Of the capital of some paths, each column of shape (paths) [quote currency]. */
export interface CapitalPaths {
  /** 1: no forced sale. */
  readonly survived: Uint8Array;
  readonly survivedAlone: Uint8Array;
  readonly reserve: Float64Array;
  readonly credit: Float64Array;
  readonly synthetic: Float64Array;
  readonly interest: Float64Array;
  readonly drawnYears: Float64Array;
  readonly againstSelling: Float64Array;
  readonly trace: CapitalOutcome['trace'];
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
  readonly capital: CapitalPaths | undefined;
  readonly known: ReadonlySet<string>;
  readonly missed: ReadonlySet<string>;
  readonly events: readonly HedgeEvent[];
}

export function emptyOutcomes({ paths, counts, capital, known, missed, events }: Run, n: number): PathOutcomes {
  return {
    paths: n,
    book: NaN,
    hedged: new Float64Array((paths.steps + 1) * n),
    unhedged: new Float64Array((paths.steps + 1) * n),
    layers: counts.map((of) => ({ counts: of, parts: new Float64Array(PART_COUNT), total: 0, paid: 0, received: 0 })),
    capital: capital !== undefined ? emptyCapital(n, paths) : undefined,
    known,
    missed,
    events: events ?? [],
  };
}

function emptyCapital(n: number, { paths, steps }: PathSet): CapitalPaths {
  const column = (): Float64Array => new Float64Array(n);
  const row = (): Float64Array => new Float64Array(steps + 1);
  return {
    survived: new Uint8Array(n),
    survivedAlone: new Uint8Array(n),
    reserve: column(),
    credit: column(),
    synthetic: column(),
    interest: column(),
    drawnYears: column(),
    againstSelling: column(),
    trace:
      paths === 1 ? { margin: row(), requirement: row(), reserve: row(), credit: row(), synthetic: row() } : undefined,
  };
}

/** Keeps the accounts of a block that is through. @param at its place. */
export function keepCapital({ capital, state, positions }: Run, out: CapitalPaths | undefined, at: number): void {
  if (capital === undefined || out === undefined) return;
  const { engine, alone } = capital;
  for (let path = 0; path < state.n; path++) {
    const i = at + path;
    out.survived[i] = 1 - engine.isSold[path];
    out.survivedAlone[i] = 1 - alone.isSold[path];
    out.reserve[i] = engine.most.reserve[path];
    out.credit[i] = engine.most.credit[path];
    out.synthetic[i] = engine.most.synthetic[path];
    out.interest[i] = engine.interest[path];
    out.drawnYears[i] = engine.drawnYears[path];
    const held = { spot: positions.spotHeld[path], etf: positions.etfHeld[path] };
    out.againstSelling[i] = engine.equity(path, held) - alone.equity(path, held);
  }
}

/** The balances of a single path at this step. */
export function keepTrace({ capital, step }: Run, out: CapitalPaths | undefined): void {
  if (capital === undefined || out?.trace === undefined) return;
  for (const name of ['margin', 'requirement', 'reserve', 'credit', 'synthetic'] as const)
    out.trace[name][step] = capital.engine[name][0];
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
