import { CONFIRMATIONS } from '#core/evidence/types';
import type {
  Effect,
  HorizonResult,
  ModelResult,
  Sensitivity,
  StudyEvent,
  StudyInput,
  StudyResult,
  StudySpec,
  SurvivalCurve,
} from '#core/evidence/types';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { SavedRule } from '#shared/evidence';

/** A study with every case in it, the same on every run: a bounce, a continuation, no difference, and too few. Made up. */

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const EVENTS = 44;
const CLUSTERS = 31;
type Because = HorizonResult['because'];

/** Effect against placebo, against matched declines, how many, in how many clusters, and the word. */
const ROWS: readonly (readonly [
  placebo: readonly [number, number, number],
  matched: readonly [number, number, number],
  n: number,
  clusters: number,
  verdict: HorizonResult['verdict'],
  because: Because,
  held: number,
  base: number,
])[] = [
  [[3, -4, 9], [2, -6, 9.6], 44, 31, 'noDifference', 'insideBand', 0.9, 0.83],
  [[17, 9, 26], [12, 8.4, 22], 44, 31, 'bounce', 'aboveCosts', 0.82, 0.74],
  [[22, 10, 35], [15, 9, 29], 44, 31, 'bounce', 'aboveCosts', 0.76, 0.67],
  [[29, 11, 48], [21, 2, 41], 44, 31, 'cannotTell', 'withinCosts', 0.7, 0.62],
  [[26, -18, 69], [14, -33, 60], 43, 30, 'cannotTell', 'spansZero', 0.61, 0.54],
  [[31, -94, 158], [12, -118, 139], 41, 29, 'cannotTell', 'spansZero', 0.54, 0.49],
  [[-62, -231, 97], [-48, -226, 128], 41, 29, 'cannotTell', 'spansZero', 0.47, 0.46],
  [[-184, -341, -22], [-152, -330, -11], 39, 27, 'continuation', 'belowZero', 0.37, 0.42],
  [[-120, -360, 190], [-90, -360, 200], 28, 17, 'cannotTell', 'tooFewClusters', 0.31, 0.38],
];

const effect = ([value, lo, hi]: readonly [number, number, number], n: number, clusters: number): Effect => ({
  value,
  lo,
  hi,
  percentileLo: lo * 0.97,
  percentileHi: hi * 0.98,
  p: lo > 0 || hi < 0 ? 0.011 : 0.34,
  events: n,
  controls: n * 5 - 7,
  clusters,
});

export function fakeHorizon(h: Ms, i: number): HorizonResult {
  const [placebo, matched, n, clusters, verdict, because, held, base] = ROWS[i % ROWS.length]!;
  const half = 0.9 / Math.sqrt(n);
  return {
    h,
    n,
    censored: EVENTS - n,
    clusters,
    meanBp: placebo[0] + 2,
    medianBp: placebo[0] - 3,
    meanNetBp: placebo[0] - 6,
    maeBp: -Math.abs(placebo[0]) * 1.9 - 12,
    mfeBp: Math.abs(placebo[0]) * 2.2 + 18,
    effectPlaceboBp: effect(placebo, n, clusters),
    effectMatchedBp: effect(matched, n, clusters),
    decidedBy: 'matched',
    undercut: {
      rate: 1 - held,
      lo: Math.max(0, 1 - held - half),
      hi: Math.min(1, 1 - held + half),
      base: 1 - base,
      matched: 1 - base - 0.02,
      effect: { value: base - held, lo: base - held - half, hi: base - held + half },
    },
    plainTInflation: 1.4 + i * 0.4,
    verdict,
    because,
  };
}

function curve(group: SurvivalCurve['group'], horizons: readonly Ms[], n: number, pull: number): SurvivalCurve {
  const next = random(n);
  const last = horizons.at(-1) ?? MS_PER_DAY;
  const steps = Math.min(n, 60);
  const time = Float64Array.from({ length: steps }, (_, i) => 60_000 * (last / 60_000) ** ((i + next() * 0.8) / steps));
  const survival = Float64Array.from(time, (_, i) => 1 - ((i + 1) / steps) * pull);
  const band = (sign: 1 | -1): Float64Array =>
    survival.map((s) => Math.min(1, Math.max(0, s + sign * 1.96 * Math.sqrt((s * (1 - s)) / n))));
  const left = (h: Ms): number => survival[time.findLastIndex((t) => t <= h)] ?? 1;
  return {
    group,
    time,
    survival,
    lo: band(-1),
    hi: band(1),
    atRisk: horizons.map((h) => Math.round(n * left(h) * (h > 3 * MS_PER_DAY ? 0.8 : 1))),
    n,
  };
}

