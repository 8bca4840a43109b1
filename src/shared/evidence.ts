import { z } from 'zod';
import type {
  Condition,
  Confirmation,
  ConfirmationId,
  Rule,
  RuleParameter,
  Signal,
  StudyInput,
  StudyResult,
  StudySpec,
} from '#core/evidence/types';
import { DEFAULT_CONTROLS } from '#core/evidence/controls';
import { parameterOf } from '#core/evidence/sweep';
import type { AbsorptionStage } from '#core/liquidations/absorption';
import { DEFAULT_HORIZONS } from '#core/evidence/horizons';
import { parseInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';

/** Written `5m`, `1h`, `30d`, or as milliseconds. */
export const Interval = z.union([z.int().positive(), z.string().max(12)]).transform((given, context): Ms => {
  const ms = typeof given === 'number' ? given : parseInterval(given);
  if (ms === undefined)
    context.addIssue({ code: 'custom', message: `"${given}" is not an interval: write 5m, 1h or 30d` });
  return ms ?? z.NEVER;
});
/** The farthest from 1970 that a date can be, in ms. */
const LAST_INSTANT = 8_640_000_000_000_000;
/** A date, a date with a time and its zone, or epoch milliseconds. */
export const Instant = z
  .union([z.int().min(-LAST_INSTANT).max(LAST_INSTANT), z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((given): Ms => (typeof given === 'number' ? given : Date.parse(given)));
/** Horizons in order, each once. */
export const ascendingOnce = (given: readonly Ms[]): Ms[] => [...new Set(given)].sort((a, b) => a - b);
const Side = z.enum(['long', 'short']).default('long');
const Period = z.int().min(1).max(10_000);
const Amount = z.number().min(0).max(1e15);

export const SignalSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('close') }),
  z.strictObject({ name: z.literal('rsi'), period: Period.default(14), interval: Interval }),
  z
    .strictObject({
      name: z.literal('macdHistogram'),
      fast: Period.default(12),
      slow: Period.default(26),
      signal: Period.default(9),
      interval: Interval,
    })
    .refine(({ fast, slow }) => fast < slow, { path: ['fast'], message: 'fast has to be below slow' }),
  z.strictObject({ name: z.literal('ema'), period: Period.default(20), interval: Interval }),
  z.strictObject({ name: z.literal('return'), over: Interval }),
  z.strictObject({ name: z.literal('drawdown'), over: Interval }),
  z.strictObject({ name: z.literal('realizedVol'), over: Interval }),
  z.strictObject({ name: z.literal('volumeZ'), over: Interval }),
  z.strictObject({ name: z.literal('liquidations'), side: Side, over: Interval }),
  z.strictObject({ name: z.literal('oiChange'), over: Interval }),
  z.strictObject({ name: z.literal('funding') }),
  z.strictObject({ name: z.literal('volatilityIndex') }),
  z.strictObject({ name: z.literal('termSlope') }),
  z.strictObject({ name: z.literal('skew') }),
  z.strictObject({ name: z.literal('breadth') }),
]) satisfies z.ZodType<Signal, unknown>;

const MOST_BRANCHES = 20;
/** Conditions of a tree, joints included: more than a person writes by hand, and few enough for the stack and for the time that each takes. */
const MOST_CONDITIONS = 200;

const Branches = z.lazy(() => z.array(Node).min(1).max(MOST_BRANCHES));
/** By the field that only this form has. */
const FORMS = {
  all: z.strictObject({ all: Branches }),
  any: z.strictObject({ any: Branches }),
  not: z.strictObject({ not: z.lazy(() => Node) }),
  within: z.strictObject({ within: Interval, of: z.lazy(() => Node) }),
  signal: z.strictObject({
    signal: SignalSchema,
    is: z.enum(['above', 'below', 'crossesAbove', 'crossesBelow']),
    value: z.unknown().transform((given, context): number | Signal => {
      return parseAs<number | Signal>(typeof given === 'number' ? z.number() : SignalSchema, given, context);
    }),
  }),
};

/** One condition of a tree. The form is told by its field, so that an error names what is wrong inside, and where. */
const Node: z.ZodType<Condition, unknown> = z.unknown().transform((given, context): Condition => {
  const form = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find((name) => isRecord(given) && name in given);
  if (form) return parseAs<Condition>(FORMS[form], given, context);
  context.addIssue({ code: 'custom', message: `a condition has one of ${Object.keys(FORMS).join(', ')}` });
  return z.NEVER;
});

