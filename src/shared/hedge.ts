import { z } from 'zod';
import type { DailyCloses } from '#core/hedge/closes';
import type { HedgeMarketData } from '#core/hedge/market-data';
import type { PathSpec, RollRobustness, SimulationResult } from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';

/** The farthest from 1970 that a date can be, in ms. */
const LAST_INSTANT = 8_640_000_000_000_000;
const Instant = z
  .union([z.int().min(-LAST_INSTANT).max(LAST_INSTANT), z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((given): Ms => (typeof given === 'number' ? given : Date.parse(given)));
const Id = z.string().min(1).max(80);
const Name = z.string().max(120);
/** Money or units, either sign. */
const Amount = z.number().min(-1e15).max(1e15);
const Share = z.number().min(0).max(1);
const Days = z.number().min(0).max(3_650);
const Rate = z.number().min(-10).max(10);
const Multiple = z.number().min(0).max(1_000);
const Weight = z.number().min(-100).max(100);
const Step = z
  .int()
  .min(3_600_000)
  .max(30 * 86_400_000);

const PositionForm = z.strictObject({
  id: Id,
  label: Name,
  kind: z.enum(['spot', 'perpetual', 'future', 'option', 'etf', 'cash']),
  instrument: Id.nullable(),
  quantity: Amount,
  price: z.number().min(0).max(1e15).nullable(),
  option: z
    .strictObject({ kind: z.enum(['call', 'put']), strike: z.number().positive().max(1e15), expiry: Instant })
    .nullable(),
  beta: z.number().min(-100).max(100).nullable(),
});
const Position = PositionForm.refine(({ kind, option }) => (kind === 'option') === (option !== null), {
  path: ['option'],
  message: 'an option needs a strike and an expiry, and nothing else has them',
});

const Strike = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('delta'), value: z.number().min(0.001).max(0.999) }),
  z.strictObject({ by: z.literal('moneyness'), value: z.number().min(0.01).max(100) }),
  z.strictObject({ by: z.literal('premium'), value: z.number().min(1e-6).max(1) }),
]);
const Underlying = z.enum(['asset', 'volatility']);
const Leg = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['call', 'put']), on: Underlying, ratio: Weight, strike: Strike }),
  z.strictObject({ kind: z.literal('future'), on: Underlying, ratio: Weight }),
]);
const Legs = z.array(Leg).min(1).max(8).readonly();

const Tenor = z
  .strictObject({
    targets: z.array(z.number().positive().max(3_650)).min(1).max(12).readonly(),
    least: Days,
    most: Days,
    monthlyOnly: z.boolean(),
    calendar: z.enum(['crypto', 'vix', 'equity']),
  })
  .refine(({ least, most }) => least <= most, { path: ['most'], message: 'most is below least' });

const Size = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('exposure'), ratio: Weight }),
  z.strictObject({ by: z.literal('contracts'), count: Amount }),
  z.strictObject({ by: z.literal('premium'), share: Share }),
  z.strictObject({ by: z.literal('budget'), share: Share }),
]);

export const GateSignalSchema = z.enum(['volatility', 'slope', 'skew', 'exhaustion', 'ivOverRealized', 'drawdown']);
const Level = z.number().min(-1e6).max(1e6);
/** A last step without an upper end is written as a large number: JSON has no infinity. */
const GateForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({
    kind: z.literal('step'),
    signal: GateSignalSchema,
    steps: z
      .array(
        z
          .strictObject({ from: Level, to: Level, value: Multiple })
          .refine(({ from, to }) => from < to, { path: ['to'], message: 'to has to come after from' }),
      )
      .min(1)
      .max(20)
      .readonly(),
  }),
  z
    .strictObject({ kind: z.literal('ramp'), signal: GateSignalSchema, from: Level, to: Level })
    .refine(({ from, to }) => from !== to, { path: ['to'], message: 'a ramp needs two levels' }),
  z.strictObject({ kind: z.literal('hysteresis'), signal: GateSignalSchema, on: Level, off: Level }),
]);

export const GateRuleSchema = z.strictObject({ gate: GateForm, reads: z.enum(['roll', 'step']) });

const AdaptationRule = z
  .strictObject({
    skew: Weight,
    slope: Weight,
    exhaustion: Weight,
    least: Multiple,
    most: Multiple,
    rich: z.strictObject({ above: Level, legs: Legs }).nullable(),
    inverted: z.strictObject({ above: Level, tenorTimes: z.number().positive().max(20) }).nullable(),
  })
  .refine(({ least, most }) => least <= most, { path: ['most'], message: 'most is below least' });

const MonetisationRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('multiples'),
    steps: z
      .array(z.strictObject({ at: z.number().positive().max(10_000), sell: Share }))
      .min(1)
      .max(12)
      .readonly()
      .refine((steps) => steps.every(({ at }, i) => i === 0 || at > steps[i - 1]!.at), 'multiples have to ascend'),
  }),
  z
    .strictObject({ kind: z.literal('band'), above: Share, to: Share })
    .refine(({ above, to }) => to <= above, { path: ['to'], message: 'to is above the band' }),
]);

const LayerSchema = z.strictObject({
  id: Id,
  name: Name,
  enabled: z.boolean(),
  structure: z.enum([
    'put', 'call', 'putSpread', 'ratioSpread', 'collar', 'condor', 'volatilityCall', 'volatilityCallSpread', 'perpetual',
    'future', 'etfProxy',
  ]),
  legs: Legs,
  tenor: Tenor,
  size: Size,
  gate: GateRuleSchema,
  adaptation: AdaptationRule,
  roll: z.strictObject({ daysBefore: Days, every: Days }),
  monetisation: MonetisationRule,
  caps: z.strictObject({ premiumPerYear: Multiple.nullable(), notional: Multiple.nullable() }),
}); // prettier-ignore

const Capital = z.strictObject({
  margin: z.number().min(0).max(1e15),
  reserve: z.number().min(0).max(1e15),
  credit: z.strictObject({ limit: z.number().min(0).max(1e15), rate: Rate, haircut: Share }).nullable(),
  synthetic: z.strictObject({ share: Share, rate: Rate }).nullable(),
  requirement: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('maintenance'), share: Share }),
    z.strictObject({
      by: z.literal('stress'),
      preset: z.strictObject({
        name: Name,
        asOf: z.string().max(40),
        source: z.string().max(400),
        priceRange: z.number().positive().max(1),
        priceSteps: z.int().min(1).max(201),
        volUp: Multiple,
        volDown: Multiple,
        leastVolUp: Multiple,
        shortPower: Multiple,
        longPower: Multiple,
        extended: z.array(z.number().min(-1).max(100)).max(60).readonly(),
        extendedFactor: Multiple,
        dampener: z.number().min(0).max(1e9),
      }),
    }),
  ]),
  repayAbove: Multiple,
  forcedSlippage: Share,
});

const MOST_POSITIONS = 200;
const MOST_LAYERS = 30;

/** A plan as the window, a file or the store holds it: unknown fields are errors, ids tell positions and layers apart. */
export const HedgePlanSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    asset: Id,
    positions: z.array(Position).max(MOST_POSITIONS).readonly(),
    layers: z.array(LayerSchema).max(MOST_LAYERS).readonly(),
    beta: z.strictObject({
      benchmark: Id,
      window: z.int().min(10).max(2_000),
      halfLife: z.number().positive().max(2_000).nullable(),
      shrink: z.boolean(),
      downside: z.boolean(),
    }),
    surface: z.strictObject({
      dynamics: z.enum(['stickyStrike', 'stickyDelta', 'volBeta']),
      volBeta: z.number().min(-20).max(20),
      parallel: z.boolean(),
    }),
    costs: z.strictObject({
      crossed: Share,
      optionSpread: Share,
      leastVolSpread: Share,
      linearSpread: Share,
      optionFee: Share,
      optionFeeCap: Share,
      linearFee: Share,
    }),
    capital: Capital.nullable(),
    budget: Share,
  })
  .superRefine(({ positions, layers }, context) => {
    for (const [path, list] of Object.entries({ positions, layers }))
      if (new Set(list.map(({ id }) => id)).size < list.length)
        context.addIssue({ code: 'custom', path: [path], message: 'two have the same id' });
  }) satisfies z.ZodType<HedgePlan, unknown>;

const monteCarlo = {
  paths: z.int().min(1).max(100_000),
  days: z.int().min(1).max(1_830),
  seed: z.int().min(0).max(0xffffffff).default(7),
  drift: Rate.default(0),
  vol: z.number().positive().max(10).nullable().default(null),
};
const Jumps = z.strictObject({
  perYear: z.number().min(0).max(365),
  mean: z.number().min(-2).max(2),
  deviation: z.number().min(0).max(2),
});
/** Cells of a set of paths: what memory and patience bear. */
const MOST_CELLS = 10_000_000;

/** A line drawn by hand. */
export const DrawnPointsSchema = z
  .array(
    z.strictObject({
      day: z.number().min(0).max(1_830),
      spot: z.number().min(1e-9).max(1_000),
      vol: z.number().positive().max(100).nullable().default(null),
    }),
  )
  .min(2)
  .max(500)
  .readonly()
  .refine((points) => points.every(({ day }, i) => i === 0 || day > points[i - 1]!.day), 'days have to ascend');

