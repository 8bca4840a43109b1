import fc from 'fast-check';
import type { ExposedPosition } from '#core/hedge/exposed';
import type { HedgeMarket } from '#core/hedge/market';
import type { PathSet } from '#core/hedge/simulation';
import type { Gate, GateSignal, HedgePlan, Layer, LegRule, SurfaceRule } from '#core/hedge/types';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY } from '#core/time/ms';
import { DEAR, FREE, future, held, heldOption, layerOf, marketOf, planOf, START } from './hedge';

// Random plans and paths of every kind that the engine knows.

/** Without numbers next to 0, on which quotients of two ways of counting differ by more than rounding. */
const between = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((x) => (Math.abs(x) < 1e-9 ? 0 : x));
const kind = fc.constantFrom('call' as const, 'put' as const);

const strike = fc.oneof(
  fc.record({ by: fc.constant('delta' as const), value: between(0.05, 0.6) }),
  fc.record({ by: fc.constant('moneyness' as const), value: between(0.7, 1.3) }),
  fc.record({ by: fc.constant('premium' as const), value: between(0.002, 0.05) }),
);
const ratio = fc.constantFrom(-2, -1, 1, 1, 1, 2);
const leg: fc.Arbitrary<LegRule> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind, on: fc.constant('asset' as const), ratio, strike }) },
  { weight: 2, arbitrary: fc.record({ kind, on: fc.constant('volatility' as const), ratio, strike }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('future' as const), on: fc.constantFrom('asset' as const, 'volatility' as const), ratio }) }, // prettier-ignore
);
const legs = fc.array(leg, { minLength: 1, maxLength: 3 });

const signal = fc.constantFrom<GateSignal[]>('volatility', 'slope', 'skew', 'drawdown', 'ivOverRealized');
const gate: fc.Arbitrary<Gate> = fc.oneof(
  fc.constant({ kind: 'always' as const }),
  fc.record({
    kind: fc.constant('step' as const),
    signal,
    steps: fc.constant([
      { from: -0.3, to: 0.1, value: 1 },
      { from: 0.1, to: 48, value: 0.5 },
      { from: 48, to: 60, value: 1 },
    ]),
  }),
  fc.record({ kind: fc.constant('ramp' as const), signal, from: between(-0.2, 0), to: between(0.1, 60) }),
  fc.record({ kind: fc.constant('hysteresis' as const), signal, on: between(-0.1, 0.1), off: between(-0.1, 0.1) }),
);

const tenor = fc.record({
  targets: fc.constantFrom([30], [7], [14, 30], [20, 40, 60]),
  least: fc.constantFrom(1, 5),
  most: fc.constantFrom(45, 200),
  monthlyOnly: fc.boolean(),
  calendar: fc.constantFrom('crypto' as const, 'equity' as const, 'vix' as const),
});

const adaptation = fc.record({
  skew: fc.constantFrom(0, 0, 0.3),
  slope: fc.constantFrom(0, 1),
  exhaustion: fc.constantFrom(0, 0, -0.5),
  least: fc.constantFrom(0, 0.5),
  most: fc.constant(2),
  rich: fc.option(fc.record({ above: between(-1, 1), legs }), { freq: 3 }),
  inverted: fc.option(fc.record({ above: between(-0.05, 0.05), tenorTimes: fc.constantFrom(1.5, 2) }), { freq: 3 }),
});

const layer: fc.Arbitrary<Layer> = fc
  .record({
    legs,
    tenor,
    size: fc.oneof(
      fc.record({ by: fc.constant('exposure' as const), ratio: between(0.1, 1) }),
      fc.record({ by: fc.constant('contracts' as const), count: between(0.1, 5) }),
      fc.record({ by: fc.constant('premium' as const), share: between(0.001, 0.02) }),
      fc.record({ by: fc.constant('budget' as const), share: between(0.01, 0.1) }),
    ),
    gate: fc.record({ gate, reads: fc.constantFrom('roll' as const, 'step' as const) }),
    adaptation,
    roll: fc.record({ daysBefore: fc.constantFrom(0, 3, 10), every: fc.constantFrom(0, 0, 7, 21) }),
    monetisation: fc.oneof(
      fc.constant({ kind: 'none' as const }),
      fc.constant({ kind: 'multiples' as const, steps: [{ at: 1.2, sell: 0.5 }, { at: 1.5, sell: 0.5 }, { at: 2.5, sell: 1 }] }), // prettier-ignore
      fc.constant({ kind: 'band' as const, above: 0.02, to: 0.01 }),
    ),
    caps: fc.record({
      premiumPerYear: fc.option(between(0.005, 0.05), { freq: 2 }),
      notional: fc.option(between(0.05, 0.8), { freq: 2 }),
    }),
    perpetual: fc.constantFrom(null, null, null, null, 'perpetual' as const, 'etfProxy' as const),
  })
  .map(({ perpetual, ...given }) => {
    if (perpetual === null) return layerOf({ ...given, structure: 'ratioSpread' });
    const rich = given.adaptation.rich && { ...given.adaptation.rich, legs: [future(-2)] };
    return layerOf({ ...given, structure: perpetual, legs: [future(-1)], adaptation: { ...given.adaptation, rich } });
  });

const surface: fc.Arbitrary<SurfaceRule> = fc.record({
  dynamics: fc.constantFrom('stickyStrike' as const, 'stickyDelta' as const, 'volBeta' as const),
  volBeta: between(0, 1.5),
  parallel: fc.boolean(),
});

