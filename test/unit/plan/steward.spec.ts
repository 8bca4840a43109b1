import { describe, expect, it } from 'vitest';
import { PRESETS } from '#core/hedge/presets';
import { stewardCheck, type FindingCode } from '#core/plan/steward';
import type { PlanDocument } from '#core/plan/types';
import { future, held, layerOf, option } from '../../support/hedge';
import { CARD, NOW, planDocument } from '../../support/plan';

const found = (plan: PlanDocument, severity?: 'error' | 'warning') =>
  stewardCheck(plan, NOW).filter((one) => severity === undefined || one.severity === severity);
const errors = (plan: PlanDocument): (readonly [FindingCode, string])[] =>
  found(plan, 'error').map(({ code, path }) => [code, path] as const);
const sound = planDocument();

it('has nothing against a sound plan but what is for the desk to look at', () => {
  expect(errors(sound)).toEqual([]);
  expect(found(sound).map(({ code }) => code)).toEqual(['notListed', 'noPolicy']);
});

describe('what a person has to say', () => {
  it.each<[FindingCode, string, Partial<PlanDocument>]>([
    ['noThesis', '/thesis/statement', { thesis: { ...sound.thesis, statement: ' ' } }],
    ['oneSidedThesis', '/thesis/against', { thesis: { ...sound.thesis, against: '' } }],
    ['oneSidedThesis', '/thesis/wrongIf', { thesis: { ...sound.thesis, wrongIf: '\n' } }],
    ['claimWithoutEvidence', '/claims', { claims: [] }],
    ['claimWithoutEvidence', '/claims/0/evidence', { claims: [{ text: 'It bounces.', evidence: [] }] }],
    ['claimWithoutEvidence', '/claims/0/evidence/1', { claims: [{ text: 'It bounces.', evidence: [CARD, 'd'.repeat(64)] }] }], // prettier-ignore
    ['thresholdAfterEvent', '/thresholds/0/chosenAt', { thresholds: [{ name: 'Wick', value: 3, unit: '%', chosenAt: 2, event: 1 }] }], // prettier-ignore
    ['noBudget', '/hedge/budget', { hedge: { ...sound.hedge, budget: 0 } }],
    ['noExit', '/exits', { exits: [] }],
    ['noExit', '/exits', { exits: [{ words: ' ', when: null }] }],
    ['noExpiry', '/expiry', { expiry: null }],
    ['expired', '/expiry', { expiry: NOW }],
    ['worstCaseDiffers', '/worstCase/loss', { worstCase: { loss: 0.5 * sound.worstCase.loss!, words: '' } }],
    ['undefinedMaximumLoss', '/worstCase/loss', { worstCase: { loss: null, words: '' } }],
    ['orderOfAnotherLayer', '/tickets/0/layer', { tickets: [{ ...sound.tickets[0]!, layer: 'b' }] }],
  ])('%s at %s', (code, path, change) => {
    expect(errors({ ...sound, ...change })).toEqual([[code, path]]);
  });

  it('a threshold that was chosen before the event, or that no event speaks for, is no fault', () => {
    const threshold = { name: 'Wick', value: 3, unit: '%', chosenAt: 2 };
    expect(errors({ ...sound, thresholds: [{ ...threshold, event: 2 }, { ...threshold, event: null }] })).toEqual([]); // prettier-ignore
  });

  it('warns of what is dear, synthetic or not to be had', () => {
    const plan = planDocument({ data: { ...sound.data, synthetic: true }, voids: [] }, [layerOf({ size: { by: 'contracts', count: 0.04 } })]); // prettier-ignore
    const dear = { ...plan, valuation: { ...plan.valuation, costPerYear: 0.5 } };
    expect(found(dear, 'warning').map(({ code }) => code)).toEqual(['overBudget', 'noVoid', 'belowLot', 'notListed', 'synthetic', 'noPolicy']); // prettier-ignore
  });
});

describe('what can be lost', () => {
  const withLegs = (legs: Parameters<typeof layerOf>[0], units = 10): PlanDocument => planDocument({}, [layerOf(legs)], [held('spot', units, 100)]); // prettier-ignore
  const exposure = { by: 'exposure', ratio: 1 } as const;

  it.each([
    ['puts sold alone', { legs: [option('put', -1, 0.2)] }, [['nakedShort', '/hedge/layers/0/legs']]],
    ['more puts sold than bought', { legs: [option('put', 1, 0.3), option('put', -2, 0.1)] }, [['nakedShort', '/hedge/layers/0/legs']]],
    ['a put spread', { legs: [option('put', 1, 0.3), option('put', -1, 0.1)] }, []],
    ['a backspread', { legs: [option('put', -1, 0.3), option('put', 2, 0.1)] }, []],
    ['a collar on what is held', { legs: [option('put', 1, 0.3), option('call', -1, 0.2)], size: exposure }, []],
    ['a collar on more than is held', { legs: [option('put', 1, 0.3), option('call', -1, 0.2)], size: { by: 'exposure', ratio: 1.5 } }, [['undefinedMaximumLoss', '/worstCase/loss'], ['nakedShort', '/hedge/layers/0/legs']]],
    ['a condor', { legs: [option('put', 1, 0.05), option('put', -1, 0.2), option('call', -1, 0.2), option('call', 1, 0.05)] }, []],
    ['calls on the index sold', { legs: [option('call', -1, 0.3, 'volatility')] }, [['undefinedMaximumLoss', '/worstCase/loss'], ['nakedShort', '/hedge/layers/0/legs']]],
    ['a short perpetual on half', { structure: 'perpetual', legs: [future(-1)], size: { by: 'exposure', ratio: 0.5 } }, []],
    ['a short perpetual on twice', { structure: 'perpetual', legs: [future(-1)], size: { by: 'exposure', ratio: 2 } }, [['undefinedMaximumLoss', '/worstCase/loss']]],
    ['puts sold only while skew is rich', { adaptation: { ...layerOf().adaptation, rich: { above: 1.5, legs: [option('put', -1, 0.2)] } } }, [['nakedShort', '/hedge/layers/0/adaptation/rich/legs']]],
  ] as const)('%s', (_name, legs, expected) => {
    expect(errors(withLegs(legs))).toEqual(expected);
  }); // prettier-ignore

  it('a layer that is switched off sells nothing', () => {
    expect(errors(withLegs({ legs: [option('put', -1, 0.2)], enabled: false }))).toEqual([]);
  });

  it.each(PRESETS.map(({ id, layers }) => [id, layers] as const))('no preset sells what it does not cover: %s', (_id, layers) => {
    const plan = planDocument({}, layers(), [held('spot', 10, 100)], 'SP500');
    expect(errors(plan)).toEqual([]);
  }); // prettier-ignore
});
