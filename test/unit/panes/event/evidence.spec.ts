import { describe, expect, it } from 'vitest';
import { CONFIRMATION_INFO } from '#core/evidence/confirmation-info';
import { CONFIRMATIONS, type Confirmation } from '#core/evidence/types';
import type { AbsorptionStage } from '#core/liquidations/absorption';
import {
  confirmationCounts,
  confirmationGrid,
  confirmationValue,
} from '../../../../src/renderer/panes/event/confirmation-text';
import { absorptionGrid, formatP, gapWords, ratioShare } from '../../../../src/renderer/panes/event/evidence-text';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const of = (id: Confirmation['id'], value: number, state: Confirmation['state'] = 'yes'): Confirmation => ({
  id,
  state,
  value,
  lacks: Number.isNaN(value) ? 'liquidations' : '',
});

describe('confirmations', () => {
  it.each([
    [of('rsiOversold', 1), '1 timeframe'],
    [of('rsiOversold', 3), '3 timeframes'],
    [of('macdTurningUp', -4.12), '−4.1 bp'],
    [of('breakEvenReset', -549.4), '−549 bp'],
    [of('capitulationWick', 0.62), '62.0 %'],
    [of('openInterestDown', 0.212), '21.2 %'],
    [of('fundingNegative', 0.000041), '+0.0041 %'],
    [of('absorptionBack', -0.374), '−0.37 bp/M USD'],
    [of('breadthDivergence', 45), '+45 points'],
    [of('termStructureUpward', 0.14), '+14.0 %'],
    [of('skewEased', 0.0123), '+1.23 %'],
  ])('writes %o with its unit, changes with their sign', (one, text) =>
    expect(plain(confirmationValue(one))).toBe(text),
  );
  it('has a way to write every confirmation, and nothing where it is unknown', () => {
    for (const id of CONFIRMATIONS) {
      expect(confirmationValue(of(id, 0.5))).toMatch(/\d/);
      expect(confirmationValue(of(id, NaN, 'unknown'))).toBe('');
    }
  });
  it('counts by state', () =>
    expect(confirmationCounts([of('skewEased', 1), of('rsiOversold', 0, 'no'), of('macroStabilising', NaN, 'unknown'), of('breadthDivergence', 1)])).toBe('2 yes, 1 no, 1 unknown')); // prettier-ignore
  it('copies a row for each, with what is missing', () => {
    const [head, row] = confirmationGrid([of('intensityDecayed', NaN, 'unknown')], {}, 'long');
    expect(head).toHaveLength(row!.length);
    expect(row!.slice(0, 4)).toEqual([CONFIRMATION_INFO.intensityDecayed.title, 'unknown', '', 'liquidations']);
    const [, told] = confirmationGrid([of('skewEased', 1)], { skewEased: 'BTC chain, deribit' }, 'long');
    expect([row!.at(-1), told!.at(-1)]).toEqual(['', 'BTC chain, deribit']);
  });
});

const stage = (own: Partial<AbsorptionStage>): AbsorptionStage => ({
  name: 'peak',
  from: 0,
  to: 60_000,
  moveBp: 41,
  notionalUsd: 39.9e6,
  bpPerMillion: 1.02,
  calmBpPerMillion: 5,
  calmWindows: 40,
  ratioToCalm: 0.2,
  gap: null,
  ...own,
});

describe('absorption', () => {
  it('draws ratios on one scale with the calm level in sight', () => {
    const below = [stage({}), stage({ ratioToCalm: 0.9 })];
    expect(ratioShare(0.2, below)).toBe(0.2);
    expect(ratioShare(1, below)).toBe(1);
    const above = [stage({ ratioToCalm: 4 }), stage({ ratioToCalm: NaN })];
    expect(ratioShare(4, above)).toBe(1);
    expect(ratioShare(1, above)).toBe(0.25);
    expect(ratioShare(NaN, above)).toBe(0);
  });
  it('says why a stage has no figure, and copies no figure for it', () => {
    const lost = stage({ name: 'after', bpPerMillion: NaN, ratioToCalm: NaN, gap: 'noLiquidations' });
    expect(gapWords(lost)).toBe('nothing closed');
    expect(absorptionGrid([lost])[1]).toEqual([
      'After',
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:01:00.000Z',
      '41',
      '39900000',
      '',
      '5',
      '',
      'nothing closed',
    ]);
  });
});

it('writes a probability as one reads it', () =>
  expect([0.214, 0.0456, 0.0004, 0, NaN].map(formatP)).toEqual(['0.21', '0.046', '< 0.001', '< 0.001', 'not tested']));
