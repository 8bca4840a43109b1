import type { Ms } from '#core/time/ms';
import type { Range } from '#core/time/ranges';
import type { DatasetKey, Page, QuarantinedRow } from '#main/store/types';
import { datasetCursor } from '../dataset-cursor';
import { pageOf } from './batch';
import type { FeedPrint } from './feed';

export interface OutboxOptions {
  /** Whose run it is. */
  readonly run: DatasetKey;
  /** Data sets that the ranges settle. */
  readonly datasets: readonly DatasetKey[];
  readonly onPage: (page: Page) => Promise<unknown>;
  /** After each page, stored or not. */
  readonly onSent: () => void;
  readonly now: () => Ms;
  /** Venue's clock minus ours. */
  readonly skew: () => Ms;
  /** How long ranges without prints may wait. */
  readonly empty: Ms;
}

/** What was recorded and is not stored yet. Nothing leaves it before its page is committed. */
export interface Outbox {
  readonly prints: FeedPrint[];
  readonly aside: QuarantinedRow[];
  readonly ranges: Range[];
  /** Prints stored so far. */
  readonly stored: number;
  /** Why the last page was not stored; '' when it was. */
  readonly trouble: string;
  /** Sends what there is, one page at a time; what comes meanwhile waits for the next. */
  send(): void;
  /** Sends the rest and closes the run. @throws the store's error */
  finish(): Promise<void>;
}

export function createOutbox({ run, datasets, onPage, onSent, now, skew, empty }: OutboxOptions): Outbox {
  const prints: FeedPrint[] = [];
  const aside: QuarantinedRow[] = [];
  const ranges: Range[] = [];
  let sending: Promise<void> | undefined;
  let sentAt = now();
  let stored = 0;
  let trouble = '';

  async function sendPage(isLast: boolean): Promise<void> {
    const at = now();
    const settled = datasets.flatMap((dataset) =>
      // a series that is deleted takes nothing from what was recorded of others
      ranges.map((range) => ({ ...dataset, ...range, state: 'fetched' as const, at, isOwn: true })),
    );
    const cursor = datasetCursor(run, { series: run.source, kind: 'liquidations', offset: at, done: isLast });
    const page = pageOf({ prints, aside, settled }, cursor, at + skew());
    const kept = page.blocks.reduce((sum, { line }) => sum + line.length, 0); // a page that is sent may be empty afterwards
    const counts = [prints.length, aside.length, ranges.length] as const;
    try {
      await onPage(page);
      [prints, aside, ranges].forEach((list, i) => list.splice(0, counts[i]));
      stored += kept;
      trouble = '';
      sentAt = now();
    } catch (cause) {
      trouble = `not stored yet: ${cause instanceof Error ? cause.message : String(cause)}`;
      throw cause;
    } finally {
      sending = undefined;
      onSent();
    }
  }

  return {
    ...{ prints, aside, ranges },
    get stored() {
      return stored;
    },
    get trouble() {
      return trouble;
    },
    send() {
      const isDue = prints.length + aside.length > 0 || (ranges.length > 0 && now() - sentAt >= empty);
      if (sending || !isDue) return;
      sending = sendPage(false);
      sending.catch(() => undefined); // told as `trouble`; what it held is sent again
    },
    async finish() {
      await sending?.catch(() => undefined);
      await sendPage(true);
    },
  };
}
