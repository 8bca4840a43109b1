import { describe, expect, it } from 'vitest';
import { UNKNOWN_SIGNALS } from '#core/hedge/gates';
import { openLayers } from '#core/hedge/open-layer';
import { PRESETS } from '#core/hedge/presets';
import type { Gate, Layer } from '#core/hedge/types';
import { gateCondition, readGate } from '../../../../src/renderer/panes/hedge-builder/gate-scale';
import { layerProblems, readTargets } from '../../../../src/renderer/panes/hedge-builder/layer-problems';
import { layerRow, unpricedRow } from '../../../../src/renderer/panes/hedge-builder/layer-rows';
import { positionProblem } from '../../../../src/renderer/panes/hedge-builder/position-problem';
import { landing } from '../../../../src/renderer/panes/hedge-builder/reorder';
import { layerWords, monetisationWords, sizeWords } from '#shared/layer-words';
import { atMoneyness, future, layerOf, option } from '../../../support/hedge';
import { held, hedgeMarket, inDays, position, T } from '../../../support/hedge-market';

const at = (volatility: number) => ({ ...UNKNOWN_SIGNALS, volatility });
const hysteresis: Gate = { kind: 'hysteresis', signal: 'volatility', on: 62, off: 52 };
const steps: Gate = {
  kind: 'step',
  signal: 'volatility',
  steps: [
    { from: 15, to: 30, value: 1 },
    { from: 30, to: 50, value: 0.5 },
  ],
};

describe('a gate as a scale', () => {
  it('says always, whatever is known', () => {
    expect(readGate({ kind: 'always' }, UNKNOWN_SIGNALS)).toMatchObject({
      words: 'Always',
      state: 'on',
      mark: undefined,
    });
  });

  it('says what its signal reads, what it asks and whether it is open', () => {
    expect(readGate(steps, at(22.4))).toMatchObject({ words: 'vol 22.4, 15 to 50', state: 'on', value: 1 });
    expect(readGate(steps, at(41))).toMatchObject({ state: 'x 0.50', value: 0.5 });
    expect(readGate(steps, at(60))).toMatchObject({ state: 'closed', value: 0 });
  });

  it('puts the mark into the stretch that it is open on', () => {
    const { mark, stretches } = readGate(steps, at(22.4));
    expect(mark).toBeGreaterThan(stretches[0].from);
    expect(mark).toBeLessThan(stretches[0].to);
    expect(stretches.map(({ strength }) => strength)).toEqual([1, 0.5]);
    const beyond = readGate(steps, at(90));
    expect(beyond.mark).toBeGreaterThan(beyond.stretches[1].to);
    expect(beyond.mark).toBeLessThan(1);
  });

  it('keeps between its two levels what it was, and says so', () => {
    expect(readGate(hysteresis, at(58), 1)).toMatchObject({ state: 'holds', value: 1 });
    expect(readGate(hysteresis, at(58), 0)).toMatchObject({ state: 'waits', value: 0 });
    expect(readGate(hysteresis, at(63))).toMatchObject({ state: 'on' });
    expect(readGate(hysteresis, at(51), 1)).toMatchObject({ state: 'closed' });
  });

  it('is unknown without its signal, and has no mark', () => {
    const gate: Gate = { kind: 'ramp', signal: 'skew', from: 0.5, to: 1.5 };
    expect(readGate(gate, UNKNOWN_SIGNALS)).toMatchObject({ words: 'z skew, ramp 0.50 to 1.50', state: 'unknown', mark: undefined, signal: 'skew' }); // prettier-ignore
  });

  it('keeps every stretch within the scale, rising or falling', () => {
    const falling: readonly Gate[] = [
      { kind: 'ramp', signal: 'drawdown', from: 0.3, to: 0.1 },
      { kind: 'hysteresis', signal: 'slope', on: -0.05, off: 0.02 },
      { kind: 'step', signal: 'volatility', steps: [{ from: 45, to: 1e6, value: 0.4 }] },
    ];
    for (const gate of falling)
      for (const { from, to } of readGate(gate, { ...UNKNOWN_SIGNALS, drawdown: 0.2, slope: 0, volatility: 50 })
        .stretches) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
        expect(to).toBeGreaterThan(from);
      }
    expect(gateCondition(falling[2])).toBe('over 45');
  });
});

