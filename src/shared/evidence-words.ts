import type { Verdict } from '#core/evidence/types';

/** The four words, as every door writes them. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  bounce: 'bounce',
  continuation: 'continuation',
  noDifference: 'no difference',
  cannotTell: 'cannot tell',
};
