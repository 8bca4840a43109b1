import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateCondition } from '#core/evidence/conditions';
import { confirmationRows } from '#core/evidence/confirmations';
import { cutMarket } from '#core/evidence/market';
import { findEvents } from '#core/evidence/rules';
import { evaluateSignal, signalLacks } from '#core/evidence/signals';
import { RULES, simulatedMarket } from '../../support/study-market';
import { instant, SMALL } from '../liquidations/market';
import { condition, head, rule, signal, span, studyMarket } from './market';
import { CLOSE_ENOUGH, naiveSignal } from './naive';

describe('evaluateSignal', () => {
  it('gives what the definitions give, each bar anew from what was known then', () => {
    let figures = 0;
    fc.assert(
      fc.property(studyMarket, signal, (market, s) => {
        const got = evaluateSignal(market, s);
        const want = naiveSignal(market, s);
        for (let i = 0; i < got.length; i++) {
          if (!Number.isNaN(got[i])) figures++;
          if (!CLOSE_ENOUGH(got[i]!, want[i]!)) expect(`${s.name} ${i} ${got[i]!}`).toBe(`${s.name} ${i} ${want[i]!}`);
        }
      }),
      { numRuns: 150 },
    );
    expect(figures, 'the generator makes figures').toBeGreaterThan(2_000);
  });

  it('knows at every instant exactly what it says later', () => {
    fc.assert(
      fc.property(studyMarket, signal, instant, (market, s, t) => {
        const cut = evaluateSignal(cutMarket(market, t), s);
        expect(cut).toEqual(head(evaluateSignal(market, s), cut.length));
      }),
      { numRuns: 300 },
    );
  });

  it('is unknown everywhere when it lacks something', () => {
    fc.assert(
      fc.property(studyMarket, signal, (market, s) => {
        fc.pre(signalLacks(market, s) !== '');
        expect(evaluateSignal(market, s).every(Number.isNaN)).toBe(true);
      }),
    );
  });
});

describe('evaluateCondition', () => {
  it('knows at every instant exactly what it says later', () => {
    fc.assert(
      fc.property(studyMarket, condition, instant, (market, tree, t) => {
        const cut = evaluateCondition(cutMarket(market, t), tree);
        expect(cut).toEqual(evaluateCondition(market, tree).slice(0, cut.length));
      }),
      { numRuns: 200 },
    );
  });
});

describe('findEvents', () => {
  it('finds at every instant exactly the events that it says later were decided by then', () => {
    const found = { cascade: 0, absoluteMove: 0, condition: 0 };
    fc.assert(
      fc.property(studyMarket, rule, instant, (market, r, t) => {
        const later = findEvents(market, r, SMALL).filter((e) => e.decision <= t);
        found[r.kind] += later.length;
        expect(findEvents(cutMarket(market, t), r, SMALL)).toEqual(later);
      }),
      { numRuns: 600 },
    );
    for (const [kind, n] of Object.entries(found)) expect(n, `events of ${kind}`).toBeGreaterThan(20);
  });

  it('does so for every kind of rule on a market with falls, cut at each decision and in between', () => {
    const market = simulatedMarket(3, 500);
    for (const r of RULES) {
      const all = findEvents(market, r);
      expect(all.length, r.kind).toBeGreaterThan(3);
      for (const { decision } of all)
        for (const t of [decision - 1, decision, decision + 5 * 3_600_000])
          expect(findEvents(cutMarket(market, t), r)).toEqual(all.filter((e) => e.decision <= t));
    }
  });
});

describe('confirmationRows', () => {
  it('reads nothing of any series that was not known at the decision', () => {
    let known = 0;
    fc.assert(
      fc.property(studyMarket, fc.array(span, { minLength: 1, maxLength: 3 }), (market, spans) => {
        const later = confirmationRows(market, spans);
        const then = spans.flatMap((e) => [...confirmationRows(cutMarket(market, e.decision), [e])]);
        known += then.filter((x) => !Number.isNaN(x)).length;
        expect(then).toEqual([...later]);
      }),
      { numRuns: 300 },
    );
    expect(known).toBeGreaterThan(500);
  });
});
