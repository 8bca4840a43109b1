import { describe, expect, it } from 'vitest';
import type { HorizonResult, StudyResult } from '#core/evidence/types';
import { StudySpecSchema } from '#shared/evidence';
import { phraseText, sentence } from '../../../../src/renderer/panes/shared/evidence/sentence';
import { createFakeStudy } from '../../../support/fake-study';

const rule = { kind: 'cascade' } as const;
const study = createFakeStudy(StudySpecSchema.parse({ instruments: ['BTCUSDT'], rule }));
const squeeze = createFakeStudy(StudySpecSchema.parse({ instruments: ['BTCUSDT'], rule: { ...rule, side: 'short' } }));

const row = (because: HorizonResult['because'], of: StudyResult = study): HorizonResult =>
  of.horizons.find((one) => one.because === because) ?? { ...of.horizons[0]!, because, verdict: 'cannotTell' };
const said = (one: HorizonResult, of: StudyResult = study): string =>
  phraseText(sentence(of, one)).replaceAll('\u00a0', ' ');

describe('the sentence of a horizon', () => {
  it('gives effect, interval, reason, rates and the widest statement, all from the figures', () => {
    expect(said(row('spansZero'))).toBe(
      'Against like declines without such an event the effect is +14 bp, interval \u221233 to +60: it spans both the cost line and a further fall. ' +
        'The low held in 61 % of 43 events, against 54 % at random times. ' +
        'The widest honest statement is that such an event says little about the next 4 hours.',
    );
  });

  it.each([
    [
      'aboveCosts',
      'all of it lies above the cost line of 8 bp',
      'On average such events did better than a decline of like size',
    ],
    ['belowZero', 'all of it lies below zero', 'On average the fall went on over the next 7 days'],
    ['insideBand', 'all of it lies within 10 bp of zero', 'Such an event tells no more about the next 5 minutes'],
    ['withinCosts', 'not clear of the cost line of 8 bp', 'a gain that pays for the trade is not shown'],
  ] as const)('says why the word is what it is: %s', (because, reason, closing) => {
    const text = said(row(because));
    expect(text).toContain(reason);
    expect(text).toContain(closing);
  });

  it('prints no effect where there are too few clusters, and says how many are asked for', () => {
    const text = said(row('tooFewClusters'));
    expect(text).toMatch(/^28 events on 17 independent days are too few to tell: at least 20 are asked for\./);
    expect(text).not.toContain('effect is');
  });

  it('claims nothing where no bars can measure the horizon', () => {
    expect(said(row('noBars'))).toBe(
      'No stored bars are fine enough to measure the next 5 minutes, so nothing can be said about it.',
    );
  });

  it('names the control that decides', () => {
    expect(said({ ...row('spansZero'), decidedBy: 'placebo' })).toMatch(/^Against random times the effect is \+26 bp/);
  });

  it('turns its words with the side', () => {
    expect(said(row('belowZero', squeeze), squeeze)).toMatch(/The high held in .* On average the rise went on/s);
  });

  it('leaves out a rate that is not known instead of printing a zero', () => {
    const unknown = { value: Number.NaN, lo: Number.NaN, hi: Number.NaN };
    const undercut = {
      rate: Number.NaN,
      lo: Number.NaN,
      hi: Number.NaN,
      base: Number.NaN,
      matched: Number.NaN,
      effect: unknown,
    };
    expect(said({ ...row('spansZero'), undercut })).not.toMatch(/held in|unknown|NaN/);
  });
});
