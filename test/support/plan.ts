import type { ExposedPosition } from '#core/hedge/exposed';
import type { HedgePlan, Layer } from '#core/hedge/types';
import { ticketsOf } from '#core/plan/tickets';
import type { PlanDocument, PlanSigner, SignaturePolicy } from '#core/plan/types';
import { worstCaseOf } from '#core/plan/worst-case';
import { MS_PER_DAY } from '#core/time/ms';
import { dataFingerprint, hedgeFingerprint } from '#main/services/plan/fingerprints';
import { DEAR, held, layerOf, marketOf, planOf, START } from './hedge';

/** When the plans of tests are looked at: after they were made, before they expire. */
export const NOW = START + MS_PER_DAY;
export const CARD = 'c'.repeat(64);

/** A plan that the steward has nothing against but that nothing of it was listed: ten coins under one layer. */
export function planDocument(given: Partial<PlanDocument> = {}, layers: readonly Layer[] = [layerOf()], positions: readonly ExposedPosition[] = [held('spot', 10, 100)], asset = 'BTC'): PlanDocument {
  const hedge: HedgePlan = planOf(layers, { asset, costs: DEAR, positions: positions.map(({ position }) => position) });
  const market = marketOf();
  const { tickets, notes, costPerYear } = ticketsOf(hedge, market, positions);
  const exposedUnits = positions.reduce((sum, { position, price, beta }) => sum + position.quantity * price * beta, 0) / market.spot;
  return {
    title: 'Ten coins',
    created: START,
    expiry: START + 30 * MS_PER_DAY,
    thesis: { statement: 'The low holds.', against: 'Open interest is not flushed.', wrongIf: 'A close below 90.' },
    claims: [{ text: 'Lows after such cascades held.', evidence: [CARD] }],
    evidence: [{ fingerprint: CARD, title: 'Cascades', verdict: 'bounce', words: '30 clusters' }],
    thresholds: [],
    hedge,
    tickets,
    valuation: { t: START, hedge: hedgeFingerprint(hedge), spot: 100, book: 1_000, exposedUnits, costPerYear, modelled: false, notes },
    worstCase: worstCaseOf(tickets, exposedUnits, market.spot, hedge.asset),
    exits: [{ words: 'Volatility is back.', when: { reads: 'volatility', is: 'below', value: 40 } }],
    voids: [{ words: 'The spot is far away.', when: { reads: 'spot', is: 'above', value: 130 } }],
    assumptions: [],
    data: { fingerprint: dataFingerprint([]), asOf: START, synthetic: false, series: [] },
    engine: { ballast: '0.0.0-test', hedge: 2 },
    policy: null,
    ...given,
  };
} // prettier-ignore

export const policyOf = (required: number, signers: readonly PlanSigner[]): SignaturePolicy => ({
  required,
  signers: signers.map(({ name, key }) => ({ name, key })),
});