/** Trees of any shape up to a size that no person writes by hand. */
export const ConditionSchema: z.ZodType<Condition, unknown> = z
  .unknown()
  .refine((given) => hasAtMost(MOST_CONDITIONS, given), {
    abort: true,
    message: `a rule has at most ${MOST_CONDITIONS} conditions`,
  })
  .pipe(Node);

function parseAs<T>(schema: z.ZodType<T, unknown>, given: unknown, context: z.RefinementCtx): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue);
  return z.NEVER;
}

const isRecord = (given: unknown): given is Record<string, unknown> => typeof given === 'object' && given !== null;

/** Counts without recursion: what comes in may be nested deeper than a stack is. */
function hasAtMost(most: number, tree: unknown): boolean {
  const open = [tree];
  for (let count = 1; open.length > 0; count++) {
    if (count > most) return false;
    const given = open.pop();
    if (!isRecord(given)) continue;
    const { all, any, not, of } = given;
    for (const branch of [all, any]) if (Array.isArray(branch)) open.push(...(branch as unknown[]).slice(0, most));
    for (const child of [not, of]) if (child !== undefined) open.push(child);
  }
  return true;
}

const Merge = Interval.default(15 * MS_PER_MINUTE);

export const RuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cascade'),
    side: Side,
    k: z.number().min(0.5).max(50).nullable().default(null),
    minNotionalUsd: Amount.default(0),
    mergeMs: Merge,
  }),
  z.strictObject({
    kind: z.literal('absoluteMove'),
    side: Side,
    fallBp: z.number().positive().max(10_000).default(300),
    withinMs: Merge,
    mergeMs: Merge,
  }),
  z.strictObject({
    kind: z.literal('proxy'),
    side: Side,
    sigmas: z.number().positive().max(50).default(4),
    oiFallShare: z.number().min(0).max(1).default(0.03),
    volumeZ: z.number().min(-10).max(50).default(3),
    mergeMs: Merge,
  }),
  z.strictObject({
    kind: z.literal('condition'),
    side: Side,
    when: ConditionSchema,
    cooldownMs: Interval.default(MS_PER_DAY),
    lookbackMs: Interval.default(MS_PER_DAY),
  }),
]) satisfies z.ZodType<Rule, unknown>;

/** What a sensitivity grid may try: beyond what a rule may be set to, but nothing that no rule could mean. */
const RULE_PARAMETERS: Readonly<Record<RuleParameter, z.ZodType<number>>> = {
  k: z.number().positive(),
  minNotionalUsd: z.number().min(0),
  fallBp: z.number().positive(),
  withinMs: z.int().positive(),
  sigmas: z.number().positive(),
  oiFallShare: z.number().min(0),
  volumeZ: z.number(),
  mergeMs: z.int().positive(),
  cooldownMs: z.int().positive(),
  lookbackMs: z.int().positive(),
};

const Axis = z
  .strictObject({
    parameter: z.enum(Object.keys(RULE_PARAMETERS) as RuleParameter[]),
    values: z.array(z.number()).min(1).max(12).readonly(),
  })
  .superRefine(({ parameter, values }, context) => {
    for (const [i, value] of values.entries()) {
      const parsed = RULE_PARAMETERS[parameter].safeParse(value);
      for (const { message } of parsed.error?.issues ?? [])
        context.addIssue({ code: 'custom', path: ['values', i], message });
    }
  });