const PathForm = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('history'), from: Instant, to: Instant, step: Step.default(86_400_000) })
    .refine(({ from, to }) => from < to, { path: ['to'], message: 'to has to come after from' }),
  z.strictObject({
    kind: z.literal('drawn'),
    points: DrawnPointsSchema,
    step: Step.default(86_400_000),
  }),
  z.strictObject({
    kind: z.literal('analog'),
    from: Instant,
    days: z.int().min(1).max(1_830),
    step: Step.default(86_400_000),
  }),
  z.strictObject({ kind: z.literal('gbm'), ...monteCarlo }),
  z.strictObject({ kind: z.literal('jump'), ...monteCarlo, jumps: Jumps }),
  z.strictObject({ kind: z.literal('bootstrap'), ...monteCarlo, block: z.number().min(1).max(365).default(10) }),
  z.strictObject({
    kind: z.literal('hawkes'),
    ...monteCarlo,
    jumps: Jumps,
    branching: z.number().min(0).max(0.95),
    decayDays: z.number().positive().max(365),
  }),
]);

export const PathSpecSchema = PathForm.refine((path) => !('paths' in path) || path.paths * path.days <= MOST_CELLS, {
  path: ['paths'],
  message: `paths × days is at most ${MOST_CELLS.toLocaleString('en-US')}`,
}) satisfies z.ZodType<PathSpec, unknown>;

const simulate = {
  plan: HedgePlanSchema,
  path: PathSpecSchema,
  /** Market of the start and everything that paths are made from, as known by then; null: the newest. A history starts at its own. */
  asOf: Instant.nullable().default(null),
  /** Days that every roll is moved by. */
  shiftRolls: z.int().min(-14).max(14).default(0),
};
export const SimulateSpecSchema = z.strictObject(simulate);
export type SimulateSpec = z.output<typeof SimulateSpecSchema>;

/** Sizes of all enabled layers that make the loss of the worst paths least, premium within the budget of the plan. */
export const SizeSpecSchema = z.strictObject({
  ...simulate,
  /** Largest multiple of the size that the plan gives a layer. */
  most: z.number().positive().max(100).default(3),
  level: z.number().min(0.5).max(0.999).default(0.95),
});
export type SizeSpec = z.output<typeof SizeSpecSchema>;

/** What the market of a plan is asked for. */
export const HedgeMarketQuerySchema = z.strictObject({
  asset: Id,
  /** As in the plan's beta. */
  benchmark: Id,
  /** Instruments of positions. */
  instruments: z.array(Id).max(MOST_POSITIONS).readonly().default([]),
  /** Daily closes that are wanted. */
  window: z.int().min(10).max(2_000).default(90),
  asOf: Instant.optional(),
});
export type HedgeMarketQuery = z.output<typeof HedgeMarketQuerySchema>;

/** What a book and a surface are built from on the page, all of it known by `market.t`. */
export interface HedgeMarketReply {
  readonly market: HedgeMarketData;
  /** Of the asset and the instruments asked for that are stored, the last window + 1 days. */
  readonly closes: readonly DailyCloses[];
  /** Undefined: none of it is stored. A basket is an index that starts at 1. */
  readonly benchmark: DailyCloses | undefined;
  readonly synthetic: boolean;
  /** Where it comes from and what in it is modelled, a plain sentence each. */
  readonly notes: readonly string[];
}

/** The kept answer to a question of a plan; a job of that kind computes it. */
export interface HedgeReply<R> {
  readonly result: R | null;
  /** The data changed since. */
  readonly stale: boolean;
  readonly computedAt: Ms | null;
  /** Why it cannot be computed; empty when it can. */
  readonly problems: readonly string[];
}
export type SimulationReply = HedgeReply<SimulationResult>;
export type RobustnessReply = HedgeReply<RollRobustness>;
export type SizeReply = HedgeReply<SizeResult>;

export interface SizeResult {
  /** False: not even the layers of a cost below zero fit; `words` say why. */
  readonly feasible: boolean;
  readonly words: string;
  readonly layers: readonly { readonly id: string; readonly name: string; readonly multiple: number }[];
  /** Mean loss of the worst (1 − level) of the paths, share of the book: without layers, as planned, as sized. */
  readonly cvar: { readonly none: number; readonly planned: number; readonly sized: number };
  /** Premium paid a year, share of the book. */
  readonly premium: { readonly planned: number; readonly sized: number; readonly budget: number };
}

/** A plan that is kept under a number of its own, so that it can be renamed. */
export interface SavedPlan {
  readonly id: string;
  readonly savedAt: Ms;
  readonly plan: HedgePlan;
}
