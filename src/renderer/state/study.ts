import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_HORIZONS } from '#core/evidence/horizons';
import { defaultSweep } from '#core/evidence/sweep';
import type { Rule } from '#core/evidence/types';
import { DEFAULT_CASCADE_SETTINGS, kFor } from '#core/liquidations/settings';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { StudySpecInput } from '#shared/evidence';
import { readLocal, writeLocal } from '../lib/storage';

/** What is asked in the Evidence workspace. Instruments and the clock come from elsewhere. */
export interface Question {
  /** Name of the preset or of the saved rule; '' for a rule that was changed by hand. */
  readonly ruleName: string;
  readonly rule: Rule;
  /** That of the link group, or every one that is stored. */
  readonly scope: 'linked' | 'all';
  readonly costBp: number;
  readonly undercutBp: number;
  readonly horizonsMs: readonly Ms[];
}

export interface Preset {
  readonly name: string;
  readonly rule: Rule;
}

const CASCADE = { kind: 'cascade', k: null, minNotionalUsd: 0, mergeMs: 15 * MS_PER_MINUTE } as const;

/** Rules that need no writing (method.md, section 2). */
export const PRESETS: readonly Preset[] = [
  { name: 'Long cascade', rule: { ...CASCADE, side: 'long' } },
  { name: 'Short squeeze', rule: { ...CASCADE, side: 'short' } },
  {
    name: 'Fall of 300 bp in 15 m',
    rule: {
      kind: 'absoluteMove',
      side: 'long',
      fallBp: 300,
      withinMs: 15 * MS_PER_MINUTE,
      mergeMs: 15 * MS_PER_MINUTE,
    },
  },
  {
    name: 'Proxy for a long cascade',
    rule: { kind: 'proxy', side: 'long', sigmas: 4, oiFallShare: 0.03, volumeZ: 3, mergeMs: 15 * MS_PER_MINUTE },
  },
];

/** What a study's schema fills in, written out: the page loads no parser. */
export const DEFAULT_QUESTION: Question = {
  ruleName: PRESETS[0]!.name,
  rule: PRESETS[0]!.rule,
  scope: 'linked',
  costBp: 8,
  undercutBp: 10,
  horizonsMs: DEFAULT_HORIZONS,
};

export interface StudyState {
  readonly question: Question;
  /** Horizon that the headline speaks of. */
  readonly horizonMs: Ms;
  readonly builderOpen: boolean;
  readonly ask: (change: Partial<Question>) => void;
  readonly reset: () => void;
  readonly selectHorizon: (horizonMs: Ms) => void;
  readonly openBuilder: (open: boolean) => void;
}

interface Kept {
  readonly question: Question;
  readonly horizonMs: Ms;
}

const KEY = 'study';
const VERSION = 1;

/** What was kept, or undefined when it is of another version or broken: then the question starts anew. */
export function readKept(stored: unknown): Kept | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { version, question, horizonMs } = stored as Partial<Kept> & { version?: unknown };
  if (version !== VERSION || !question || typeof horizonMs !== 'number') return undefined;
  const { rule, horizonsMs, costBp, undercutBp } = question as Partial<Question>;
  const kinds: readonly unknown[] = ['cascade', 'absoluteMove', 'proxy', 'condition'] satisfies Rule['kind'][];
  if (!kinds.includes(rule?.kind) || !Array.isArray(horizonsMs) || horizonsMs.length === 0) return undefined;
  if (typeof costBp !== 'number' || typeof undercutBp !== 'number') return undefined;
  return { question: { ...DEFAULT_QUESTION, ...question }, horizonMs };
}

export const createStudy = (kept: Kept | undefined = undefined, keep: (kept: Kept) => void = () => undefined) =>
  createStore<StudyState>()((set, get) => {
    const change = (next: Partial<Kept>): void => {
      set(next);
      const { question, horizonMs } = get();
      keep({ question, horizonMs });
    };
    return {
      question: kept?.question ?? DEFAULT_QUESTION,
      horizonMs: kept?.horizonMs ?? MS_PER_DAY,
      builderOpen: false,
      ask: (part) => change({ question: { ...get().question, ...part } }),
      reset: () => change({ question: DEFAULT_QUESTION, horizonMs: MS_PER_DAY }),
      selectHorizon: (horizonMs) => change({ horizonMs }),
      openBuilder: (builderOpen) => set({ builderOpen }),
    };
  });

export const study = createStudy(readKept(readLocal(KEY)), (kept) => writeLocal(KEY, { version: VERSION, ...kept }));
export const useStudyState = <T>(select: (state: StudyState) => T): T => useStore(study, select);
export const selectQuestion = (s: StudyState): Question => s.question;
export const selectHorizon = (s: StudyState): Ms => s.horizonMs;
export const selectBuilderOpen = (s: StudyState): boolean => s.builderOpen;

/** Neighbours of a rule, so that one lucky cell is seen as such. */
function sweepFor(rule: Rule, horizonMs: Ms, leastMs: Ms): NonNullable<StudySpecInput['sweep']> {
  const { x, y } = defaultSweep(rule, { k: kFor(DEFAULT_CASCADE_SETTINGS, leastMs) });
  return { x: { ...x, values: [...x.values] }, y: { ...y, values: [...y.values] }, horizonMs };
}

/** Bars that are too coarse say nothing about an hour: the grid then looks at the first horizon that they can measure. */
const sweepHorizon = (horizonsMs: readonly Ms[], leastMs: Ms): Ms =>
  horizonsMs.find((h) => h >= Math.max(MS_PER_HOUR, leastMs)) ?? horizonsMs.at(-1) ?? MS_PER_HOUR;

/**
 * The study that a question asks for.
 * @param leastMs interval of the finest bars of these instruments
 */
export function specOf(
  question: Question,
  instruments: readonly string[],
  asOf: Ms | null,
  leastMs: Ms = 0,
): StudySpecInput {
  const { rule, costBp, undercutBp, horizonsMs } = question;
  const modelMs = horizonsMs.find((h) => h >= MS_PER_DAY) ?? horizonsMs.at(-1)!;
  return {
    instruments: [...instruments],
    rule,
    asOf,
    horizonsMs: [...horizonsMs],
    costBp,
    undercutBp,
    model: { horizonMs: modelMs, embargoMs: modelMs },
    sweep: sweepFor(rule, sweepHorizon(horizonsMs, leastMs), leastMs),
  };
}
