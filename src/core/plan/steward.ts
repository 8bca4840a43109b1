import type { Layer, LegRule } from '../hedge/types';
import type { Ms } from '../time/ms';
import type { PlanDocument } from './types';
import { worstLoss } from './worst-case';

export type FindingCode =
  | 'undefinedMaximumLoss'
  | 'worstCaseDiffers'
  | 'nakedShort'
  | 'noBudget'
  | 'overBudget'
  | 'noExit'
  | 'noVoid'
  | 'noExpiry'
  | 'expired'
  | 'noThesis'
  | 'oneSidedThesis'
  | 'claimWithoutEvidence'
  | 'thresholdAfterEvent'
  | 'noOrders'
  | 'orderOfAnotherLayer'
  | 'belowLot'
  | 'noVenue'
  | 'notListed'
  | 'synthetic'
  | 'dataFingerprint'
  | 'staleOrders'
  | 'noPolicy';

export interface Finding {
  readonly code: FindingCode;
  /** A plan with an error is not signed. */
  readonly severity: 'error' | 'warning';
  /** What is wrong and what to do, for a person. */
  readonly words: string;
  /** JSON pointer of the field in the plan. */
  readonly path: string;
}

type Check = (plan: PlanDocument, at: Ms) => readonly Finding[];

const error = (code: FindingCode, path: string, words: string): Finding => ({ code, severity: 'error', words, path });
const warning = (code: FindingCode, path: string, words: string): Finding => ({ code, severity: 'warning', words, path }); // prettier-ignore
const isBlank = (text: string): boolean => text.trim() === '';

/** Every finding of a plan, errors first. @param at the instant that an expiry is compared with. @source method.md, section 6. */
export function stewardCheck(plan: PlanDocument, at: Ms): Finding[] {
  const findings = CHECKS.flatMap((check) => check(plan, at));
  return ['error', 'warning'].flatMap((severity) => findings.filter((one) => one.severity === severity));
}

const thesis: Check = ({ thesis: { statement, against, wrongIf } }) => {
  const found: Finding[] = [];
  if (isBlank(statement)) found.push(error('noThesis', '/thesis/statement', 'Nothing says what this plan holds to be true. State it.')); // prettier-ignore
  if (isBlank(against)) found.push(error('oneSidedThesis', '/thesis/against', 'The thesis has one side. Write the best case against it: both “this is the bottom” and “it goes on” need one.')); // prettier-ignore
  if (isBlank(wrongIf)) found.push(error('oneSidedThesis', '/thesis/wrongIf', 'Nothing would prove the thesis wrong. Write what would.')); // prettier-ignore
  return found;
};

const claims: Check = ({ claims: all, evidence }) => {
  const cards = new Set(evidence.map(({ fingerprint }) => fingerprint));
  if (all.length === 0)
    return [error('claimWithoutEvidence', '/claims', 'The thesis rests on no claim with an evidence card. Write the claim and name its card.')]; // prettier-ignore
  return all.flatMap(({ text, evidence: named }, i): Finding[] => {
    const what = `“${text.slice(0, 80)}”`;
    if (named.length === 0) return [error('claimWithoutEvidence', `/claims/${i}/evidence`, `${what} has no evidence card. Name one, or leave the claim out.`)]; // prettier-ignore
    return named.flatMap(
      (fingerprint, k) =>
      cards.has(fingerprint) ? [] : [error('claimWithoutEvidence', `/claims/${i}/evidence/${k}`, `${what} names a card that the plan does not hold. Add the card.`)], // prettier-ignore
    );
  });
};

const thresholds: Check = ({ thresholds: all }) =>
  all.flatMap(({ name, chosenAt, event }, i) =>
    event !== null && chosenAt > event
      ? [error('thresholdAfterEvent', `/thresholds/${i}/chosenAt`, `“${name}” was chosen after the event that speaks for it, which any level could be made to fit. Test it on events after the choice, or say that none speaks for it.`)] // prettier-ignore
      : [],
  );

const limits: Check = ({ hedge, valuation, expiry, exits, voids }, at) => {
  const found: Finding[] = [];
  if (!(hedge.budget > 0)) found.push(error('noBudget', '/hedge/budget', 'No budget is set for the premium of a year. Set one.')); // prettier-ignore
  else if (valuation.costPerYear > hedge.budget)
    found.push(warning('overBudget', '/hedge/budget', `The open layers cost ${percent(valuation.costPerYear)} of the book a year, and the budget is ${percent(hedge.budget)}. Make them smaller or raise it.`)); // prettier-ignore
  if (exits.every(({ words }) => isBlank(words))) found.push(error('noExit', '/exits', 'Nothing says when the hedge is taken off. Write an exit.')); // prettier-ignore
  if (voids.every(({ words }) => isBlank(words))) found.push(warning('noVoid', '/voids', 'Nothing says when the plan is void before it is carried out. Write what voids it.')); // prettier-ignore
  if (expiry === null) found.push(error('noExpiry', '/expiry', 'The plan does not expire. Set the instant after which nobody may act on it.')); // prettier-ignore
  else if (expiry <= at) found.push(error('expired', '/expiry', 'The plan has expired. Make it anew, or set another instant and sign again.')); // prettier-ignore
  return found;
};