const StudyFields = z.strictObject({
  name: z.string().max(120).default(''),
  instruments: z.array(z.string().min(1).max(80)).min(1).max(500).readonly(),
  rule: RuleSchema,
  from: Instant.nullable().default(null),
  to: Instant.nullable().default(null),
  asOf: Instant.nullable().default(null),
  barsMs: Interval.nullable().default(null),
  horizonsMs: z
    .array(Interval)
    .min(1)
    .max(20)
    .default([...DEFAULT_HORIZONS])
    .transform(ascendingOnce)
    .readonly(),
  costBp: z.number().min(0).max(1_000).default(8),
  undercutBp: z.number().min(0).max(1_000).default(10),
  equivalenceBp: z.number().min(0).max(1_000).default(10),
  equivalencePoints: z.number().min(0).max(50).default(5),
  minClusters: z.int().min(2).max(10_000).default(20),
  placebo: z
    .strictObject({
      perEvent: z.int().min(1).max(200).default(DEFAULT_CONTROLS.placebo.perEvent),
      within: z.enum(['day', 'week']).default(DEFAULT_CONTROLS.placebo.within),
    })
    .prefault({}),
  matched: z
    .strictObject({
      perEvent: z.int().min(1).max(50).default(DEFAULT_CONTROLS.matched.perEvent),
      dropCaliper: z.number().positive().max(5).default(DEFAULT_CONTROLS.matched.dropCaliper),
      volatilityCaliper: z.number().positive().max(5).default(DEFAULT_CONTROLS.matched.volatilityCaliper),
    })
    .prefault({}),
  resamples: z.int().min(100).max(200_000).default(10_000),
  level: z.number().min(0.5).max(0.999).default(0.95),
  seed: z.int().min(0).max(0xffffffff).default(7),
  model: z
    .strictObject({
      horizonMs: Interval.default(MS_PER_DAY),
      l2: z.number().min(0).max(1e6).default(1),
      folds: z.int().min(2).max(50).default(5),
      embargoMs: Interval.default(MS_PER_DAY),
    })
    .prefault({}),
  sweep: z
    .strictObject({ x: Axis, y: Axis, horizonMs: Interval.default(MS_PER_HOUR) })
    .nullable()
    .default(null),
});

/** A study as a person writes it: unknown fields are errors, everything but the rule and the instruments has a default. */
export const StudySpecSchema = StudyFields.superRefine(({ from, to, rule, sweep }, context) => {
  const refuse = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
  if (from !== null && to !== null && from >= to) refuse(['to'], 'to has to come after from');
  if (!sweep) return;
  const { x, y } = sweep;
  for (const [name, { parameter }] of Object.entries({ x, y }))
    if (parameterOf(rule, parameter) === undefined)
      refuse(['sweep', name, 'parameter'], `a rule of kind ${rule.kind} has no ${parameter}`);
  if (x.parameter === y.parameter) refuse(['sweep', 'y', 'parameter'], 'the axes of a grid are two parameters');
}) satisfies z.ZodType<StudySpec, unknown>;

export type StudySpecInput = z.input<typeof StudySpecSchema>;

/** What is known of a question before and after it was computed. */
export interface StudyReply {
  /** Null: never computed. */
  readonly result: StudyResult | null;
  /** The data changed since `result` was computed. */
  readonly stale: boolean;
  readonly computedAt: Ms | null;
  /** What would be read now. */
  readonly inputs: readonly StudyInput[];
  /** Why it cannot be computed; empty when it can. */
  readonly problems: readonly string[];
}

export interface SavedRule {
  readonly name: string;
  /** Counts up with each change that was saved. */
  readonly version: number;
  readonly savedAt: Ms;
  readonly rule: Rule;
  readonly history: readonly { readonly version: number; readonly savedAt: Ms; readonly rule: Rule }[];
}

/** What the Event pane adds to an event's fields. Each part is null with a reason in `lacks` where data is missing. */
export interface EventEvidence {
  readonly confirmations: readonly Confirmation[];
  /** Which stored series each of them reads; one that has none is not there. */
  readonly sources: Readonly<Partial<Record<ConfirmationId, string>>>;
  readonly intensity: {
    readonly t: Float64Array;
    /** Prints per second, by the fitted process. */
    readonly perSecond: Float64Array;
    readonly mu: number;
    readonly branching: { readonly value: number; readonly lo: number; readonly hi: number };
    readonly halfLifeMs: number;
    readonly poissonP: number;
    readonly ksP: number;
    readonly prints: number;
  } | null;
  /** By stage, each against its own calm level. */
  readonly absorption: readonly AbsorptionStage[] | null;
  readonly cohorts: {
    readonly t: Float64Array;
    readonly longBreakEven: Float64Array;
    readonly shortBreakEven: Float64Array;
    readonly before: number;
    readonly after: number;
    /** 10⁴·ln(after/before) of the side that was closed. */
    readonly resetBp: number;
    readonly interval: Ms;
    readonly source: string;
  } | null;
  readonly lacks: { readonly intensity: string; readonly absorption: string; readonly cohorts: string };
}