const EXPIRY = START + 20 * MS_PER_DAY + 3_600_000;
const positions: fc.Arbitrary<readonly ExposedPosition[]> = fc.constantFrom(
  [held('spot', 5, 100)],
  [held('spot', 5, 100), held('cash', 300, 1, 0), held('perpetual', -2, 100)],
  [held('perpetual', 40, 10, 1.4), held('etf', 20, 30, 0.8), held('spot', 1, 100)],
  [held('perpetual', 3, 100), held('future', -1, 101)],
  [held('spot', 4, 100), heldOption('put', 3, 95, EXPIRY), heldOption('call', -2, 110, EXPIRY + 40 * MS_PER_DAY)],
);

export const plans: fc.Arbitrary<HedgePlan> = fc
  .record({ layers: fc.array(layer, { minLength: 1, maxLength: 3 }), surface, isDear: fc.boolean() })
  .map(({ layers, surface: rule, isDear }) =>
    planOf(
      layers.map((of, i) => ({ ...of, id: `${i}` })),
      { surface: rule, costs: isDear ? DEAR : FREE },
    ),
  );

/** Paths that crash, rise and lose sight of their volatility; signals are known here and there. */
export function randomPaths(seed: number, paths: number, steps: number, step = MS_PER_DAY): PathSet {
  const rng = new Rng(seed);
  const n = (steps + 1) * paths;
  const column = (): Float64Array => new Float64Array(n);
  const set = { spot: column(), vol: column(), volatility: column(), slope: column(), skew: column(), exhaustion: column(), ivOverRealized: column(), funding: column() }; // prettier-ignore
  const deviation = 0.05 * Math.sqrt(step / MS_PER_DAY);
  const vols = new Float64Array(paths).fill(0.5);
  for (let i = 0; i < n; i++) {
    const path = i % paths;
    const isStart = i < paths;
    const z = isStart ? 0 : rng.normal();
    set.spot[i] = isStart ? 100 : set.spot[i - paths]! * Math.exp(deviation * z);
    vols[path] = 0.5 * (vols[path]! / 0.5) ** 0.9 * Math.exp(isStart ? 0 : 0.06 * rng.normal() - 0.05 * z);
    const isLost = !isStart && rng.uniform() < 0.1;
    set.vol[i] = isLost ? NaN : vols[path]!;
    set.volatility[i] = rng.uniform() < 0.1 ? NaN : 100 * vols[path]! * (0.9 + 0.2 * (isStart ? 0.5 : rng.uniform()));
    set.slope[i] = 0.05 * rng.normal();
    set.skew[i] = rng.uniform() < 0.2 ? NaN : rng.normal();
    set.exhaustion[i] = rng.uniform();
    set.ivOverRealized[i] = 1 + 0.3 * rng.normal();
    set.funding[i] = rng.uniform() < 0.05 ? NaN : 0.0003 * rng.normal();
    if (isStart) for (const of of ['slope', 'skew', 'exhaustion', 'ivOverRealized', 'volatility'] as const) set[of][i] = of === 'volatility' ? 50 : 0; // prettier-ignore
  }
  return { ...set, start: START, step, steps, paths, source: 'random', modelled: [] };
}

export interface Case {
  readonly plan: HedgePlan;
  readonly positions: readonly ExposedPosition[];
  readonly world: {
    readonly carry: number;
    readonly index: boolean;
    readonly drawdown: number;
    readonly speed: number;
    readonly isListed: boolean;
  };
  readonly seed: number;
  /** Columns that the paths leave out. */
  readonly without: readonly ('volatility' | 'skew' | 'funding')[];
}

export const cases: fc.Arbitrary<Case> = fc.record({
  plan: plans,
  positions,
  world: fc.record({
    carry: between(-0.05, 0.1),
    index: fc.boolean(),
    drawdown: fc.constantFrom(NaN, -0.1),
    speed: fc.constantFrom(0, 4),
    isListed: fc.boolean(),
  }),
  seed: fc.integer({ min: 0, max: 1e9 }),
  without: fc.subarray(['volatility', 'skew', 'funding'] as const),
});

export const pathsOf = ({ seed, without }: Case, paths: number, steps: number, step = MS_PER_DAY): PathSet => ({
  ...randomPaths(seed, paths, steps, step),
  ...Object.fromEntries(without.map((name) => [name, undefined])),
});

/** A week, the end of October and a day that no calendar knows. */
const LISTED: HedgeMarket['listed'] = [9.3333, 30.3333, 44].map((days, i) => ({
  expiry: Math.round((START + days * MS_PER_DAY) / 3_600_000) * 3_600_000,
  forward: 100 + i,
  strikes: Float64Array.from({ length: 25 }, (_, k) => 60 + 4 * k),
}));

export function marketFor({ world: { carry, index, drawdown, speed, isListed } }: Case): HedgeMarket {
  const market = marketOf({ carry });
  const volatility = index ? { ...market.volatility!, speed } : undefined;
  return { ...market, volatility, listed: isListed ? LISTED : [], signals: { ...market.signals, drawdown } };
}

/** One path of a set. */
export function single(set: PathSet, path: number): PathSet {
  const take = (column: Float64Array): Float64Array => column.filter((_, i) => i % set.paths === path);
  const entries = Object.entries(set).map(([name, value]) => [
    name,
    value instanceof Float64Array ? take(value) : value,
  ]);
  return { ...(Object.fromEntries(entries) as unknown as PathSet), paths: 1 };
}
