import type {
  Attribution,
  HedgeEvent,
  LayerOutcome,
  PathSpec,
  RollRobustness,
  SideOutcome,
  SimulationResult,
} from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import { quantile, quantilesOf } from '#core/stats/quantile';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY } from '#core/time/ms';
import { SimulateSpecSchema, type HedgeReply, type SimulateSpec, type SizeResult } from '#shared/hedge';
import type { Args } from '#shared/ipc/contract';
import type { JobInput } from '#shared/jobs';

// Made-up runs whose parts agree with one another, the same on every run.

const BOOK = 8_030_740;
const START = Date.UTC(2025, 9, 11);

function side(paths: number, steps: number, risk: number, drift: number, seed: number): SideOutcome {
  const rng = new Rng(seed);
  const equity = Array.from({ length: paths }, () => {
    const out = new Float64Array(steps + 1).fill(1);
    for (let i = 1; i <= steps; i++) out[i] = out[i - 1]! * Math.exp(risk * rng.normal() + drift);
    return out;
  });
  const pnl = Float64Array.from(equity, (one) => one[steps]! - 1);
  const drawdown = Float64Array.from(equity, (one) => {
    let [high, worst] = [0, 0];
    for (const v of one) {
      high = Math.max(high, v);
      worst = Math.min(worst, v / high - 1);
    }
    return worst;
  });
  const at = Array.from({ length: steps + 1 }, (_, i) =>
    quantilesOf(
      Float64Array.from(equity, (one) => one[i]!),
      [0.05, 0.25, 0.5, 0.75, 0.95],
    ),
  );
  const column = (k: number): Float64Array => Float64Array.from(at, (row) => row[k]!);
  const sorted = pnl.slice().sort();
  const worst = sorted.subarray(0, Math.max(1, Math.round(paths * 0.05)));
  const tail = worst.reduce((sum, v) => sum + v, 0) / worst.length;
  return {
    pnl,
    drawdown,
    bands: { p5: column(0), p25: column(1), p50: column(2), p75: column(3), p95: column(4) },
    var95: paths === 1 ? NaN : -quantile(sorted, 0.05),
    cvar95: paths === 1 ? NaN : -tail,
    worstDrawdown: Math.min(...drawdown),
    medianPnl: quantile(sorted, 0.5),
  };
}

/** `total` is the sum of the parts. */
export function attribution(parts: Partial<Omit<Attribution, 'total'>>): Attribution {
  const whole = { delta: 0, gamma: 0, vega: 0, vannaVolga: 0, theta: 0, carry: 0, costs: 0, residual: 0, ...parts };
  return { ...whole, total: Object.values(whole).reduce((sum, v) => sum + v, 0) };
}

function layer(id: string, name: string, parts: Partial<Omit<Attribution, 'total'>>, premium: number): LayerOutcome {
  const whole = attribution(parts);
  return {
    id,
    name,
    attribution: whole,
    premiumPaid: premium,
    received: premium + whole.total - whole.costs,
    opened: 12,
    rolled: 11,
    monetised: 1.4,
    open: 0.97,
    unknown: 0,
    refused: 0.2,
  };
}

const LAYERS: readonly LayerOutcome[] = [
  layer('ladder', 'Put ladder 30/60/90', { delta: 210_000, gamma: 390_000, vega: 96_000, vannaVolga: 22_000, theta: -1_240_000, costs: -96_000, residual: -10_000 }, 1_310_000),
  layer('spread', 'Put spread, rich skew', { delta: 60_000, gamma: 141_000, vega: 30_000, vannaVolga: -8_000, theta: -431_000, costs: -32_000, residual: -2_500 }, 470_000),
  layer('vix', 'VIX call steps', { delta: 12_000, vega: 40_000, theta: -155_000, costs: -7_000, residual: -800 }, 160_000),
  layer('perp', 'Perpetual short', { delta: 31_000, carry: -28_000, costs: -17_500 }, 0),
]; // prettier-ignore

const KEYS = ['delta', 'gamma', 'vega', 'vannaVolga', 'theta', 'carry', 'costs', 'residual'] as const;

export const FAKE_EVENTS: readonly HedgeEvent[] = [
  { t: START, layer: 'ladder', action: 'open', cash: -104_000, words: 'put 101,000 x 8, 30 d' },
  { t: START + 14 * MS_PER_DAY, layer: 'ladder', action: 'roll', cash: -61_000, words: 'put 98,000 x 8, 30 d' },
  { t: START + 20 * MS_PER_DAY, layer: null, action: 'draw', cash: 323_000, words: 'reserve, margin was short' },
  { t: START + 22 * MS_PER_DAY, layer: 'ladder', action: 'monetise', cash: 402_000, words: 'half sold at 4 x' },
  { t: START + 29 * MS_PER_DAY, layer: null, action: 'repay', cash: -323_000, words: 'reserve' },
];