function sensitivity(spec: StudySpec): Sensitivity | null {
  if (!spec.sweep) return null;
  const { x, y, horizonMs } = spec.sweep;
  const next = random(21);
  const cells = y.values.flatMap((floor, j) =>
    x.values.map((k, i) => {
      const few = i + j * 1.6 > 8.2;
      const value = Math.round(14 + j * 5 - Math.abs(i - 3) * 3 + (next() - 0.5) * 24);
      const clusters = few ? 12 : 60 - i * 3 - j * 4;
      const effectBp = few ? Number.NaN : value;
      return {
        x: k,
        y: floor,
        events: Math.round(clusters * 1.4),
        clusters,
        effectBp,
        lo: effectBp - 19,
        hi: effectBp + 21,
        p: few ? Number.NaN : 0.011,
        pAdjusted: few ? Number.NaN : 0.14,
      };
    }),
  );
  return { x, y, horizonMs, cells, medianBp: 18, rankOfRule: 0.84 };
}

/** Log-odds and how often a confirmation was there, was not, and could not be known. */
const ODDS: readonly (readonly [logOdds: number, half: number, yes: number, no: number, unknown: number])[] = [
  [0.31, 0.44, 18, 26, 0],
  [0.15, 0.4, 21, 23, 0],
  [0.44, 0.5, 14, 30, 0],
  [0.38, 0.52, 19, 21, 4],
  [0.18, 0.42, 23, 17, 4],
  [0.22, 0.4, 16, 28, 0],
  [0.03, 0.41, 30, 14, 0],
  [0.41, 0.46, 20, 22, 2],
  [0.19, 0.48, 12, 32, 0],
  [-0.14, 0.52, 25, 11, 8],
  [0, 0, 0, 0, 44],
  [0, 0, 0, 0, 44],
  [0, 0, 0, 0, 44],
  [0, 0, 0, 0, 44],
];

function model(horizonMs: Ms): ModelResult {
  const columns = 1 + 2 * CONFIRMATIONS.length;
  const covariance = Array.from({ length: columns * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    if (i !== j) return 0;
    if (i === 0) return 0.03;
    const k = (i - 1) % CONFIRMATIONS.length;
    return i <= CONFIRMATIONS.length ? (ODDS[k]![1] / 1.96) ** 2 : 0.02;
  });
  const folds = [
    [2021, 9, 0.262, 0.25, 0.44],
    [2022, 8, 0.241, 0.246, 0.61],
    [2023, 5, 0.258, 0.249, 0.5],
    [2024, 7, 0.244, 0.25, 0.57],
    [2025, 6, 0.256, 0.248, 0.52],
  ] as const;
  return {
    horizonMs,
    n: 35,
    brier: 0.251,
    brierBase: 0.249,
    logLoss: 0.697,
    logLossBase: 0.692,
    auc: 0.53,
    brierGain: { value: -0.002, lo: -0.021, hi: 0.016 },
    beatsBase: false,
    folds: folds.map(([year, n, brier, brierBase, auc], i) => ({
      from: Date.UTC(year, 0, 1),
      to: Date.UTC(year + 1, 0, 1),
      trained: 6 + i * 7,
      n,
      brier,
      brierBase,
      auc,
    })),
    reliability: [
      [0.22, 0.38, 5],
      [0.34, 0.52, 8],
      [0.46, 0.44, 10],
      [0.58, 0.5, 8],
      [0.71, 0.57, 4],
    ].map(([stated, observed, n]) => ({
      stated: stated!,
      observed: observed!,
      lo: Math.max(0, observed! - 0.55 / Math.sqrt(n!)),
      hi: Math.min(1, observed! + 0.55 / Math.sqrt(n!)),
      n: n!,
    })),
    intercept: -0.42,
    coefficients: CONFIRMATIONS.map((id, i) => {
      const [logOdds, half, yes, no, unknown] = ODDS[i]!;
      return {
        id,
        logOdds: { value: logOdds, lo: logOdds - half, hi: logOdds + half },
        yes,
        no,
        unknown,
        unknownLogOdds: yes + no === 0 ? 0 : 0.04,
      };
    }),
    covariance,
  };
}

