import { describe, expect, it } from 'vitest';
import { blankLayer, defaultPlan } from '#core/hedge/blank-layers';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import { gateValue, UNKNOWN_SIGNALS } from '#core/hedge/gates';
import { PRESETS, type PresetId } from '#core/hedge/presets';
import type { Layer, Structure } from '#core/hedge/types';

const layersOf = (id: PresetId): Layer[] => PRESETS.find((preset) => preset.id === id)!.layers();
const gateAt = ({ gate }: Layer, volatility: number, before = 0): number =>
  gateValue(gate.gate, { ...UNKNOWN_SIGNALS, volatility }, before);

describe('presets', () => {
  it('have names, sources and caveats, and no id twice', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
    const ids = PRESETS.flatMap((preset) => preset.layers().map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, source, caveats } of PRESETS) {
      expect(name.length).toBeGreaterThan(3);
      expect(source.length).toBeGreaterThan(10);
      expect(caveats.length, name).toBeGreaterThan(0);
    }
  });

  it('keep nothing that JSON would lose', () => {
    for (const preset of PRESETS) {
      const layers = preset.layers();
      expect(JSON.parse(JSON.stringify(layers)), preset.id).toEqual(layers);
    }
  });

  it('have tenors whose targets lie in their range', () => {
    for (const { name, tenor } of PRESETS.flatMap((preset) => preset.layers()))
      for (const days of tenor.targets) {
        expect(days, name).toBeGreaterThanOrEqual(tenor.least);
        expect(days, name).toBeLessThanOrEqual(tenor.most);
      }
  });

  it('steps VXTH as its methodology does, upper bounds inclusive', () => {
    const [layer] = layersOf('vxth');
    expect([10, 15, 15.01, 30, 30.01, 50, 50.01].map((forward) => gateAt(layer, forward))).toEqual([0, 0, 1, 1, 0.5, 0.5, 0]); // prettier-ignore
    expect(layer.size).toEqual({ by: 'premium', share: 0.01 });
    expect(layer.legs).toEqual([{ kind: 'call', on: 'volatility', ratio: 1, strike: { by: 'delta', value: 0.3 } }]);
  });

  it('ramps from 13 to 17 and has hysteresis between 13.5 and 16', () => {
    const [ramp] = layersOf('vxthRamp');
    expect([12, 13, 14, 15, 17, 40].map((forward) => gateAt(ramp, forward))).toEqual([0, 0, 0.25, 0.5, 1, 1]);
    const [hysteresis] = layersOf('vxthHysteresis');
    expect([gateAt(hysteresis, 15, 0), gateAt(hysteresis, 15, 1), gateAt(hysteresis, 16), gateAt(hysteresis, 13.5, 1)]).toEqual([0, 1, 1, 0]); // prettier-ignore
  });

  it('reads every crypto gate on levels of its own', () => {
    for (const id of ['dvolStep', 'dvolRamp', 'dvolHysteresis', 'perpetualShort'] as const) {
      const [layer] = layersOf(id);
      expect(gateAt(layer, 25), id).toBe(0);
      expect(gateAt(layer, 60), id).toBe(1);
    }
  });

  it('splits ALVH 4/4/2 over three tenors and says that its pages disagree', () => {
    const shares = layersOf('alvh').map(({ size }) => (size.by === 'budget' ? size.share : NaN));
    expect(shares.map((share) => share / HEDGE_DEFAULTS.budget)).toEqual([0.4, 0.4, 0.2]);
    expect(layersOf('alvh').map(({ tenor }) => tenor.targets[0])).toEqual([30, 110, 220]);
    expect(PRESETS.find(({ id }) => id === 'alvh')!.caveats[0]).toContain('pages contradict one another');
    expect(layersOf('alvhCrypto').every(({ legs }) => legs[0].kind === 'put' && legs[0].on === 'asset')).toBe(true);
  });

  it('buys the puts of CLL for a quarter and sells its calls for a month', () => {
    const [puts, calls] = layersOf('cll');
    expect([puts.tenor.targets, calls.tenor.targets]).toEqual([[91], [30]]);
    expect([puts.legs, calls.legs]).toEqual([
      [{ kind: 'put', on: 'asset', ratio: 1, strike: { by: 'moneyness', value: 0.95 } }],
      [{ kind: 'call', on: 'asset', ratio: -1, strike: { by: 'moneyness', value: 1.1 } }],
    ]);
  });

  it('buys tail puts six times a year', () => {
    const [{ roll, tenor }] = layersOf('tailPuts');
    expect(roll.every).toBe(61);
    expect(tenor.targets[0] - roll.daysBefore).toBe(61);
  });

  it('allocates 2.5 to 40 % to volatility futures', () => {
    const [layer] = layersOf('veqtor');
    expect([8, 15, 25, 40, 80].map((level) => gateAt(layer, level))).toEqual([0.025, 0.1, 0.15, 0.25, 0.4]);
  });
});

describe('blank layers', () => {
  const STRUCTURES: Structure[] = ['put', 'call', 'putSpread', 'ratioSpread', 'collar', 'condor', 'volatilityCall', 'volatilityCallSpread', 'perpetual', 'future', 'etfProxy']; // prettier-ignore

  it('never sell more options of a side than they buy, but for the call of a collar', () => {
    for (const structure of STRUCTURES) {
      const { legs } = blankLayer(structure, 'a');
      for (const kind of ['put', 'call'] as const) {
        const ratio = legs.filter((leg) => leg.kind === kind).reduce((sum, leg) => sum + leg.ratio, 0);
        if (structure === 'collar' && kind === 'call') expect(ratio).toBe(-1);
        else expect(ratio, `${structure} ${kind}`).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('stand on the expiries of what they are written on', () => {
    expect(blankLayer('volatilityCall', 'a', 'equity').tenor.calendar).toBe('vix');
    expect(blankLayer('put', 'a', 'equity').tenor).toMatchObject({ calendar: 'equity', monthlyOnly: true });
    expect(blankLayer('volatilityCall', 'a').tenor.calendar).toBe('crypto');
  });

  it('make a plan of an asset that survives JSON', () => {
    const plan = defaultPlan('BTC-PERPETUAL');
    expect(plan.asset).toBe('BTC-PERPETUAL');
    expect(plan.layers).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});
