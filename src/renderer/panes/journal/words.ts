import type { SkillWord } from '#core/replay/scorecard';
import type { Ms } from '#core/time/ms';
import type { DecisionOutcome, JournalEntry, JournalScorecard } from '#shared/journal';
import { formatCount, formatDuration, formatNumber } from '../../lib/format';

const HOURS: Readonly<Record<number, string>> = { 1: '1 hour', 4: '4 hours', 24: '1 day', 72: '3 days', 168: '7 days' };
/** `1 day`, `4 hours`. */
export const horizonWord = (ms: Ms): string => HOURS[ms / 3_600_000] ?? formatDuration(ms);

export const formatScore = (score: number): string => formatNumber(score, { decimals: 3, missing: 'none yet' });
export const formatStated = (probability: number): string => `${Math.round(probability * 100)}\u00a0%`;

const UNKNOWN = {
  missing: 'Unknown: bars are missing in its horizon.',
  coarse: 'Unknown: the stored bars are too long for its horizon.',
} as const;

/** What came of a decision, as a sentence. */
export function outcomeWords({ outcome, horizon }: Pick<JournalEntry, 'outcome' | 'horizon'>): string {
  switch (outcome.state) {
    case 'held':
      return `Held ${horizonWord(horizon)}.`;
    case 'undercut':
      return `Undercut after ${formatDuration(outcome.after ?? NaN)}.`;
    case 'unknown':
      return UNKNOWN[outcome.why];
    case 'pending':
      return '';
  }
}

export const OUTCOME_WORDS: Readonly<Record<DecisionOutcome['state'], string>> = {
  held: 'held',
  undercut: 'undercut',
  unknown: 'unknown',
  pending: 'pending',
};

const SKILL: Readonly<Record<SkillWord, string>> = {
  better: 'Better than the base rate: the interval of the difference is below 0.',
  worse: 'Worse than the base rate: the interval of the difference is above 0.',
  noDifference: 'Not told apart from the base rate.',
  tooFew: 'Too few to tell.',
};
export const skillWords = ({ skill, clusters }: JournalScorecard): string =>
  skill === 'tooFew' ? `${SKILL.tooFew} ${formatCount(clusters, 'stretch', 'stretches')} of time, 10 are needed.` : SKILL[skill]; // prettier-ignore

/** `9 scored, 2 pending, 1 unknown` */
export function countWords({ n, pending, unknown }: JournalScorecard): string {
  return [`${n} scored`, pending > 0 && `${pending} pending`, unknown > 0 && `${unknown} unknown`]
    .filter(Boolean)
    .join(', ');
}