export const fakeInputs = (instruments: readonly string[]): readonly StudyInput[] =>
  instruments.flatMap((instrument): StudyInput[] => {
    const one = { instrument, source: 'Binance, files', from: Date.UTC(2020, 0, 1), to: Date.UTC(2025, 9, 11, 1, 40), synthetic: false } as const; // prettier-ignore
    const complete = [{ from: one.from, coverage: 'complete' }] as const;
    const throttled = [{ from: one.from, coverage: 'throttled' }] as const;
    return [
      { ...one, kind: 'liquidations', intervalMs: MS_PER_MINUTE, rows: 8_412_077, coverage: throttled, role: 'liquidations' }, // prettier-ignore
      { ...one, kind: 'bars', intervalMs: MS_PER_MINUTE, rows: 3_186_420, coverage: complete, role: 'outcomes' },
      { ...one, kind: 'oi', intervalMs: 5 * MS_PER_MINUTE, rows: 512_904, coverage: complete, role: 'context' },
      { ...one, kind: 'funding', intervalMs: 8 * MS_PER_HOUR, rows: 6_664, coverage: complete, role: 'context' },
    ];
  });

function rows(instruments: readonly string[]): readonly StudyEvent[] {
  const next = random(5);
  return Array.from({ length: EVENTS }, (_, i): StudyEvent => {
    const start = Date.UTC(2020, 2, 12) + Math.floor(((i + next()) / EVENTS) * 2_030) * MS_PER_DAY;
    return {
      instrument: instruments[i % instruments.length]!,
      side: 'long',
      start,
      end: start + 40 * MS_PER_MINUTE,
      decision: start + 55 * MS_PER_MINUTE,
      priceExtreme: 20_000 + next() * 60_000,
      dropBp: 180 + next() * 700,
      notionalUsd: 250e6 + next() * 1.4e9,
      coverage: 'throttled',
    };
  });
}

export function createFakeStudy(spec: StudySpec): StudyResult {
  const { horizonsMs } = spec;
  return {
    spec,
    events: EVENTS,
    clusters: CLUSTERS,
    horizons: horizonsMs.map(fakeHorizon),
    survival: [
      curve('events', horizonsMs, EVENTS, 0.69),
      curve('matched', horizonsMs, 213, 0.66),
      curve('placebo', horizonsMs, 2_200, 0.63),
    ],
    fan: {
      quantiles: [0.05, 0.25, 0.5, 0.75, 0.95],
      events: [-1.9, -0.7, 0.08, 0.75, 1.8].map((z) => horizonsMs.map((h) => z * 14 * Math.sqrt(h / 300_000))),
      placebo: [-1.65, -0.62, 0, 0.62, 1.6].map((z) => horizonsMs.map((h) => z * 11 * Math.sqrt(h / 300_000))),
    },
    sensitivity: sensitivity(spec),
    model: model(spec.model.horizonMs),
    modelLacks: '',
    lookahead: { clean: true, checked: EVENTS, changed: [], plantedCaught: true },
    inputs: fakeInputs(spec.instruments),
    caveats: [
      'The liquidation feed is throttled: at most one print per second and symbol, so notionals are a lower bound.',
      'Events of one day count as one cluster, because assets fall together.',
    ],
    rows: rows(spec.instruments),
    fingerprint: '9f2c41d07ab85e6390c1f4d2b7a8e5036c1d92f4e07b8a35d6c2f1e9084b7a6d',
  };
}

export const createFakeRules = (): readonly SavedRule[] => {
  const rule = { kind: 'cascade', side: 'long', k: 4, minNotionalUsd: 250e6, mergeMs: 15 * MS_PER_MINUTE } as const;
  const older = { ...rule, minNotionalUsd: 100e6 };
  const at = Date.UTC(2025, 8, 30, 9);
  return [
    {
      name: 'Large long cascades',
      version: 2,
      savedAt: at,
      rule,
      history: [{ version: 1, savedAt: at - 3 * MS_PER_DAY, rule: older }],
    },
  ];
};
