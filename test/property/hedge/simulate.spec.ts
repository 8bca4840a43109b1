import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultOf } from '#core/hedge/result';
import { simulate, simulatePaths } from '#core/hedge/simulate';
import type { PathSet, SimulationResult } from '#core/hedge/simulation';
import type { HedgePlan, Layer } from '#core/hedge/types';
import { CAPITAL, DEAR, layerOf, marketOf, option, planOf } from '../../support/hedge';
import { cases, marketFor, pathsOf, randomPaths, single, type Case } from '../../support/hedge-arbitrary';
import { held } from '../../support/hedge';

const STEPS = 60;
const near = (x: number, y: number): void => expect(Math.abs(x - y)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(y)));
const run = (one: Case, set: PathSet, plan: HedgePlan = one.plan): SimulationResult =>
  simulate(plan, marketFor(one), one.positions, set)!;
const withCapital = (plan: HedgePlan): HedgePlan => ({
  ...plan,
  capital: { ...CAPITAL, margin: 80, reserve: 20, credit: { limit: 50, rate: 0.1, haircut: 0.4 }, synthetic: { share: 0.5, rate: 0.1 } }, // prettier-ignore
});

describe('attribution', () => {
  it('adds up to the total, of each layer and of all', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const result = run(one, pathsOf(one, 4, STEPS));
        for (const { delta, gamma, vega, vannaVolga, theta, carry, costs, residual, total } of [...result.layers.map(({ attribution }) => attribution), result.total]) {
          const parts = [delta, gamma, vega, vannaVolga, theta, carry, costs, residual];
          const gross = parts.reduce((sum, x) => sum + Math.abs(x), 0);
          expect(Math.abs(parts.reduce((sum, x) => sum + x, 0) - total)).toBeLessThanOrEqual(1e-9 * gross);
          expect(costs).toBeLessThanOrEqual(0);
        }
        const mean = result.hedged.pnl.reduce((sum, x, path) => sum + x - result.unhedged.pnl[path]!, 0) / 4;
        expect(mean * result.book).toBeCloseTo(result.total.total, 6);
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore

  it('leaves a residual that shrinks with the step', () => {
    // One smooth curve at finer steps: what no greek explains of a step goes with its square, all of it with the step.
    const residual = (perDay: number): number => {
      const steps = 20 * perDay;
      const set = randomPaths(1, 1, steps, 86_400_000 / perDay);
      for (let s = 0; s <= steps; s++) {
        const day = s / perDay;
        set.spot[s] = 100 * Math.exp(-0.2 * Math.sin(day / 6));
        set.vol[s] = 0.5 * (1 + 0.4 * Math.sin(day / 6));
      }
      const { attribution } = simulate(planOf([layerOf({ roll: { daysBefore: 0, every: 400 } })]), marketOf(), [held('spot', 1, 100)], set)!.layers[0]!; // prettier-ignore
      return Math.abs(attribution.residual / attribution.total);
    };
    const [daily, sixHourly, hourly, quarterly] = [1, 4, 24, 96].map(residual) as [number, number, number, number];
    expect(Math.max(daily, sixHourly)).toBeLessThan(0.01);
    expect(hourly).toBeLessThan(sixHourly / 4);
    expect(quarterly).toBeLessThan(hourly / 3);
  });
});

describe('a simulation', () => {
  it('is not changed by a layer of no size or one that is disabled', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom<Partial<Layer>[]>({ enabled: false }, { size: { by: 'contracts', count: 0 } }, { size: { by: 'premium', share: 0 } }), (one, nothing) => {
        const set = pathsOf(one, 3, STEPS);
        const more = run(one, set, { ...one.plan, layers: [layerOf({ id: 'nothing', ...nothing }), ...one.plan.layers] });
        const same = run(one, set);
        expect(more.hedged).toEqual(same.hedged);
        expect(more.layers.slice(-same.layers.length)).toEqual(same.layers);
      }),
      { numRuns: 30 },
    );
  }); // prettier-ignore

  it('gives the same of the same, and of its paths in parts what it gives of all', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 599 }), (one, cut) => {
        const set = pathsOf(one, 600, 12);
        const plan = withCapital(one.plan);
        const whole = run(one, set, plan);
        expect(run(one, set, plan)).toEqual(whole);
        const part = (from: number, to: number) => simulatePaths(plan, marketFor(one), one.positions, set, from, to)!;
        const both = resultOf(plan, set, [part(0, cut), part(cut, 600)]);
        expect(both.hedged).toEqual(whole.hedged);
        expect(both.unhedged).toEqual(whole.unhedged);
        expect(both.capital).toEqual(whole.capital);
        expect(both.unknown).toEqual(whole.unknown);
        both.layers.forEach((layer, l) => {
          expect(layer.attribution.total).toBeCloseTo(whole.layers[l]!.attribution.total, 9);
          expect([layer.opened, layer.refused]).toEqual([whole.layers[l]!.opened, whole.layers[l]!.refused]);
        });
      }),
      { numRuns: 15 },
    );
  });

  it('of twice the quantities, sizes and capital is the same in shares and twice as much in money', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const set = pathsOf(one, 4, STEPS);
        const plan = withCapital(one.plan);
        const size = (of: Layer['size']): Layer['size'] => (of.by === 'contracts' ? { ...of, count: 2 * of.count } : of);
        const { margin, reserve, credit } = plan.capital!;
        const twice: HedgePlan = {
          ...plan,
          layers: plan.layers.map((layer) => ({ ...layer, size: size(layer.size) })),
          capital: { ...plan.capital!, margin: 2 * margin, reserve: 2 * reserve, credit: { ...credit!, limit: 2 * credit!.limit } },
        };
        const doubled = one.positions.map((of) => ({ ...of, position: { ...of.position, quantity: 2 * of.position.quantity } }));
        const [a, b] = [run(one, set, plan), simulate(twice, marketFor(one), doubled, set)!];
        expect(b.book).toBe(2 * a.book);
        expect(b.hedged).toEqual(a.hedged);
        expect(b.costPerYear).toEqual(a.costPerYear);
        b.layers.forEach((layer, l) => near(layer.attribution.total, 2 * a.layers[l]!.attribution.total));
        near(b.capital!.credit.worst, 2 * a.capital!.credit.worst);
        near(b.capital!.againstSelling, 2 * a.capital!.againstSelling);
      }),
      { numRuns: 40 },
    );
  }); // prettier-ignore

  it('loses with a bought option no more than its premium and costs beyond what the book loses', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom('put' as const, 'call' as const), fc.double({ min: 0.05, max: 0.6, noNaN: true }), (one, kind, delta) => {
        const set = pathsOf(one, 1, STEPS);
        const base = one.plan.layers[0]!;
        const legs = [option(kind, 1, delta)];
        const rich = base.adaptation.rich === null ? null : { ...base.adaptation.rich, legs };
        const layer = { ...base, structure: 'put' as const, legs, adaptation: { ...base.adaptation, rich } };
        const result = run(one, set, { ...one.plan, layers: [layer], costs: DEAR });
        const { premiumPaid, attribution } = result.layers[0]!;
        expect(attribution.total).toBeGreaterThanOrEqual(-premiumPaid + attribution.costs - 1e-9);
        const more = (result.unhedged.pnl[0]! - result.hedged.pnl[0]!) * result.book;
        expect(more).toBeLessThanOrEqual(premiumPaid - attribution.costs + 1e-9);
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore

  it('knows nothing of later: paths that part at a step are alike up to it, with all that was done', () => {
    let events = 0;
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: STEPS - 1 }), (one, step) => {
        const set = single(pathsOf(one, 1, STEPS), 0);
        const other = { ...set, ...Object.fromEntries(Object.entries(single(randomPaths(one.seed + 1, 1, STEPS), 0)).filter(([name, value]) => value instanceof Float64Array && set[name as keyof PathSet] !== undefined)) }; // prettier-ignore
        const cut = Object.fromEntries(
          Object.entries(set).map(([name, value]) => {
            if (!(value instanceof Float64Array)) return [name, value];
            const later = (other as unknown as Record<string, Float64Array>)[name]!;
            return [name, value.map((x, s) => (s <= step ? x : later[s]!))];
          }),
        ) as unknown as PathSet;
        const plan = withCapital(one.plan);
        const [a, b] = [run(one, set, plan), run(one, cut, plan)];
        for (const side of ['hedged', 'unhedged'] as const)
          expect(a[side].bands.p50.slice(0, step + 1)).toEqual(b[side].bands.p50.slice(0, step + 1));
        const past = (of: SimulationResult) => of.events.filter(({ t }) => t <= set.start + step * set.step);
        expect(past(a)).toEqual(past(b));
        events += past(a).length;
        for (const name of ['margin', 'credit'] as const)
          expect(a.capital!.trace![name].slice(0, step + 1)).toEqual(b.capital!.trace![name].slice(0, step + 1));
      }),
      { numRuns: 60 },
    );
    expect(events).toBeGreaterThan(50);
  });
});

describe('a condor', () => {
  it('held to expiry loses no more than its widest wing less its credit, and its costs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (seed, isDear) => {
        const legs = [option('put', 1, 0.05), option('put', -1, 0.2), option('call', -1, 0.2), option('call', 1, 0.05)];
        const layer = layerOf({ structure: 'condor', legs, roll: { daysBefore: 0, every: 400 } });
        const plan = planOf([layer], isDear ? { costs: DEAR } : {});
        const result = simulate(plan, marketOf(), [held('spot', 1, 100)], single(randomPaths(seed, 1, 40), 0))!;
        const { received, attribution } = result.layers[0]!;
        expect(result.events.map(({ action }) => action)).toEqual(['open', 'expire']);
        const [a, b, c, d] = result.events[0]!.words.match(/at ([\d. /]+),/)![1]!.split(' / ').map(Number) as [number, number, number, number];
        expect(a < b && b < c && c < d).toBe(true);
        const worst = Math.max(b - a, d - c) - received;
        expect(attribution.total - attribution.costs).toBeGreaterThanOrEqual(-worst - 1e-3);
        expect(attribution.total - attribution.costs).toBeLessThanOrEqual(received + 1e-9);
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore
});
