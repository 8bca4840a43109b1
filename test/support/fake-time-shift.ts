import {
  INGREDIENTS,
  type Analog,
  type Instance,
  type TimeShiftResult,
  type TimeShiftSpec,
} from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { fakeHorizon, fakeInputs } from './fake-study';

/** Instances with every case in them: a distance that is not known, an outcome that is not known yet, unknown parts of a state. Made up. */

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
/** Where the newest instance lies when nothing says so. */
const NEWEST = Date.UTC(2025, 9, 10, 21);
const LABELS = { cascade: 'long 1,412 bp', release: 'CPI', differential: 'narrowing', rule: 'decision' } as const;
const LACKS = 'no options of this market are stored';

/** A smooth path that depends on its number alone, 0 at t = 0. */
const walk = (seed: number, hours: number): number => {
  const drift = Math.sin(seed * 2.4) * 0.0009;
  const wave = 0.012 * (Math.sin(hours / 9 + seed) - Math.sin(seed));
  return (hours < 0 ? -hours * 0.0035 : hours * drift) + wave * Math.min(1, Math.abs(hours) / 12);
};

function instance(spec: TimeShiftSpec, grid: Float64Array, seed: number, t0: Ms, until: Ms): Instance {
  const month = new Date(t0).toISOString().slice(0, 7);
  return {
    t0,
    decision: t0 + 35 * 60_000,
    label: spec.align.kind === 'release' ? `${spec.align.label} ${month}` : LABELS[spec.align.kind],
    price: 20_000 + 900 * seed,
    state: Float64Array.from(INGREDIENTS, (one, i) => (one === 'skew' || (seed % 4 === 3 && one === 'oiChange') ? NaN : one === 'drop' ? 1_000 + 130 * seed : Math.sin(seed + i) * 0.3)), // prettier-ignore
    path: grid.map((offset) => (t0 + offset > until ? NaN : walk(seed, offset / MS_PER_HOUR))),
  };
}

/** @param n analogs */
export function createFakeTimeShift(spec: TimeShiftSpec, n = 14): TimeShiftResult {
  const steps = Math.floor((spec.beforeMs + spec.afterMs) / MS_PER_HOUR);
  const grid = Float64Array.from({ length: steps + 1 }, (_, i) => -spec.beforeMs + i * MS_PER_HOUR);
  const clock = spec.asOf ?? NEWEST + 11 * MS_PER_HOUR;
  const t0 = spec.present ?? clock - 11 * MS_PER_HOUR;
  const present = instance(spec, grid, 0, t0, clock);
  const analogs = Array.from({ length: n }, (_, i): Analog => {
    const seed = i + 1;
    const age = seed === 2 ? 0.5 : 61 * seed;
    const one = instance(spec, grid, seed, t0 - age * MS_PER_DAY, clock);
    const share = Float64Array.from(INGREDIENTS, (name) => (name === 'skew' ? NaN : 1 / (INGREDIENTS.length - 1)));
    const isKnown = seed !== n;
    return {
      ...one,
      distance: isKnown ? 0.6 + 0.17 * i : NaN,
      z: Float64Array.from(INGREDIENTS, (name, k) => (name === 'skew' ? NaN : Math.sin(seed * 3 + k) * 1.6)),
      share,
      common: isKnown ? 0.93 : 0.2,
      forwardBp: Float64Array.from(spec.horizonsMs, (h) => (one.decision + h > clock ? NaN : Math.round(1e4 * walk(seed, h / MS_PER_HOUR)))),
      undercutAfter: seed % 3 === 0 ? 4 * MS_PER_HOUR : NaN,
      undercut: Float64Array.from(spec.horizonsMs, (h) => (one.decision + h > clock ? NaN : seed % 3 === 0 && h >= 4 * MS_PER_HOUR ? 1 : 0)),
    };
  }); // prettier-ignore
  const used = analogs.slice(0, spec.nearest ?? n);
  const known = Array.from(grid, (_, i) => used.map(({ path }) => path[i]!).filter(Number.isFinite).sort((a, b) => a - b)); // prettier-ignore
  const at = (sorted: readonly number[], q: number): number => (sorted.length < 2 ? NaN : sorted[Math.round(q * (sorted.length - 1))]!); // prettier-ignore
  const band = (share: number, half: number) => ({ share, lo: share - half, hi: Math.min(1, share + half) });
  const clusters = Math.max(0, n - 1);
  return {
    spec,
    grid,
    present,
    analogs,
    fan: {
      quantiles: QUANTILES,
      rows: QUANTILES.map((q) => Float64Array.from(known, (sorted) => at(sorted, q))),
      n: Float64Array.from(known, ({ length }) => length),
    },
    coverage: spec.horizonsMs.map((h, i) => (i === spec.horizonsMs.length - 1 ? { h, n: 0, in50: band(NaN, NaN), in90: band(NaN, NaN) } : { h, n: 61 - i, in50: band(i === 1 ? 0.31 : 0.47, 0.12), in90: band(0.885, 0.08) })), // prettier-ignore
    outcomes: spec.horizonsMs.map((h, i) => {
      const row = fakeHorizon(h, i + 1);
      return clusters < spec.minClusters ? { ...row, n: n - 1, clusters, verdict: 'cannotTell', because: 'tooFewClusters' } : row; // prettier-ignore
    }),
    events: n,
    clusters,
    known: INGREDIENTS.map((ingredient) => ({ ingredient, n: ingredient === 'skew' ? 0 : n, lacks: ingredient === 'skew' ? LACKS : '' })), // prettier-ignore
    inputs: fakeInputs([spec.instrument]),
    caveats: [
      `${spec.instrument}: fewer than 20 days with an instance.`,
      'Dates of 2019-06 and before come from a calendar without the hour.',
    ],
    fingerprint: '1f2c41d07ab85e6390c1f4d2b7a8e5036c1d92f4e07b8a35d6c2f1e9084b7a6d',
  };
}