describe('words of a layer', () => {
  it('name legs by side, delta, share of the forward or premium', () => {
    const legs = [option('put', 1, 0.25), atMoneyness('put', -2, 0.85)];
    expect(layerWords(layerOf({ legs }))).toBe('Buy 25-delta put, sell 2 x put at 85 %, 30 d');
    const sold = { kind: 'call', on: 'asset', ratio: -1, strike: { by: 'premium', value: 0.0045 } } as const;
    expect(layerWords(layerOf({ legs: [sold] }))).toBe('Sell call worth 0.45 %, 30 d');
    expect(layerWords(layerOf({ legs: [option('call', 1, 0.3, 'volatility')] }))).toBe(
      'Buy 30-delta volatility call, 30 d',
    );
  });
  it('give a perpetual no days, and a ladder all of them', () => {
    expect(layerWords(layerOf({ structure: 'perpetual', legs: [future(-1)] }))).toBe('Sell perpetual');
    const tenor = { ...layerOf().tenor, targets: [30, 60, 90] };
    expect(layerWords(layerOf({ tenor }))).toMatch(/30\/60\/90 d$/);
  });
  it('name sizes and sales', () => {
    expect(sizeWords({ by: 'budget', share: 0.005 })).toBe('premium 0.50\u00a0% of the book a year');
    expect(monetisationWords({ kind: 'multiples', steps: [{ at: 3, sell: 0.5 }] })).toBe('50\u00a0% at 3x');
    expect(monetisationWords({ kind: 'band', above: 0.05, to: 0.03 })).toMatch(/3\.0\s%.*5\.0\s%/);
  });
});

describe('a row of the list of layers', () => {
  const rowOf = (layer: Layer, market = hedgeMarket({}, { volatility: 40 })) =>
    layerRow(openLayers({ layers: [layer] }, market, [held()])[0], market);

  it('gives the strikes, the size and the cost of what is open', () => {
    const row = rowOf(layerOf({ size: { by: 'exposure', ratio: 0.5 } }));
    expect(row.words).toMatch(/^Buy 25-delta put, 30 d; \d\d,\d\d\d$/);
    expect(row.size).toMatchObject({ value: '50.0\u00a0%', missing: false });
    expect(row.cost).toMatchObject({ estimate: true });
    expect(row.cost.value).toMatch(/^\d+\.\d\d\u00a0%$/);
  });

  it('says why its tenors are not the usual ones', () => {
    const layer = layerOf({ size: { by: 'exposure', ratio: 0.5 } });
    const adaptation = { ...layer.adaptation, inverted: { above: 0.05, tenorTimes: 2 } };
    const inverted = hedgeMarket({}, { volatility: 40, slope: 0.1 });
    expect(rowOf({ ...layer, adaptation }, inverted).words).toMatch(/^Inverted curve: buy 25-delta put, 60 d; /);
    expect(rowOf({ ...layer, adaptation }).words).toMatch(/^Buy 25-delta put, 30 d; /);
  });

  it('says why nothing is open', () => {
    const noExpiry = rowOf(layerOf({ tenor: { ...layerOf().tenor, targets: [2], least: 2, most: 2.1 } }));
    expect(noExpiry.words).toMatch(/^Not open: no .*expiry/);
    expect(noExpiry.gate.state).toBe('not open');
    expect(noExpiry.cost).toMatchObject({ missing: true });
    const closed = rowOf(layerOf({ gate: { gate: hysteresis, reads: 'roll' } }));
    expect(closed).toMatchObject({ words: 'Buy 25-delta put, 30 d', gate: { state: 'closed' } });
    expect(closed.cost.definition).toMatch(/gate is off/);
  });

  it('is off when it is switched off, and asks no premium for a future', () => {
    expect(rowOf(layerOf({ enabled: false })).gate.state).toBe('off');
    expect(rowOf(layerOf({ structure: 'perpetual', legs: [future(-1)] })).cost).toMatchObject({
      value: 'none',
      missing: true,
    });
  });

  it('names the cap that holds it back', () => {
    const caps = { premiumPerYear: null, notional: 0.1 };
    expect(rowOf(layerOf({ size: { by: 'exposure', ratio: 0.5 }, caps })).size.definition).toMatch(
      /cap on notional: 10\.0\s%/,
    );
  });

  it('knows nothing of amounts without a market', () => {
    expect(unpricedRow(layerOf())).toMatchObject({ size: { value: 'unknown' }, gate: { state: 'unknown' } });
  });
});

