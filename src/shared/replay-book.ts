import { z } from 'zod';
import type { HedgeBookRun } from '#core/hedge/replay/types';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { ReplayActsSchema } from './replay';

const Instant = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/** The shortest and the longest bar that a book moves by [ms]: the rest divide a day. */
export const LEAST_BOOK_STEP = MS_PER_HOUR;
export const MOST_BOOK_STEP = MS_PER_DAY;
/** Bars of a book at most: more than five years of hours. */
export const MOST_BOOK_BARS = 50_000;

export const ReplayBookQuerySchema = z.strictObject({
  /** In the order of their instants; those after `asOf` are not there yet. */
  acts: ReplayActsSchema.refine((acts) => acts.every(({ at }, i) => i === 0 || at >= acts[i - 1]!.at), 'acts have to be in order'), // prettier-ignore
  step: z
    .int()
    .min(LEAST_BOOK_STEP)
    .max(MOST_BOOK_STEP)
    .refine((step) => MS_PER_DAY % step === 0, 'a step has to divide a day'),
  asOf: Instant,
}); // prettier-ignore
export type ReplayBookQuery = z.output<typeof ReplayBookQuerySchema>;

export interface ReplayBook extends HedgeBookRun {
  /** What is modelled and where it comes from, a sentence each. */
  readonly notes: readonly string[];
}

export interface ReplayBookReply {
  /** Null: nothing was put on that is filled by now, or the reason is in `problem`. */
  readonly book: ReplayBook | null;
  /** Why there is no book, and what to do. */
  readonly problem: string | null;
}
