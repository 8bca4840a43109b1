import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { detachCard, removeCard } from '../../../../src/renderer/panes/plan/edits';
import { readCard } from '../../../../src/renderer/panes/plan/card-text';
import { meant, typed } from '../../../../src/renderer/panes/plan/signals';
import { freeName, withoutSigner, withSigner } from '../../../../src/renderer/panes/plan-signatures/policy-edit';
import { attachCard } from '../../../../src/renderer/panes/shared/plan/cite';
import { inFours } from '../../../../src/renderer/panes/shared/plan/fingerprint';
import { pathWords } from '../../../../src/renderer/panes/shared/plan/path-words';
import { standingOf } from '../../../../src/renderer/panes/shared/plan/standing';
import { valueWords } from '../../../../src/renderer/panes/shared/plan/value-words';
import { indexIn, nearestPointer, planPaneOf } from '../../../../src/renderer/state/plan-pointer';
import { CARD, NOW, planDocument } from '../../../support/plan';
import { someKeys } from '../../../support/plan-keys';

describe('the pointer of a finding', () => {
  const places = ['/thesis/against', '/claims', '/claims/1', '/claims/1/evidence', '/worstCase/loss', '/data'];
  it('leads to the field that shows it, else to what holds it, else to what it holds', () => {
    expect(nearestPointer('/thesis/against', places)).toBe('/thesis/against');
    expect(nearestPointer('/claims/1/evidence/0', places)).toBe('/claims/1/evidence');
    expect(nearestPointer('/claims/12/evidence', places)).toBe('/claims');
    expect(nearestPointer('/worstCase', places)).toBe('/worstCase/loss');
    expect(nearestPointer('/elsewhere', places)).toBeNull();
  });

  it('names the pane, and the row of a list', () => {
    expect(planPaneOf('/tickets/3/listed')).toBe('plan-orders');
    expect(planPaneOf('/policy')).toBe('plan-signatures');
    expect(planPaneOf('/policyless')).toBe('plan');
    expect(indexIn('/tickets/3/listed', '/tickets')).toBe(3);
    expect(indexIn('/tickets', '/tickets')).toBeNull();
  });
});

describe('a difference for a person', () => {
  it('names its place', () => {
    expect(pathWords('/claims/0/text')).toBe('Claim 1, text');
    expect(pathWords('/hedge/layers/1/caps/premiumPerYear')).toBe('Hedge, layer 2, caps, premium per year');
    expect(pathWords('')).toBe('The whole plan');
  });

  it('prints values by what they are', () => {
    expect(valueWords('/expiry', Date.UTC(2025, 9, 10), 'utc')).toBe('2025-10-10 00:00 UTC');
    expect(valueWords('/hedge/budget', 0.05, 'utc')).toBe('5.00\u00a0%');
    expect(valueWords('/valuation/hedge', 'ab'.repeat(32), 'utc')).toBe('abababababab…');
    expect(valueWords('/worstCase/loss', null, 'utc')).toBe('without bound');
    expect(valueWords('/exits/0', { words: 'Calm', when: { reads: 'spot', is: 'above', value: 1_200 } }, 'utc')).toBe('Calm, spot, above, 1,200'); // prettier-ignore
    const [order] = planDocument().tickets;
    expect(valueWords('/tickets/0', order, 'utc')).toMatch(/^buy 1 BTC-.*-P at [\d.]+ BTC$/);
    expect(valueWords('/policy', { required: 1, signers: someKeys(2) }, 'utc')).toBe('1 of Key 1, Key 2');
    expect(valueWords('/exits/0', undefined, 'utc')).toBe('not there');
    expect(valueWords('/tickets/0/contracts', 100, 'utc')).toBe('100');
  });
});

describe('an evidence card', () => {
  const text = (card: object): string => JSON.stringify({ kind: 'ballast evidence card', fingerprint: CARD, ...card });
  it('is read from what the Verdict pane copies', () => {
    const headline = { horizon: '1 d', verdict: 'no difference', sentence: 'No more than its control.' };
    expect(readCard(text({ rule: { name: null, words: 'Flush' }, headline }))).toEqual({
      fingerprint: CARD,
      title: 'Flush',
      verdict: 'noDifference',
      words: 'At 1 d. No more than its control.',
    });
  });

  it('is refused with a sentence when it is anything else', () => {
    for (const wrong of ['{', '[]', '{"kind":"x"}', text({ fingerprint: 'abc' })])
      expect(readCard(wrong)).toEqual(expect.any(String));
    expect(readCard(text({}))).toMatchObject({ title: 'Study', verdict: null, words: '' });
  });

  it('is attached to a claim once, detached from it, and leaves every claim with the plan', () => {
    const plan = planDocument({ claims: [{ text: 'A claim', evidence: [] }], evidence: [] });
    const card = { fingerprint: CARD, title: 'Flush', verdict: null, words: '' };
    const attached = attachCard(card, 0)(attachCard(card, 0)(plan));
    expect([attached.evidence, attached.claims[0]!.evidence]).toEqual([[card], [CARD]]);
    expect(detachCard(0, CARD)(attached).claims[0]!.evidence).toEqual([]);
    expect(detachCard(0, CARD)(attached).evidence).toEqual([card]);
    expect(removeCard(CARD)(attached)).toMatchObject({ evidence: [], claims: [{ evidence: [] }] });
  });
});

describe('who signs', () => {
  it('never asks for more keys than there are, and is nobody when the last one leaves', () => {
    const [ada, bob] = someKeys(2).map(({ name, key }) => ({ name, key }));
    const both = { ...withSigner(withSigner(null, ada!), bob!), required: 2 };
    expect(withoutSigner(both, 0)).toEqual({ required: 1, signers: [bob] });
    expect(withoutSigner(withSigner(null, ada!), 0)).toBeNull();
    expect(freeName('Key 1', [ada!, { ...bob!, name: 'Key 1 2' }])).toBe('Key 1 3');
  });

  it('reads a fingerprint in fours', () => expect(inFours('0123456789ab')).toBe('0123\u00a04567\u00a089ab'));

  it('is said where a plan stands, time first', () => {
    const plan = { errors: 0, expiry: NOW + MS_PER_DAY, counted: 1, required: 2 };
    expect(standingOf(plan, NOW)).toMatchObject({ words: 'signed 1 of 2', done: false });
    expect(standingOf({ ...plan, counted: 2 }, NOW).done).toBe(true);
    expect(standingOf({ ...plan, errors: 3 }, NOW).words).toBe('3 findings');
    expect(standingOf({ ...plan, errors: 3, expiry: NOW }, NOW).words).toBe('expired');
    expect(standingOf({ ...plan, required: null }, NOW).words).toBe('draft');
  });
});

it('types shares in percent and means the same number', () => {
  expect(typed('drawdown', -0.07)).toBe(-7);
  expect(meant('drawdown', typed('drawdown', -0.1234))).toBe(-0.1234);
  expect(meant('volatility', 40)).toBe(40);
});
