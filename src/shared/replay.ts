import { z } from 'zod';
import type { HedgePlan } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from './cascades';
import { HedgePlanSchema } from './hedge';
import type { BarsReply, LiquidationsReply, PointsReply } from './market';

const Instant = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/** What a person did with the hedge at an instant of a replay. */
export interface ReplayAct {
  readonly at: Ms;
  /** The plan in force from the next bar on; null: everything was taken off. */
  readonly plan: HedgePlan | null;
}
export const ReplayActSchema = z.strictObject({ at: Instant, plan: HedgePlanSchema.nullable() });
export const ReplayActsSchema = z.array(ReplayActSchema).max(1_000).readonly();

/** A stretch of the past that is walked through; it can be left and gone on with. */
export const ReplaySessionSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  instrument: z.string().min(1).max(80),
  interval: z.int().positive(),
  /** Where it was entered, and where its clock stands. */
  start: Instant,
  clock: Instant,
  /** Length of a step [ms], or from event to event. */
  step: z.union([z.int().positive(), z.literal('event')]),
  speed: z.number().positive(),
  blind: z.boolean(),
  acts: ReplayActsSchema,
});
export type ReplaySessionState = z.output<typeof ReplaySessionSchema>;
export interface ReplaySession extends ReplaySessionState {
  readonly id: string;
  readonly savedAt: Ms;
}

/** One of the answers to a step of the clock: what its channel answers. */
export interface StepAnswer {
  /** Undefined: a list as its asker holds it. */
  readonly value: BarsReply | LiquidationsReply | PointsReply | readonly CascadeRow[] | null | undefined;
  /** Of a list: tells it from others. */
  readonly print?: string;
}

/** What a scrubber marks. `decision`: of the journal, which adds them itself. */
export type ReplayMarkKind = 'cascade' | 'release' | 'decision';
export interface ReplayMark {
  readonly kind: ReplayMarkKind;
  /** Where it is drawn: the peak of a cascade, the instant of a release. */
  readonly t: Ms;
  /** Since when it is known. */
  readonly known: Ms;
  /** `long`, `short`, or which release: `CPI`. */
  readonly label: string;
  /** Of a cascade, closed by force [USD]; NaN where it is not known. */
  readonly notional: number;
}

/** Where a jump may lead. `event`: to whichever comes first. */
export const JUMP_KINDS = ['cascade', 'release', 'event'] as const;
export type JumpKind = (typeof JUMP_KINDS)[number];
/** Only where the clock goes: what happened there is told by what is known then. */
export interface ReplayJump {
  readonly t: Ms;
}