describe('problems of a layer', () => {
  const fieldsOf = (change: Partial<Layer>): string[] => layerProblems(layerOf(change)).map(({ field }) => field);

  it('are none of any preset', () => {
    for (const preset of PRESETS)
      for (const layer of preset.layers()) expect(layerProblems(layer), layer.name).toEqual([]);
  });

  it('are found where they are', () => {
    const { tenor, adaptation } = layerOf();
    expect(fieldsOf({ name: ' ' })).toEqual(['name']);
    expect(fieldsOf({ legs: [] })).toEqual(['legs']);
    expect(fieldsOf({ legs: [option('put', 0, 0.2)] })).toEqual(['legs']);
    expect(fieldsOf({ legs: [option('put', 1, 1.2)] })).toEqual(['legs']);
    expect(fieldsOf({ tenor: { ...tenor, targets: [500] } })).toEqual(['tenor']);
    expect(fieldsOf({ tenor: { ...tenor, least: 40, most: 20, targets: [30] } })).toEqual(['tenor', 'tenor']);
    expect(fieldsOf({ size: { by: 'contracts', count: 0 } })).toEqual(['size']);
    expect(fieldsOf({ gate: { gate: { ...hysteresis, off: 62 }, reads: 'roll' } })).toEqual(['gate']);
    const crossed = { ...steps, steps: [...steps.steps].reverse() };
    expect(fieldsOf({ gate: { gate: crossed, reads: 'roll' } })).toEqual(['gate']);
    expect(fieldsOf({ adaptation: { ...adaptation, least: 4 } })).toEqual(['adaptation']);
    expect(fieldsOf({ adaptation: { ...adaptation, rich: { above: 1, legs: [] } } })).toEqual(['adaptation']);
    expect(fieldsOf({ monetisation: { kind: 'band', above: 0.03, to: 0.05 } })).toEqual(['monetisation']);
    const falling = [{ at: 5, sell: 0.5 }, { at: 3, sell: 0.5 }]; // prettier-ignore
    expect(fieldsOf({ monetisation: { kind: 'multiples', steps: falling } })).toEqual(['monetisation']);
  });

  it('reads days to expiry as they are written', () => {
    expect(readTargets('90, 30/60')).toEqual([30, 60, 90]);
    expect(readTargets('30/30')).toEqual([30]);
    for (const wrong of ['', 'a', '0', '-3', '30/x', '5000']) expect(readTargets(wrong), wrong).toBe(undefined);
  });
});

describe('a position', () => {
  it('needs a name, a quantity, and a price from somewhere', () => {
    expect(positionProblem(position(), T)).toBe(undefined);
    expect(positionProblem(position({ label: '' }), T)).toMatch(/name/);
    expect(positionProblem(position({ quantity: 0 }), T)).toMatch(/quantity/);
    expect(positionProblem(position({ instrument: null }), T)).toMatch(/price/);
    expect(positionProblem(position({ instrument: null, price: 3 }), T)).toBe(undefined);
  });
  it('that is an option has a strike, and an expiry to come', () => {
    const put = { kind: 'put', strike: 50_000, expiry: inDays(10) } as const;
    expect(positionProblem(position({ kind: 'option', option: put }), T)).toBe(undefined);
    expect(positionProblem(position({ kind: 'option', option: { ...put, expiry: T } }), T)).toMatch(/expired/);
    expect(positionProblem(position({ kind: 'option', option: null }), T)).toMatch(/strike/);
  });
});

describe('a row that is dragged', () => {
  const rows = [0, 44, 88, 132].map((top) => ({ top, bottom: top + 44 }));
  it('lands where the line shows', () => {
    expect(landing(rows, 0, 10)).toEqual({ to: 0, line: 0 });
    expect(landing(rows, 0, 70)).toEqual({ to: 1, line: 88 });
    expect(landing(rows, 3, 50)).toEqual({ to: 1, line: 44 });
    expect(landing(rows, 1, 500)).toEqual({ to: 3, line: 176 });
    expect(landing(rows, 2, -50)).toEqual({ to: 0, line: 0 });
  });
});
