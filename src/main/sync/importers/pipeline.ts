import type { Ms } from '#core/time/ms';
import type { MacroRelease, Page, PageBlock, QuarantinedRow } from '#main/store/types';
import { createBatch, type Batch } from './csv/scan';
import type { Emitter, Held } from './emit/emitter';
import { GatherEmitter } from './emit/gather-emitter';
import { MacroEmitter } from './emit/macro-emitter';
import { SeriesEmitter } from './emit/series-emitter';
import type { BoundTable } from './plan/bind';
import type { Finding } from './validate/checks';

/** Small enough for the second-level cache, large enough that per-batch work does not show. */
export const BATCH_ROWS = 4_096;
const MAX_TEXT = 1_000;

export type PageContent = Omit<Page, 'cursor'>;

/** From batches of numbers to pages of series. One per table. */
export class Pipeline {
  readonly batch: Batch;
  /** Rows that came in, quarantined ones included. */
  rows = 0;
  private readonly emitters: readonly Emitter[];
  private readonly file: string;
  private readonly textOf: (row: number) => string;
  private quarantined: QuarantinedRow[] = [];
  private readonly told = new Set<string>();

  /** @param textOf Row of the current batch as it stands in the file. */
  constructor(table: BoundTable, file: string, now: Ms, textOf: (row: number) => string) {
    this.file = file;
    this.textOf = textOf;
    this.batch = createBatch(BATCH_ROWS, table.valueSlots, table.tagSlots);
    const texts = (slot: number): readonly string[] => table.scan.interners[slot]!.texts;
    const reject = (row: number, finding: Finding, t: Ms): void => this.rejectRow(row, finding, t);
    this.emitters = table.series.map((series) => {
      if (series.spec.kind === 'macro') return new MacroEmitter(series, this.batch, texts, now, reject);
      const Kind = series.spec.gather ? GatherEmitter : SeriesEmitter;
      return new Kind(series, this.batch, texts, now, reject);
    });
  }

  get accepted(): number {
    return this.emitters.reduce((sum, { accepted }) => sum + accepted, 0);
  }

  /** Takes the rows now in the batch. @param base Offset of the batch's buffer in the file. */
  take(base: number): void {
    this.rows += this.batch.rows;
    if (this.batch.rows > 0) for (const emitter of this.emitters) emitter.add(base);
    this.told.clear();
  }

  /** A row that never became numbers. */
  quarantine(line: number, finding: Finding, t: Ms, text: string): void {
    this.rows++;
    this.quarantined.push({ file: this.file, line, t, ...finding, text: text.slice(0, MAX_TEXT) });
  }

  /** Rows until a chunk of the store is full, as far as that can be told; 0 when it just became full. */
  rowsToCut(): number | undefined {
    const [only, ...others] = this.emitters;
    return others.length === 0 ? only?.rowsToCut() : undefined;
  }

  /** What has come in since the last page. */
  page(final: boolean): PageContent {
    const blocks: PageBlock[] = [];
    const macro: MacroRelease[] = [];
    for (const emitter of this.emitters) emitter.flush(blocks, macro, final);
    const { quarantined } = this;
    this.quarantined = [];
    return { blocks, macro, quarantined };
  }

  /** Where a run that is taken up again must begin, when that is before the end of what came in. */
  held(): Held | undefined {
    const held = this.emitters.map((emitter) => emitter.held()).filter((one) => one !== undefined);
    return held.sort((a, b) => a.offset - b.offset)[0];
  }

  /** A row that feeds several series is set aside once for one fault. */
  private rejectRow(row: number, finding: Finding, t: Ms): void {
    const line = this.batch.line[row]!;
    const key = `${line} ${finding.detail}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.quarantined.push({
      file: this.file,
      line,
      t: Number.isFinite(t) ? t : Number.NaN,
      ...finding,
      text: this.textOf(row).slice(0, MAX_TEXT),
    });
  }
}
