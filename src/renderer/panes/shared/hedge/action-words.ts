import type { HedgeAction } from '#core/hedge/simulation';

/** What was done, in a word or two. */
export const ACTION_WORDS: Readonly<Record<HedgeAction, string>> = {
  open: 'opened',
  roll: 'rolled',
  expire: 'expired',
  close: 'closed',
  monetise: 'sold in part',
  refuse: 'could not open',
  forcedSale: 'forced sale',
  draw: 'drew',
  repay: 'repaid',
};
