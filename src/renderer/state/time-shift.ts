import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { INGREDIENTS, type Alignment, type Ingredient, type TimeShiftSpec } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { Args } from '#shared/ipc/contract';
import { readLocal, writeLocal } from '../lib/storage';

/** What is laid on t = 0 for one instrument. */
export interface Choice {
  readonly align: Alignment;
  /** Name of the preset or of the saved rule that is aligned at; '' otherwise. */
  readonly ruleName: string;
  /** Decision of the instance that stands for the present; null: the newest one known. */
  readonly present: Ms | null;
}

/** How it is drawn and measured, whatever the instrument. */
export interface Manner {
  readonly beforeMs: Ms;
  readonly afterMs: Ms;
  readonly horizonsMs: readonly Ms[];
  /** Horizon that the table, the sentence and the card speak of. */
  readonly horizonMs: Ms;
  readonly nearest: number | null;
  readonly weights: Partial<Readonly<Record<Ingredient, number>>>;
  readonly seed: number;
}

export const DEFAULT_CHOICE: Choice = { align: { kind: 'cascade', side: 'long' }, ruleName: '', present: null };
export const DEFAULT_MANNER: Manner = {
  beforeMs: MS_PER_DAY,
  afterMs: 3 * MS_PER_DAY,
  horizonsMs: [MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY, 3 * MS_PER_DAY, 7 * MS_PER_DAY],
  horizonMs: MS_PER_DAY,
  nearest: null,
  weights: {},
  seed: 7,
};

interface Kept {
  readonly choices: Readonly<Record<string, Choice>>;
  readonly manner: Manner;
}

/** The last computation that a pane asked for, of this session. */
export interface Run {
  readonly question: string;
  readonly job: string;
}

export interface TimeShiftState extends Kept {
  readonly runs: ReadonlyMap<string, Run>;
  /** Another alignment begins with its newest instance. */
  readonly align: (instrument: string, align: Alignment, ruleName?: string) => void;
  readonly setPresent: (instrument: string, present: Ms | null) => void;
  readonly set: (change: Partial<Manner>) => void;
  readonly markRun: (pane: string, run: Run) => void;
}

const KEY = 'timeShift';
const VERSION = 1;
/** Instruments whose choice is remembered: those last changed. */
const MOST = 50;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isLength = (value: unknown): value is Ms => typeof value === 'number' && value > 0;

function readChoice(stored: unknown): Choice | undefined {
  const kinds: readonly unknown[] = ['cascade', 'release', 'differential', 'rule'] satisfies Alignment['kind'][];
  if (!isObject(stored) || !isObject(stored['align']) || !kinds.includes(stored['align']['kind'])) return undefined;
  return { ...DEFAULT_CHOICE, ...stored };
}

/** What was kept, or undefined when it is of another version or broken. */
export function readTimeShift(stored: unknown): Kept | undefined {
  if (!isObject(stored) || stored['version'] !== VERSION) return undefined;
  const { choices, manner } = stored;
  if (!isObject(choices) || !isObject(manner) || !isObject(manner['weights'])) return undefined;
  const { beforeMs, afterMs, horizonsMs } = manner;
  const hasHorizons = Array.isArray(horizonsMs) && horizonsMs.length > 0 && horizonsMs.every(isLength);
  if (!isLength(beforeMs) || !isLength(afterMs) || !hasHorizons) return undefined;
  const weights = INGREDIENTS.flatMap((one) => {
    const weight = (manner['weights'] as Readonly<Record<string, unknown>>)[one];
    return typeof weight === 'number' && weight >= 0 ? [[one, weight] as const] : [];
  });
  const known = Object.entries(choices).flatMap(([id, one]) => {
    const choice = readChoice(one);
    return choice ? [[id, choice] as const] : [];
  });
  return {
    choices: Object.fromEntries(known),
    manner: { ...DEFAULT_MANNER, ...manner, weights: Object.fromEntries(weights) },
  };
}

export const createTimeShift = (kept?: Kept, keep: (kept: Kept) => void = () => undefined) =>
  createStore<TimeShiftState>()((set, get) => {
    const change = (next: Partial<Kept>): void => {
      set(next);
      const { choices, manner } = get();
      keep({ choices, manner });
    };
    const choose = (instrument: string, choice: Choice): void => {
      const { [instrument]: _, ...others } = get().choices;
      change({ choices: Object.fromEntries([...Object.entries(others).slice(1 - MOST), [instrument, choice]]) });
    };
    return {
      choices: kept?.choices ?? {},
      manner: kept?.manner ?? DEFAULT_MANNER,
      runs: new Map(),
      align: (instrument, align, ruleName = '') => choose(instrument, { align, ruleName, present: null }),
      setPresent: (instrument, present) => choose(instrument, { ...(get().choices[instrument] ?? DEFAULT_CHOICE), present }), // prettier-ignore
      set: (part) => change({ manner: { ...get().manner, ...part } }),
      markRun: (pane, run) => set((s) => ({ runs: new Map(s.runs).set(pane, run) })),
    };
  });

export const timeShift = createTimeShift(readTimeShift(readLocal(KEY)), (kept) =>
  writeLocal(KEY, { version: VERSION, ...kept }),
);
export const useTimeShiftState = <T>(select: (state: TimeShiftState) => T): T => useStore(timeShift, select);
export const selectManner = (s: TimeShiftState): Manner => s.manner;
export const selectChoice =
  (instrument: string | null) =>
  (s: TimeShiftState): Choice =>
    s.choices[instrument ?? ''] ?? DEFAULT_CHOICE;
export const selectRun =
  (pane: string) =>
  (s: TimeShiftState): Run | undefined =>
    s.runs.get(pane);

/** What a choice asks of an instrument. Costs, margins and draws are those that the engine begins with. */
export type TimeShiftAsked = Pick<TimeShiftSpec, 'instrument' | 'align' | 'present' | 'asOf' | 'nearest' | 'weights' | 'seed' | 'beforeMs' | 'afterMs' | 'horizonsMs'>; // prettier-ignore

export function specOf(
  instrument: string,
  { align, present }: Choice,
  manner: Manner,
  asOf: Ms | null,
): TimeShiftAsked {
  const { beforeMs, afterMs, horizonsMs, weights, nearest, seed } = manner;
  return { instrument, align, asOf, present, beforeMs, afterMs, horizonsMs, weights, nearest, seed };
}
/** The same as it travels: the lists of a spec can be written to. */
export const sent = (asked: TimeShiftAsked): Args<'timeShift:read'> => asked as Args<'timeShift:read'>;