export function createFakeSimulation(plan: HedgePlan, path: PathSpec): SimulationResult {
  const paths = 'paths' in path ? path.paths : 1;
  const few = Math.min(paths, 200);
  const steps = path.kind === 'history' ? 60 : 'days' in path ? Math.min(365, path.days) : 60;
  const single = paths === 1;
  const sum = (key: (typeof KEYS)[number]): number => LAYERS.reduce((all, one) => all + one.attribution[key], 0);
  const years = steps / 365;
  const total = attribution(Object.fromEntries(KEYS.map((key) => [key, sum(key)])));
  const cost = -total.total / BOOK / years;
  const curve = (of: (share: number) => number): Float64Array =>
    Float64Array.from({ length: steps + 1 }, (_, i) => of(i / steps));
  return {
    plan: plan.name,
    start: path.kind === 'history' || path.kind === 'analog' ? path.from : START,
    step: MS_PER_DAY,
    steps,
    paths: few,
    source: path.kind === 'history' ? 'BTCUSDT, Binance files, 1d bars' : `${path.kind}, seed 7`,
    modelled: ['Smile of the options: a shape put on the level of the volatility index.'],
    book: BOOK,
    hedged: side(few, steps, 0.013, 0.0001, 11),
    unhedged: side(few, steps, 0.026, 0.0004, 11),
    costPerYear: { mean: cost, median: cost * 1.04 },
    layers: LAYERS,
    total,
    capital: plan.capital
      ? {
          survived: single ? 1 : 0.985,
          survivedAlone: single ? 0 : 0.71,
          reserve: { median: single ? 323_000 : 0, worst: 850_000 },
          credit: { median: 0, worst: 410_000 },
          synthetic: { median: 0, worst: 0 },
          cost: 5_230,
          ratePerYear: 0.081,
          againstSelling: 412_000,
          trace: single
            ? {
                margin: curve((s) => 620_000 - 500_000 * Math.sin(Math.PI * s)),
                requirement: curve((s) => 240_000 + 90_000 * Math.sin(Math.PI * s)),
                reserve: curve((s) => 850_000 - (s > 0.3 && s < 0.5 ? 323_000 : 0)),
                credit: curve(() => 0),
                synthetic: curve(() => 0),
              }
            : undefined,
        }
      : undefined,
    events: single ? FAKE_EVENTS : [],
    unknown: ['skew'],
  };
}

/** @param done shifts that are there; the others are NaN */
export function createFakeRobustness(done = 29): RollRobustness {
  const shifts = Float64Array.from({ length: 29 }, (_, i) => i - 14);
  const fill = (of: (shift: number) => number): Float64Array =>
    shifts.map((shift, i) => (i < done ? of(shift) : Number.NaN));
  return {
    shifts,
    pnl: fill((shift) => 0.05 - 0.02 * Math.sin(shift / 3)),
    drawdown: fill((shift) => -0.394 - 0.036 * Math.sin(shift / 3.1)),
    costPerYear: fill((shift) => 0.124 + 0.01 * Math.cos(shift / 4)),
  };
}

export const createFakeSizes = (plan: HedgePlan): SizeResult => ({
  feasible: true,
  words: 'CVaR 26.3 % of the book, 51.8 % without layers, 29.4 % as planned',
  layers: plan.layers.filter(({ enabled }) => enabled).map(({ id, name }, i) => ({ id, name, multiple: [1.4, 0.62, 0][i % 3]! })),
  cvar: { none: 0.518, planned: 0.294, sized: 0.263 },
  premium: { planned: 0.124, sized: 0.15, budget: plan.budget },
}); // prettier-ignore

/** Answers to questions of a plan, as far as their jobs have come. */
export function createFakeSimulations() {
  const answers = new Map<string, SimulationResult | RollRobustness | SizeResult>();
  const key = (kind: string, { plan, path, asOf }: SimulateSpec): string => JSON.stringify([kind, plan, path, asOf]);
  const specOf = ({ plan, path, asOf }: Args<'hedge:simulation'>): SimulateSpec =>
    SimulateSpecSchema.parse({ plan, path, asOf });
  return {
    /** @param share how much of the job is done */
    advance: (job: JobInput, share: number): void => {
      if (job.kind !== 'simulate' && job.kind !== 'robustness' && job.kind !== 'size') return;
      const spec = specOf(job.spec);
      const { plan, path } = spec;
      if (job.kind === 'robustness') answers.set(key(job.kind, spec), createFakeRobustness(Math.floor(29 * share)));
      else if (share === 1)
        answers.set(key(job.kind, spec), job.kind === 'size' ? createFakeSizes(plan) : createFakeSimulation(plan, path));
    },
    read: <R>(kind: 'simulate' | 'robustness' | 'size', spec: Args<'hedge:simulation'>): HedgeReply<R> => ({
      result: (answers.get(key(kind, specOf(spec))) as R | undefined) ?? null,
      stale: false,
      computedAt: START,
      problems: [],
    }),
  };
} // prettier-ignore
