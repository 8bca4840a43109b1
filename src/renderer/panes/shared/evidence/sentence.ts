import type { HorizonResult, Rule, StudySpec } from '#core/evidence/types';
import { formatBp, formatCount, formatNumber, formatPercent } from '../../../lib/format';
import type { Provenance } from '../../../ui/Tooltip';
import { CONTROL_WORDS, decidingEffect, nextWords, provenanceOf, sideWords, type Sourced } from './words';

/** A figure inside a sentence, with what its tooltip says. */
export interface Said extends Provenance {
  readonly label: string;
  readonly value: string;
  readonly definition: string;
}
export type Phrase = string | Said;

/** What a sentence about a horizon is built from: a study, or anything else with the same controls. */
export interface Answered extends Sourced {
  readonly spec: Sourced['spec'] &
    Pick<StudySpec, 'costBp' | 'undercutBp' | 'equivalenceBp' | 'equivalencePoints' | 'minClusters' | 'level'> & {
      readonly rule: Pick<Rule, 'side'>;
    };
}

export const phraseText = (phrases: readonly Phrase[]): string =>
  phrases.map((one) => (typeof one === 'string' ? one : one.value)).join('');

const bp = (value: number): string => formatBp(value, { sign: true });
const share = (value: number): string => formatPercent(value, { decimals: 0, missing: 'an unknown share' });

/**
 * One honest statement about a horizon, built from its figures and from nothing else. It names the control that decides,
 * says why the word is what it is, and claims no more than the interval does.
 */
export function sentence(result: Answered, row: HorizonResult): readonly Phrase[] {
  const { spec } = result;
  const { extreme, move, decline } = sideWords(spec.rule.side);
  const from = provenanceOf(result);
  if (row.because === 'noBars')
    return [`No stored bars are fine enough to measure ${nextWords(row.h)}, so nothing can be said about it.`];
  const effect = decidingEffect(row);
  const control = row.decidedBy === 'matched' ? `like ${decline}s without such an event` : 'random times';
  const phrases: Phrase[] = [];
  if (row.because === 'tooFewClusters')
    phrases.push(
      `${formatCount(row.n, 'event')} on ${formatCount(row.clusters, 'independent day')} are too few to tell: `,
      `at least ${formatNumber(spec.minClusters)} are asked for. `,
    );
  else
    phrases.push(
      `Against ${control} the effect is `,
      {
        label: `Effect against ${CONTROL_WORDS[row.decidedBy]}`,
        value: bp(effect.value),
        definition: `Mean forward return of the events less that of their controls. Positive is a move against the ${move}.`,
        ...from,
      },
      ', interval ',
      {
        label: `${formatNumber(spec.level * 100)} % interval`,
        value: `${bp(effect.lo).replace(/\u00a0bp$/, '')} to ${bp(effect.hi).replace(/\u00a0bp$/, '')}`,
        definition: `BCa interval over clusters of days; the percentile interval is ${bp(effect.percentileLo)} to ${bp(effect.percentileHi)}.`,
        ...from,
      },
      `: ${reason(row, spec)}. `,
    );
  const { undercut } = row;
  if (Number.isFinite(undercut.rate)) {
    phrases.push(
      `The ${extreme} held in `,
      {
        label: `${extreme === 'low' ? 'Low' : 'High'} held`,
        value: share(1 - undercut.rate),
        definition: `Share of events whose ${extreme} was not undercut by more than ${formatNumber(spec.undercutBp)} bp. Interval ${share(1 - undercut.hi)} to ${share(1 - undercut.lo)}.`,
        ...from,
      },
      ` of ${formatCount(row.n, 'event')}`,
    );
    if (Number.isFinite(undercut.base))
      phrases.push(
        ', against ',
        {
          label: 'Base rate',
          value: share(1 - undercut.base),
          definition:
            'The same share at random times of the same instrument, in the rest of the same day or week and an hour or more after any event.',
          ...from,
        },
        ' at random times',
      );
    phrases.push('. ');
  }
  phrases.push(closing(row, spec.rule.side));
  return phrases;
}

function reason(row: HorizonResult, spec: Answered['spec']): string {
  const { move, extreme, decline } = sideWords(spec.rule.side);
  switch (row.because) {
    case 'aboveCosts':
      return `all of it lies above the cost line of ${formatNumber(spec.costBp)} bp`;
    case 'belowZero':
      return 'all of it lies below zero';
    case 'insideBand':
      return `all of it lies within ${formatNumber(spec.equivalenceBp)} bp of zero`;
    case 'insidePoints':
      return `the return stays open, but the share of undercut ${extreme}s differs by less than ${formatNumber(spec.equivalencePoints)} points`;
    case 'controlsDisagree':
      return `but against ${row.decidedBy === 'matched' ? 'random times' : `like ${decline}s`} the whole interval lies on the other side`;
    case 'withinCosts':
      return `above zero, but not clear of the cost line of ${formatNumber(spec.costBp)} bp`;
    default:
      // Both intervals have to agree: BCa alone is too narrow with few clusters (ADR 9).
      if (decidingEffect(row).lo > 0 || decidingEffect(row).hi < 0)
        return 'the percentile interval spans zero, and a verdict needs both';
      return decidingEffect(row).hi > spec.costBp
        ? `it spans both the cost line and a further ${move}`
        : 'it spans zero, so the sign is open';
  }
}

/** The widest statement that the interval still carries. */
function closing(row: HorizonResult, side: 'long' | 'short'): string {
  const { move, decline, extreme } = sideWords(side);
  const next = nextWords(row.h);
  const than = row.decidedBy === 'matched' ? `a ${decline} of like size` : 'a random time';
  switch (row.verdict) {
    case 'bounce':
      return `On average such events did better than ${than} over ${next}; single events went both ways.`;
    case 'continuation':
      return `On average the ${move} went on over ${next}; single events went both ways.`;
    case 'noDifference':
      if (row.because === 'insidePoints')
        return `Whether the ${extreme} holds over ${next} is no different after ${than}.`;
      return `Such an event tells no more about ${next} than ${than}.`;
    case 'cannotTell':
      if (row.because === 'withinCosts') return `Over ${next} a gain that pays for the trade is not shown.`;
      return `The widest honest statement is that such an event says little about ${next}.`;
  }
}
