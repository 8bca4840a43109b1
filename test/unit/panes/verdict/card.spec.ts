import { describe, expect, it } from 'vitest';
import { StudySpecSchema } from '#shared/evidence';
import { cardJson, cardPicture, wrap } from '../../../../src/renderer/panes/verdict/card';
import { horizonGrid } from '../../../../src/renderer/panes/shared/evidence/horizon-grid';
import type { Shape } from '../../../../src/renderer/ui/plot/shapes';
import { createFakeEvidence } from '../../../support/fake-evidence';
import { createFakeMarket } from '../../../support/fake-market';
import { createFakeStudy } from '../../../support/fake-study';

const result = createFakeStudy(StudySpecSchema.parse({ instruments: ['BTCUSDT'], rule: { kind: 'cascade' } }));
const event = createFakeMarket().cascades[0]!;
const source = {
  result,
  row: result.horizons[5]!,
  ruleName: 'Large ones',
  computedAt: Date.UTC(2025, 9, 11),
  event,
  confirmations: createFakeEvidence(event).confirmations,
};

describe('the evidence card', () => {
  it('carries what is needed to judge and to repeat the answer', () => {
    const card = JSON.parse(JSON.stringify(cardJson(source))) as Record<string, unknown>;
    expect(card).toMatchObject({
      fingerprint: result.fingerprint,
      computedAt: '2025-10-11T00:00:00.000Z',
      rule: { name: 'Large ones', kind: 'cascade', k: null },
      headline: { horizon: '1 d', verdict: 'cannot tell', decidedBy: 'matched declines' },
      caveats: result.caveats,
      events: 44,
      clusters: 31,
    });
    const inputs = card['inputs'] as { kind: string; coverage: { coverage: string }[] }[];
    expect(inputs.find(({ kind }) => kind === 'liquidations')?.coverage[0]?.coverage).toBe('throttled');
  });

  it('writes what is not known as null, never as 0', () => {
    const text = JSON.stringify(cardJson(source));
    const { event } = JSON.parse(text) as { event: { confirmations: { state: string; value: number | null }[] } };
    for (const { state, value } of event.confirmations) expect(value === null).toBe(state === 'unknown');
    expect(text).not.toContain('NaN');
  });

  it('has a picture that holds every text inside its edges', () => {
    const measure = (text: string, size: number): number => text.length * size * 0.6;
    const { width, height, shapes } = cardPicture(source, measure);
    const texts = shapes.filter((one): one is Extract<Shape, { kind: 'text' }> => one.kind === 'text');
    const all = texts.map(({ text }) => text).join('\n');
    expect(all).toContain(result.fingerprint);
    expect(all).toContain('too few clusters');
    expect(all).toContain('throttled');
    for (const { x, y, text, align, size = 11 } of texts) {
      const w = measure(text, size) * 0.9;
      expect(align === 'end' ? x - w : x, text).toBeGreaterThanOrEqual(0);
      expect(align === 'end' ? x : align === 'middle' ? x + w / 2 : x + w, text).toBeLessThanOrEqual(width);
      expect(y).toBeLessThan(height);
    }
  });

  it('wraps between words only', () => {
    expect(wrap('one two three', 7, (text) => text.length)).toEqual(['one two', 'three']);
    expect(wrap('unbreakable', 3, (text) => text.length)).toEqual(['unbreakable']);
    expect(wrap('', 3, (text) => text.length)).toEqual([]);
  });
});

describe('horizons as a file', () => {
  it('have every figure in full, and an empty cell where nothing is known', () => {
    const none = { ...result.horizons[0]!.effectMatchedBp, value: NaN, lo: NaN, hi: NaN, p: NaN };
    const [head, first] = horizonGrid({ ...result, horizons: [{ ...result.horizons[0]!, effectMatchedBp: none }] });
    const cell = (name: string): string => first![head!.indexOf(name)]!;
    expect(first).toHaveLength(head!.length);
    expect(cell('horizon')).toBe('5m');
    expect(cell('effect placebo bp')).toBe('3');
    expect(cell('effect matched bp')).toBe('');
    expect(cell('decided by')).toBe('matched');
  });
});