const losses: Check = ({ tickets, valuation: { exposedUnits, spot }, worstCase }) => {
  const loss = worstLoss(tickets, exposedUnits, spot);
  if (loss === null || worstCase.loss === null)
    return [error('undefinedMaximumLoss', '/worstCase/loss', 'More calls or futures are sold than the book covers: nobody can say what this can lose. Buy calls above, or sell less.')]; // prettier-ignore
  // A cent, or the dust of a sum of large figures.
  if (Math.abs(loss - worstCase.loss) <= Math.max(0.01, 1e-9 * loss)) return [];
  return [error('worstCaseDiffers', '/worstCase/loss', `The orders can lose ${loss.toFixed(2)}, and the plan says ${worstCase.loss.toFixed(2)}. Make the orders anew.`)]; // prettier-ignore
};

const orders: Check = ({ hedge: { layers }, tickets, data }) => {
  const found: Finding[] = [];
  const on = new Set(layers.flatMap(({ id, enabled }) => (enabled ? [id] : [])));
  if (tickets.length === 0) found.push(warning('noOrders', '/tickets', 'There is nothing to order. Enable a layer that can be opened.')); // prettier-ignore
  tickets.forEach(({ layer, instrument, contracts, venue, listed, kind }, i) => {
    const path = `/tickets/${i}`;
    if (!on.has(layer)) found.push(error('orderOfAnotherLayer', `${path}/layer`, `${instrument}: no enabled layer asks for this order. Make the orders anew.`)); // prettier-ignore
    if (contracts === 0) found.push(warning('belowLot', `${path}/contracts`, `${instrument}: less than a lot is wanted, and nothing is ordered.`)); // prettier-ignore
    if (venue === null) found.push(warning('noVenue', `${path}/venue`, `${instrument}: no venue is known for it. Find the contract by hand.`)); // prettier-ignore
    else if (!listed && kind !== 'future') found.push(warning('notListed', `${path}/listed`, `${instrument}: no stored chain lists this strike and expiry. Take the nearest that the venue lists.`)); // prettier-ignore
  });
  if (data.synthetic) found.push(warning('synthetic', '/data/synthetic', 'Made from the sample market, whose prices nobody ever paid. It is for practice.')); // prettier-ignore
  return found;
};

const policy: Check = (plan) =>
  plan.policy === null
    ? [warning('noPolicy', '/policy', 'Nobody is named who has to sign. Name keys and how many of them are needed.')]
    : [];

/** Legs sold without a bought one of the same kind and underlying, in any form that a layer may take. */
const naked: Check = ({ hedge: { layers } }) =>
  layers.flatMap((layer, i): Finding[] => {
    if (!layer.enabled) return [];
    const forms: readonly (readonly [string, readonly LegRule[]])[] = [
      [`/hedge/layers/${i}/legs`, layer.legs],
      [`/hedge/layers/${i}/adaptation/rich/legs`, layer.adaptation.rich?.legs ?? []],
    ];
    return forms.flatMap(
      ([path, legs]) =>
      nakedKinds(legs, layer).map((what) => error('nakedShort', path, `${layer.name}: ${what} are sold that nothing bought covers. Buy as many beyond them, or sell fewer.`)), // prettier-ignore
    );
  });

/** What of a set of legs stands naked, in words. Calls on the asset are covered by the exposure, up to all of it. */
function nakedKinds(legs: readonly LegRule[], layer: Layer): string[] {
  const net = (on: LegRule['on'], kind: LegRule['kind']): number =>
    legs.reduce((sum, leg) => (leg.on === on && leg.kind === kind ? sum + leg.ratio : sum), 0);
  const calls = net('asset', 'call');
  const isCovered = layer.size.by === 'exposure' && -calls * layer.size.ratio <= 1;
  return [
    calls < 0 && !isCovered ? ['calls'] : [],
    net('asset', 'put') < 0 ? ['puts'] : [],
    net('volatility', 'call') < 0 ? ['calls on the volatility index'] : [],
    net('volatility', 'put') < 0 ? ['puts on the volatility index'] : [],
  ].flat();
}

const CHECKS: readonly Check[] = [losses, naked, limits, thesis, claims, thresholds, orders, policy];

const percent = (x: number): string => `${(100 * x).toFixed(2)} %`;
