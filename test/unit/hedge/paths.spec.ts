import { describe, expect, it } from 'vitest';
import { pairedChanges, stationaryBootstrap } from '#core/hedge/paths/bootstrap';
import { drawnPath } from '#core/hedge/paths/drawn';
import { gbm } from '#core/hedge/paths/gbm';
import { hawkesEvents, hawkesJumps } from '#core/hedge/paths/hawkes';
import { expectedJump, jumpDiffusion } from '#core/hedge/paths/jump';
import { makePaths } from '#core/hedge/paths/make';
import { monteCarloPaths, type Mover, type PathStart } from '#core/hedge/paths/monte-carlo';
import type { MonteCarlo, PathSet, PathSpec } from '#core/hedge/simulation';
import type { HedgeHistory } from '#core/hedge/history';
import { VOLATILITY_DYNAMICS } from '#core/hedge/volatility-dynamics';
import { volatilityForward } from '#core/hedge/market';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY } from '#core/time/ms';

const DAYS = 90;
const PATHS = 20_000;
const T = DAYS / 365;
const spec: MonteCarlo = { paths: PATHS, days: DAYS, seed: 11, drift: 0.1, vol: null };
const volatility = { level: 60, longRun: 55, speed: 2, volOfVol: 0.9 };
const start: PathStart = { t: Date.UTC(2025, 0, 1), spot: 50_000, vol: 0.6, volatility, dynamics: VOLATILITY_DYNAMICS.crypto, volBeta: 0 }; // prettier-ignore
const jumps = { perYear: 6, mean: -0.12, deviation: 0.08 };

/** Mean and its standard error. */
function meanOf(values: Float64Array): { mean: number; error: number; variance: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length), variance };
}
const at = ({ spot, paths }: PathSet, step: number): Float64Array => spot.subarray(step * paths, (step + 1) * paths);
const run = (mover: Mover, change: Partial<MonteCarlo> = {}): PathSet =>
  monteCarloPaths({ ...spec, ...change }, start, mover, { first: 0, count: change.paths ?? PATHS }, '');
/** Log returns from start to end. */
const logs = (set: PathSet): Float64Array => at(set, set.steps).map((s) => Math.log(s / start.spot));

const MOVERS: Readonly<Record<string, Mover>> = {
  gbm: gbm({ drift: 0.1, vol: 0.6 }),
  jump: jumpDiffusion({ drift: 0.1, vol: 0.4, jumps }),
  hawkes: hawkesJumps({ drift: 0.1, vol: 0.4, jumps, branching: 0.6, decayDays: 4 }),
  bootstrap: stationaryBootstrap(
    { spot: Float64Array.of(0.02, -0.03, 0.01, -0.08, 0.05), vol: Float64Array.of(0, 0.1, 0, 0.3, -0.1) },
    { drift: 0.1, vol: 0.6, block: 1 },
  ),
};

describe.each(Object.entries(MOVERS))('paths by %s', (_, mover) => {
  const set = run(mover);

  it('leave from the market of the start', () => {
    expect([set.paths, set.steps, set.step]).toEqual([PATHS, DAYS, MS_PER_DAY]);
    expect(at(set, 0).every((s) => s === start.spot)).toBe(true);
    expect(set.vol.subarray(0, PATHS).every((v) => v === start.vol)).toBe(true);
    expect(set.volatility![0]).toBeCloseTo(volatilityForward(volatility, 30 / 365), 12);
  });

  it('have the expectation of the drift', () => {
    const { mean, error } = meanOf(at(set, DAYS).map((s) => s / start.spot));
    expect(Math.abs(mean - Math.exp(0.1 * T))).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.005);
  });
});

describe('moments', () => {
  it('of a geometric Brownian motion are normal', () => {
    const { mean, error, variance } = meanOf(logs(run(MOVERS['gbm']!)));
    expect(Math.abs(mean - (0.1 - 0.18) * T)).toBeLessThan(4 * error);
    expect(variance / (0.36 * T)).toBeCloseTo(1, 1.5);
  });

  it('of a jump diffusion are Merton’s', () => {
    const x = logs(run(MOVERS['jump']!));
    const { mean, error, variance } = meanOf(x);
    const { perYear, mean: m, deviation: d } = jumps;
    expect(Math.abs(mean - (0.1 - 0.08 - perYear * expectedJump(jumps) + perYear * m) * T)).toBeLessThan(4 * error);
    expect(variance / ((0.16 + perYear * (m * m + d * d)) * T)).toBeCloseTo(1, 1.2);
    // Third cumulant: λ·T·E[J³].
    const cubes = meanOf(x.map((y) => (y - mean) ** 3));
    expect(Math.abs(cubes.mean - perYear * T * (m ** 3 + 3 * m * d * d))).toBeLessThan(4 * cubes.error);
  });

  it('of a bootstrap in blocks of a day are those of the sample', () => {
    const { variance } = meanOf(logs(run(MOVERS['bootstrap']!)));
    expect(variance / (0.36 * T)).toBeCloseTo(1, 1.5);
  });
});

