import { z } from 'zod';
import type { Scorecard } from '#core/replay/scorecard';
import type { Ms } from '#core/time/ms';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';

const Instant = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/** How long a low is asked to hold. */
export const HOLD_HORIZONS = [
  MS_PER_HOUR,
  4 * MS_PER_HOUR,
  MS_PER_DAY,
  3 * MS_PER_DAY,
  7 * MS_PER_DAY,
] as const satisfies readonly Ms[];

/** A picture larger than this is refused: the journal stays small enough to be copied with the database. */
export const MOST_PICTURE_BYTES = 2_000_000;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const Picture = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.byteLength <= MOST_PICTURE_BYTES, 'the picture is larger than 2 MB')
  .refine((bytes) => PNG_SIGNATURE.every((byte, i) => bytes[i] === byte), 'the picture is no PNG');

/** What a person states and why, at an instant of the clock. */
export const DecisionSchema = z.strictObject({
  /** Of the replay it was made in; null: live. */
  session: z.string().min(1).max(80).nullable(),
  instrument: z.string().min(1).max(80),
  decidedAt: Instant,
  /** Will the low of this price hold? */
  level: z.number().positive(),
  horizon: z.union(HOLD_HORIZONS.map((ms) => z.literal(ms))),
  /** That it holds, 0 … 1. */
  probability: z.number().min(0).max(1),
  reason: z.string().trim().max(4_000),
  /** What was done about it. */
  action: z.string().trim().max(400),
  /** Symbol and dates were hidden. */
  blind: z.boolean(),
});
export type Decision = z.output<typeof DecisionSchema>;
export const RecordSchema = DecisionSchema.extend({ picture: Picture.optional() });

/** What came of it, from what was known by the instant that was asked about. */
export type DecisionOutcome =
  | { readonly state: 'pending' }
  | {
      readonly state: 'held' | 'undercut';
      /** From the decision to the end of the bar that went below; null: it held. */
      readonly after: Ms | null;
      /** (p − outcome)², 0 … 1, less is better. */
      readonly brier: number;
      /** Bars that told it. */
      readonly source: string;
      readonly interval: Ms;
    }
  | { readonly state: 'unknown'; readonly why: 'missing' | 'coarse' };

export interface JournalEntry extends Decision {
  readonly id: string;
  /** When it was written down, by the program's own clock. */
  readonly recordedAt: Ms;
  readonly hasPicture: boolean;
  readonly outcome: DecisionOutcome;
}

export interface JournalScorecard extends Scorecard {
  /** Not scored: their horizon has not passed, or the bars do not tell. */
  readonly pending: number;
  readonly unknown: number;
}
