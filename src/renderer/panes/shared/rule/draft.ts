import { isSame } from '../../../lib/same';
import type { Question } from '../../../state/study';

/** What is being edited; it becomes the question only when it is used. */
export type Draft = Pick<Question, 'ruleName' | 'rule' | 'scope' | 'horizonsMs'>;

export interface History {
  readonly past: readonly Draft[];
  readonly now: Draft;
  readonly future: readonly Draft[];
}

export type Step =
  | { readonly do: 'begin'; readonly with: Draft }
  | { readonly do: 'edit'; readonly with: Partial<Draft> }
  | { readonly do: 'undo' | 'redo' };

const MOST = 100;

export const begin = (now: Draft): History => ({ past: [], now, future: [] });

export function stepHistory(history: History, step: Step): History {
  const { past, now, future } = history;
  switch (step.do) {
    case 'begin':
      return begin(step.with);
    case 'edit': {
      const next = { ...now, ...step.with };
      if (isSame(next, now)) return history;
      return { past: [...past, now].slice(-MOST), now: next, future: [] };
    }
    case 'undo': {
      const before = past.at(-1);
      return before ? { past: past.slice(0, -1), now: before, future: [now, ...future] } : history;
    }
    case 'redo': {
      const [after, ...rest] = future;
      return after ? { past: [...past, now], now: after, future: rest } : history;
    }
  }
}