describe('Hawkes events', () => {
  it.each([
    [0, 5],
    [0.5, 3],
    [0.8, 2],
  ])('come as often as a branching ratio of %f says', (branching, decayDays) => {
    const years = 3_000;
    const process = hawkesEvents({ perYear: 4, branching, decayDays });
    process.begin(new Rng(3));
    let [events, compensator] = [0, 0];
    for (let k = 0; k < years * 365; k++) {
      const step = process.step();
      events += step.events;
      compensator += step.compensator;
    }
    // Variance of the count over a long time: rate / (1 − branching)³.
    const deviation = Math.sqrt((4 * years) / (1 - branching) ** 3);
    expect(Math.abs(events - (4 * years) / (1 - branching))).toBeLessThan(4 * deviation);
    // Time-rescaling: the count is its compensator but for a martingale of variance = mean count.
    expect(Math.abs(events - compensator)).toBeLessThan(4 * Math.sqrt(events));
    if (branching > 0) expect(1 - (4 * years) / events).toBeCloseTo(branching, 1);
  });
});

describe('volatility', () => {
  const free = { ...VOLATILITY_DYNAMICS.crypto, least: 1e-9, most: 1e9 };
  const still: Mover = { begin: () => undefined, spot: () => 0 };

  it('has the variance of an Ornstein-Uhlenbeck process', () => {
    const { vol } = monteCarloPaths(spec, { ...start, dynamics: free }, still, { first: 0, count: PATHS }, '');
    const { mean, error, variance } = meanOf(vol.slice(DAYS * PATHS).map((v) => Math.log(v / start.vol)));
    const expected = (free.noise ** 2 / (2 * free.speed)) * (1 - Math.exp(-2 * free.speed * T));
    expect(Math.abs(mean)).toBeLessThan(4 * error);
    expect(variance / expected).toBeCloseTo(1, 1.5);
  });

  it('rises by the response when the spot falls', () => {
    const dynamics = { ...free, noise: 0, speed: 0, response: 5 };
    const { spot, vol } = monteCarloPaths({ ...spec, days: 3 }, { ...start, dynamics }, gbm({ drift: 0, vol: 0.6 }), { first: 0, count: 50 }, ''); // prettier-ignore
    for (let i = 0; i < vol.length; i++) expect(vol[i]! / start.vol).toBeCloseTo((spot[i]! / start.spot) ** -5, 9);
  });

  it('stays within its bounds', () => {
    const wild: Mover = { begin: () => undefined, spot: () => -0.5 };
    const { vol } = monteCarloPaths({ ...spec, days: 20 }, { ...start, dynamics: VOLATILITY_DYNAMICS.equity }, wild, { first: 0, count: 3 }, ''); // prettier-ignore
    expect(Math.max(...vol)).toBeCloseTo(6 * start.vol, 12);
  });
});

describe('the blocks of a bootstrap', () => {
  it('keep spot and volatility of a day together, and days in their order', () => {
    const n = 400;
    const rng = new Rng(5);
    const spot = Float64Array.from({ length: n }, () => 0.03 * rng.normal());
    const vol = Float64Array.from({ length: n }, (_, i) => i);
    const mover = stationaryBootstrap({ spot, vol }, { drift: 0, vol: null, block: 8 });
    mover.begin(new Rng(1), 0);
    const steps = 40_000;
    let [before, follows] = [NaN, 0];
    const shift = mover.spot() - spot[Math.round(mover.vol!() + (n - 1) / 2)]!;
    for (let k = 0; k < steps; k++) {
      const moved = mover.spot();
      const day = Math.round(mover.vol!() + (n - 1) / 2);
      expect(moved - spot[day]!).toBeCloseTo(shift, 12);
      if (day === (before + 1) % n) follows++;
      before = day;
    }
    const share = 1 - (1 / 8) * (1 - 1 / n);
    expect(Math.abs(follows / steps - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / steps));
  });
});

