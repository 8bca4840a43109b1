import { z } from 'zod';
import { INGREDIENTS, type TimeShiftResult, type TimeShiftSpec } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { ascendingOnce, Instant, Interval, RuleSchema } from './evidence';

const Length = Interval.pipe(z.int().max(400 * MS_PER_DAY));
const Currency = z.string().min(1).max(12);

export const AlignmentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cascade'), side: z.enum(['long', 'short']).default('long') }),
  z.strictObject({
    kind: z.literal('release'),
    label: z.string().trim().min(1).max(80),
    which: z.enum(['all', 'up', 'down', 'unchanged', 'above', 'below']).default('all'),
  }),
  z.strictObject({
    kind: z.literal('differential'),
    a: Currency.default('USD'),
    b: Currency.default('EUR'),
    turn: z.enum(['any', 'narrowing', 'widening']).default('any'),
  }),
  z.strictObject({ kind: z.literal('rule'), rule: RuleSchema }),
]);

export const TimeShiftSpecSchema = z.strictObject({
  instrument: z.string().min(1).max(80),
  align: AlignmentSchema,
  barsMs: Interval.nullable().default(null),
  asOf: Instant.nullable().default(null),
  present: Instant.nullable().default(null),
  beforeMs: Length.default(MS_PER_DAY),
  afterMs: Length.default(3 * MS_PER_DAY),
  horizonsMs: z
    .array(Length)
    .min(1)
    .max(12)
    .default([MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY, 3 * MS_PER_DAY, 7 * MS_PER_DAY])
    .transform(ascendingOnce)
    .readonly(),
  weights: z.partialRecord(z.enum(INGREDIENTS), z.number().min(0).max(100)).default({}),
  nearest: z.int().min(2).max(1_000).nullable().default(null),
  costBp: z.number().min(0).max(1_000).default(8),
  undercutBp: z.number().min(0).max(1_000).default(10),
  equivalenceBp: z.number().min(0).max(1_000).default(10),
  equivalencePoints: z.number().min(0).max(50).default(5),
  minClusters: z.int().min(2).max(1_000).default(20),
  resamples: z.int().min(100).max(100_000).default(10_000),
  level: z.number().gt(0.5).lt(1).default(0.95),
  seed: z.int().min(0).max(0xffff_ffff).default(7),
}) satisfies z.ZodType<TimeShiftSpec, unknown>;

/** A kept answer; a job of kind `timeShift` computes it. */
export interface TimeShiftReply {
  readonly result: TimeShiftResult | null;
  /** The data or the engine changed since. */
  readonly stale: boolean;
  readonly computedAt: Ms | null;
  /** Why it can't be asked of what is stored. */
  readonly problems: readonly string[];
}
