import type { Page } from '@playwright/test';
import type { PlanDocument } from '#core/plan/types';
import { hedgePlan } from '../../support/hedge-plan';
import { call } from './bridge';

export const CARD = 'c'.repeat(64);

/** What only a person can say, so that the steward lets a plan be signed. */
export const SAID = {
  expiry: Date.UTC(2100, 0, 1),
  thesis: { statement: 'The low holds.', against: 'It may not.', wrongIf: 'A close below it.' },
  claims: [{ text: 'Such lows held.', evidence: [CARD] }],
  evidence: [{ fingerprint: CARD, title: 'Cascades', verdict: 'bounce', words: '30 clusters' }],
  exits: [{ words: 'Volatility is back.', when: { reads: 'volatility', is: 'below', value: 40 } }],
} as const satisfies Partial<PlanDocument>;

/** A plan of ten units of the sample's leader under puts of a month: version 2 of it, with what is given. */
export async function keepPlan(page: Page, change: Partial<PlanDocument>): Promise<void> {
  const [held] = hedgePlan().positions;
  const asset = 'SIM-BTC';
  const hedge = hedgePlan({ asset, positions: [{ ...held!, instrument: asset }], beta: { ...hedgePlan().beta, benchmark: asset } }); // prettier-ignore
  const { id, plan } = await call(page, 'plans:draft', { hedge });
  await call(page, 'plans:save', { id, plan: { ...plan, ...change }, note: 'filled in' });
}