describe('a set of paths', () => {
  const known = Float64Array.from({ length: 400 }, (_, i) => start.t - (399 - i) * MS_PER_DAY);
  const walk = (seed: number, size: number, from: number): Float64Array => {
    const rng = new Rng(seed);
    let x = from;
    return known.map(() => (x *= Math.exp(size * rng.normal())));
  };
  const history: HedgeHistory = {
    ...{ spot: { known, value: walk(1, 0.03, 40_000) }, index: { known, value: walk(2, 0.05, 0.6) } },
    ...{ back: undefined, volOfVol: undefined, slope: undefined, riskReversal: undefined, exhaustion: undefined },
    ...{ funding: undefined, speed: 2 },
  };
  const base = { paths: 40, days: 20, seed: 3, drift: 0, vol: null };
  const SPECS: readonly PathSpec[] = [
    { kind: 'gbm', ...base },
    { kind: 'jump', ...base, jumps },
    { kind: 'bootstrap', ...base, block: 5 },
    { kind: 'hawkes', ...base, jumps, branching: 0.5, decayDays: 3 },
  ];

  it.each(SPECS)('of $kind is the same in one piece and in parts, and another by another seed', (one) => {
    const whole = makePaths(one, start, history, { first: 0, count: 40 });
    for (const [first, count] of [[0, 13], [13, 27], [39, 1]] as const) {
      const part = makePaths(one, start, history, { first, count });
      for (let k = 0; k <= 20; k++)
        for (const name of ['spot', 'vol', 'volatility'] as const)
          expect(part[name]!.slice(k * count, (k + 1) * count)).toEqual(whole[name]!.slice(k * 40 + first, k * 40 + first + count));
    }
    const other = makePaths({ ...one, seed: 4 } as PathSpec, start, history, { first: 0, count: 40 });
    expect(other.spot[40 * 20]).not.toBe(whole.spot[40 * 20]);
    expect(whole.spot[40 * 20]).not.toBe(whole.spot[40 * 20 + 1]);
  }); // prettier-ignore

  it('pairs the changes of a day', () => {
    const { spot, vol } = pairedChanges(history, start.t);
    expect(spot).toHaveLength(399);
    expect(spot.at(-1)).toBeCloseTo(Math.log(history.spot.value[399]! / history.spot.value[398]!), 12);
    expect(vol[0]).toBeCloseTo(Math.log(history.index!.value[1]! / history.index!.value[0]!), 12);
    expect(() => makePaths(SPECS[2]!, start, { ...history, index: undefined }, { first: 0, count: 1 })).toThrow(/no day/); // prettier-ignore
  });

  it('of a history states the fall from the highest close of a year, which an analog leaves to its own start', () => {
    const { value } = history.spot;
    const span = { from: known[370]!, step: MS_PER_DAY };
    const set = makePaths({ kind: 'history', ...span, to: known[399]! }, start, history, { first: 0, count: 1 });
    for (const k of [0, 10, 29])
      expect(set.drawdown![k]).toBeCloseTo(value[370 + k]! / Math.max(...value.slice(5 + k, 371 + k)) - 1, 12);
    const analog = makePaths({ kind: 'analog', ...span, days: 20 }, start, history, { first: 0, count: 1 });
    expect(analog.drawdown).toBeUndefined();
  });

  it('of an analog moves the market of the start as it moved then', () => {
    const from = known[100]!;
    const set = makePaths({ kind: 'analog', from, days: 30, step: MS_PER_DAY }, start, history, { first: 0, count: 1 });
    for (const k of [0, 1, 17, 30]) {
      expect(set.spot[k]! / start.spot).toBeCloseTo(history.spot.value[100 + k]! / history.spot.value[100]!, 12);
      expect(set.vol[k]! / start.vol).toBeCloseTo(history.index!.value[100 + k]! / history.index!.value[100]!, 12);
    }
    const late = { kind: 'analog', from: known[390]!, days: 30, step: MS_PER_DAY } as const;
    expect(() => makePaths(late, start, history, { first: 0, count: 1 })).toThrow(/not over/);
  });
});

describe('a drawn line', () => {
  const points = [
    { day: 0, spot: 1, vol: null },
    { day: 10, spot: 0.5, vol: 2 },
    { day: 20, spot: 0.5, vol: null },
    { day: 30, spot: 0.8, vol: 1 },
  ];
  const set = drawnPath({ kind: 'drawn', points, step: MS_PER_DAY }, start);

  it('is straight in the logarithm between its points', () => {
    expect([0, 5, 10, 15, 30].map((k) => set.spot[k]! / start.spot)).toEqual(
      [1, Math.sqrt(0.5), 0.5, 0.5, 0.8].map((x) => expect.closeTo(x, 12)),
    );
    expect([0, 5, 10, 20, 25, 30].map((k) => set.vol[k]! / start.vol)).toEqual(
      [1, Math.SQRT2, 2, 2, Math.SQRT2, 1].map((x) => expect.closeTo(x, 12)),
    );
  });

  it('moves a volatility that no point says by the rule of the start', () => {
    const silent = points.map((point) => ({ ...point, vol: null }));
    const moved = drawnPath({ kind: 'drawn', points: silent, step: MS_PER_DAY }, { ...start, volBeta: 1.5 });
    expect(moved.vol[10]! / start.vol).toBeCloseTo(0.5 ** -1.5, 12);
    const still = drawnPath({ kind: 'drawn', points: silent, step: MS_PER_DAY }, start);
    expect(still.vol.every((x) => x === start.vol)).toBe(true);
  });

  it('has a step at least', () => {
    const short = { kind: 'drawn', points: points.slice(0, 2), step: 11 * MS_PER_DAY } as const;
    expect(() => drawnPath(short, start)).toThrow(/shorter than a step/);
    expect(drawnPath({ ...short, step: MS_PER_DAY / 10 }, start).steps).toBe(100);
  });
});
