import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DERIBIT_MARGIN } from '#core/options/margin';
import { HedgePlanSchema, PathSpecSchema, SimulateSpecSchema } from '#shared/hedge';
import { contract } from '#shared/ipc/contract';
import { hedgePlan, putLayer } from '../../support/hedge-plan';

const faultsOf = (schema: z.ZodType, given: unknown): string => {
  const { error } = schema.safeParse(given);
  return error ? z.prettifyError(error) : '';
};
const capital = {
  ...{ margin: 1, reserve: 2, credit: { limit: 3, rate: 0.1, haircut: 0.4 }, synthetic: { share: 0.5, rate: 0.08 } },
  ...{ requirement: { by: 'stress', preset: DERIBIT_MARGIN } as const, repayAbove: 1.5, forcedSlippage: 0.02 },
};
const gbm = { kind: 'gbm', paths: 100, days: 30 };

describe('HedgePlanSchema', () => {
  it('gives a plan back as it was, through JSON as well', () => {
    const plan = hedgePlan({ capital });
    expect(HedgePlanSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it.each([
    [{ ...hedgePlan(), colour: 'red' }, /Unrecognized key: "colour"/],
    [hedgePlan({ name: ' ' }), /at name/],
    [hedgePlan({ budget: 1.1 }), /at budget/],
    [hedgePlan({ positions: [{ ...hedgePlan().positions[0]!, kind: 'option' }] }), /needs a strike and an expiry[^]*at positions\[0\]\.option/],
    [hedgePlan({ positions: [{ ...hedgePlan().positions[0]!, option: { kind: 'put', strike: 1, expiry: 0 } }] }), /at positions\[0\]\.option/],
    [hedgePlan({ layers: [putLayer(), putLayer()] }), /two have the same id[^]*at layers/],
    [hedgePlan({ layers: [putLayer({ legs: [] })] }), /at layers\[0\]\.legs/],
    [hedgePlan({ layers: [putLayer({ legs: [{ kind: 'put', on: 'asset', ratio: 1, strike: { by: 'delta', value: 1 } }] })] }), /at layers\[0\]\.legs\[0\]\.strike\.value/],
    [hedgePlan({ layers: [putLayer({ tenor: { targets: [30], least: 9, most: 8, monthlyOnly: false, calendar: 'vix' } })] }), /most is below least[^]*tenor\.most/],
    [hedgePlan({ layers: [putLayer({ gate: { gate: { kind: 'ramp', signal: 'volatility', from: 3, to: 3 }, reads: 'roll' } })] }), /two levels/],
    [hedgePlan({ layers: [putLayer({ gate: { gate: { kind: 'step', signal: 'skew', steps: [{ from: 2, to: 1, value: 1 }] }, reads: 'roll' } })] }), /steps\[0\]\.to/],
    [hedgePlan({ layers: [putLayer({ monetisation: { kind: 'multiples', steps: [{ at: 5, sell: 0.5 }, { at: 3, sell: 0.5 }] } })] }), /have to ascend/],
    [hedgePlan({ layers: [putLayer({ monetisation: { kind: 'band', above: 0.03, to: 0.05 } })] }), /above the band/],
    [hedgePlan({ capital: { ...capital, margin: -1 } }), /at capital\.margin/],
    [hedgePlan({ costs: { ...hedgePlan().costs, crossed: 1.5 } }), /at costs\.crossed/],
  ])('names what is wrong, case %#', (given, message) => {
    expect(faultsOf(HedgePlanSchema, given)).toMatch(message);
  }); // prettier-ignore
});

describe('PathSpecSchema', () => {
  it('reads dates and fills in what is usual', () => {
    expect(PathSpecSchema.parse({ kind: 'history', from: '2020-02-01', to: '2020-04-01' })).toEqual({
      ...{ kind: 'history', from: Date.UTC(2020, 1, 1), to: Date.UTC(2020, 3, 1), step: 86_400_000 },
    });
    expect(PathSpecSchema.parse(gbm)).toEqual({ ...gbm, seed: 7, drift: 0, vol: null });
    const points = [{ day: 0, spot: 1 }, { day: 5, spot: 0.6, vol: 1.8 }]; // prettier-ignore
    expect(PathSpecSchema.parse({ kind: 'drawn', points })).toMatchObject({ points: [{ vol: null }, { vol: 1.8 }] });
  });

  it.each([
    [{ kind: 'history', from: '2020-04-01', to: '2020-02-01' }, /has to come after from/],
    [{ ...gbm, paths: 100_000, days: 1_000 }, /paths × days is at most 10,000,000/],
    [{ ...gbm, vol: 0 }, /at vol/],
    [{ ...gbm, kind: 'hawkes', jumps: { perYear: 4, mean: -0.1, deviation: 0.1 }, branching: 1, decayDays: 3 }, /at branching/],
    [{ kind: 'drawn', points: [{ day: 0, spot: 1 }, { day: 0, spot: 1 }] }, /have to ascend/],
    [{ kind: 'drawn', points: [{ day: 0, spot: 1 }, { day: 1, spot: 0 }] }, /at points\[1\]\.spot/],
    [{ kind: 'drawn', points: [{ day: 0, spot: 1 }, { day: 1, spot: 1e-320 }] }, /at points\[1\]\.spot/],
    [{ kind: 'brownian' }, /at kind/],
  ])('names what is wrong, case %#', (given, message) => {
    expect(faultsOf(PathSpecSchema, given)).toMatch(message);
  }); // prettier-ignore
});

it.each([
  ['hedge:market', [undefined, {}, { asset: '', benchmark: 'x' }, { asset: 'BTC', benchmark: 'x', window: 1 }, { asset: 'BTC', benchmark: 'x', asOf: NaN }]],
  ['hedge:simulation', [undefined, { plan: hedgePlan() }, { plan: hedgePlan(), path: gbm, shiftRolls: 15 }, { plan: hedgePlan(), path: { ...gbm, days: 0 } }]],
  ['hedge:size', [{ plan: hedgePlan(), path: gbm, level: 1 }, { plan: hedgePlan(), path: gbm, most: 0 }]],
  ['hedgePlans:save', [undefined, {}, { id: '', plan: hedgePlan() }, { plan: { ...hedgePlan(), layers: 'none' } }]],
  ['hedgePlans:delete', [undefined, {}, { id: '' }]],
] as const)('%s refuses bad arguments', (channel, cases) => {
  for (const given of cases) expect(contract[channel].args.safeParse(given).success, JSON.stringify(given)).toBe(false);
}); // prettier-ignore

it('a simulation without an instant is of the newest data', () => {
  expect(SimulateSpecSchema.parse({ plan: hedgePlan(), path: gbm })).toMatchObject({ asOf: null, shiftRolls: 0 });
});
