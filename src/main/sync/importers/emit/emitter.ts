import type { Ms } from '#core/time/ms';
import type { MacroRelease, PageBlock } from '#main/store/types';
import type { Finding } from '../validate/checks';

/** A row that was set aside. */
export type Reject = (row: number, finding: Finding, t: Ms) => void;

/** First row of what an emitter still holds back: a run that is taken up again must begin there. */
export interface Held {
  readonly offset: number;
  readonly line: number;
}

/** Takes batches of rows in, gives blocks of a page out. */
export interface Emitter {
  /** @param base Offset in the file of the batch's buffer. */
  add(base: number): void;
  /** @param final No more rows will come: nothing is held back. */
  flush(blocks: PageBlock[], macro: MacroRelease[], final: boolean): void;
  held(): Held | undefined;
  /** See `Pipeline.rowsToCut`. */
  rowsToCut(): number | undefined;
  /** Rows handed on or still held. */
  readonly accepted: number;
}
