import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PathSpec } from '#core/hedge/simulation';
import { MS_PER_DAY } from '#core/time/ms';
import { readLocal, writeLocal } from '../lib/storage';

export type PathKind = PathSpec['kind'];
export type PathOf<K extends PathKind> = Extract<PathSpec, { readonly kind: K }>;
/** One question of each kind; null: nothing was chosen, the pane proposes something from what is stored. */
export type PathBook = { readonly [K in PathKind]: PathOf<K> | null };

const SEED = 7;
const YEAR = { paths: 2_000, days: 365, seed: SEED, drift: 0, vol: null } as const;
/** Falls of 8 % on average, six a year: a shape to begin with, not an estimate. */
const JUMPS = { perYear: 6, mean: -0.08, deviation: 0.06 } as const;

export const DEFAULT_PATHS: PathBook = {
  history: null,
  analog: null,
  drawn: {
    kind: 'drawn',
    points: [
      { day: 0, spot: 1, vol: null },
      { day: 3, spot: 0.7, vol: null },
      { day: 14, spot: 0.82, vol: null },
      { day: 60, spot: 0.95, vol: null },
    ],
    step: MS_PER_DAY,
  },
  gbm: { kind: 'gbm', ...YEAR },
  jump: { kind: 'jump', ...YEAR, jumps: JUMPS },
  bootstrap: { kind: 'bootstrap', ...YEAR, block: 10 },
  hawkes: { kind: 'hawkes', ...YEAR, jumps: { ...JUMPS, perYear: 3 }, branching: 0.5, decayDays: 2 },
};

interface Kept {
  readonly kind: PathKind;
  readonly paths: PathBook;
}

export interface Started {
  readonly question: string;
  /** Its id. */
  readonly job: string;
}

export interface SimulationState extends Kept {
  /** The last job of each slot of the pane, of this session. */
  readonly started: ReadonlyMap<string, Started>;
  readonly choose: (kind: PathKind) => void;
  /** Changes the question of its kind, and asks it. */
  readonly ask: (path: PathSpec) => void;
  readonly markStarted: (slot: string, started: Started) => void;
}

const KEY = 'simulation';
const VERSION = 1;

/** What was kept, or undefined when it is of another version or broken. */
export function readPaths(stored: unknown): Kept | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { version, kind, paths } = stored as Partial<Kept> & { version?: unknown };
  if (version !== VERSION || typeof paths !== 'object' || paths === null) return undefined;
  const kinds = Object.keys(DEFAULT_PATHS) as PathKind[];
  if (!kinds.some((one) => one === kind)) return undefined;
  const whole = kinds.every((one) => paths[one] === null || paths[one]?.kind === one);
  return whole ? { kind: kind!, paths } : undefined;
}

export const createSimulation = (kept?: Kept, keep: (kept: Kept) => void = () => undefined) =>
  createStore<SimulationState>()((set, get) => {
    const change = (next: Partial<Kept>): void => {
      set(next);
      const { kind, paths } = get();
      keep({ kind, paths });
    };
    return {
      kind: kept?.kind ?? 'bootstrap',
      paths: kept?.paths ?? DEFAULT_PATHS,
      started: new Map(),
      choose: (kind) => change({ kind }),
      ask: (path) => change({ kind: path.kind, paths: { ...get().paths, [path.kind]: path } }),
      markStarted: (slot, started) => set((s) => ({ started: new Map(s.started).set(slot, started) })),
    };
  });

export const simulation = createSimulation(readPaths(readLocal(KEY)), (kept) =>
  writeLocal(KEY, { version: VERSION, ...kept }),
);
export const useSimulationState = <T>(select: (state: SimulationState) => T): T => useStore(simulation, select);
export const selectPathKind = (s: SimulationState): PathKind => s.kind;
/** That of the kind in use; null: to be proposed. */
export const selectPath = (s: SimulationState): PathSpec | null => s.paths[s.kind];
export const selectStarted = (s: SimulationState): ReadonlyMap<string, Started> => s.started;
