import type { StudyMarket } from '../evidence/types';
import type { Turn } from '../macro/differential';
import type { Ms } from '../time/ms';
import { cascadeAnchors, momentAnchors, ruleAnchors, type Anchor } from './anchors';
import { turnLabel } from './describe';
import { releaseMoments, type ReleaseSeries } from './releases';
import type { Alignment } from './types';

/** What alignments on the economy read besides the market; empty for the others. */
export interface Calendar {
  readonly releases: readonly ReleaseSeries[];
  readonly turns: readonly Turn[];
}

/**
 * Instances of an alignment that were known by the clock, in the order of their decisions.
 * @param market as known at the clock
 */
export function findAnchors(market: StudyMarket, align: Alignment, { releases, turns }: Calendar, clock: Ms): Anchor[] {
  switch (align.kind) {
    case 'cascade':
      return cascadeAnchors(market, align.side);
    case 'rule':
      return ruleAnchors(market, align.rule);
    case 'release':
      return momentAnchors(market, releaseMoments(releases, align, clock));
    case 'differential': {
      const wanted = turns.filter(({ t, kind }) => t <= clock && (align.turn === 'any' || kind === align.turn));
      return momentAnchors(market, wanted.map(({ t, kind }) => ({ t, label: turnLabel(align, kind, t) }))); // prettier-ignore
    }
  }
}
