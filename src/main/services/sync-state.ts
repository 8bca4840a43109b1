import type { RecordingState, SyncItem, SyncState } from '#shared/sync';
import type { PageCounts } from '../store/types';
import type { ItemChange, LineState } from '../sync/sync-protocol';

const RATE_MS = 10_000;
const PACE_MS = 60_000;
const TELL_MS = 200;

interface Sample {
  readonly at: number;
  readonly value: number;
}

/** What market sync is doing, as it is shown: put together from what the thread, the store and the schedule say. */
export class SyncBoard {
  private readonly now: () => number;
  private readonly listeners = new Set<(state: SyncState) => void>();
  private timer: NodeJS.Timeout | undefined;
  private jobId: string | null = null;
  private items: SyncItem[] = [];
  private line: LineState = { network: 'unknown', skew: {} };
  private recordings: readonly RecordingState[] = [];
  private next: number | null = null;
  private rows: Sample[] = [];
  private shares: Sample[] = [];

  constructor(now: () => number) {
    this.now = now;
  }

  state(): SyncState {
    const { network, skew } = this.line;
    const { jobId, items, recordings, next } = this;
    const isRunning = items.some(({ state }) => state === 'running' || state === 'waiting' || state === 'queued');
    return {
      network, skew, jobId, items, recordings, next,
      rate: isRunning ? this.rate() : null,
      remainingSeconds: isRunning ? this.remaining() : null,
    };
  } // prettier-ignore

  /** Listeners hear of changes about five times a second at most. */
  onChange(listener: (state: SyncState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  begin(jobId: string | null, items: readonly SyncItem[]): void {
    Object.assign(this, { jobId, items: [...items], rows: [], shares: [] });
    this.tell();
  }

  change(changes: readonly (readonly [item: number, change: ItemChange])[]): void {
    for (const [k, { code: _, ...change }] of changes) this.items[k] = { ...this.items[k]!, ...change };
    note(this.shares, { at: this.now(), value: this.share() }, PACE_MS);
    this.tell();
  }

  stored(k: number, counts: PageCounts): void {
    const item = this.items[k]!;
    const { rows, added, quarantined } = item;
    this.items[k] = { ...item, rows: rows + counts.rows, added: added + counts.added, quarantined: quarantined + counts.quarantined }; // prettier-ignore
    note(this.rows, { at: this.now(), value: counts.rows }, RATE_MS);
    this.tell();
  }

  item(k: number): SyncItem {
    return this.items[k]!;
  }

  /** Share of the run that is done, 0 to 1. */
  share(): number {
    return this.items.length === 0 ? 0 : this.items.reduce((sum, { share }) => sum + share, 0) / this.items.length;
  }

  /** What had not ended has, together with its run. */
  stop(isCancelled: boolean): void {
    this.items = this.items.map((item) =>
      item.state === 'queued' || item.state === 'running' || item.state === 'waiting'
        ? { ...item, state: isCancelled ? 'cancelled' : 'failed', message: 'Stopped. What was stored stays.' }
        : item,
    );
  }

  end(): void {
    this.jobId = null;
    this.tell();
  }

  setLine(line: LineState): void {
    this.line = line;
    this.tell();
  }

  setRecordings(recordings: readonly RecordingState[]): void {
    this.recordings = recordings;
    this.tell();
  }

  setNext(next: number | null): void {
    if (next === this.next) return;
    this.next = next;
    this.tell();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private rate(): number | null {
    const since = this.now() - RATE_MS;
    const rows = this.rows.filter(({ at }) => at >= since);
    const first = rows[0];
    if (!first) return null;
    const seconds = Math.max(1, (this.now() - first.at) / 1_000);
    return rows.reduce((sum, { value }) => sum + value, 0) / seconds;
  }

  private remaining(): number | null {
    const first = this.shares[0];
    const last = this.shares.at(-1);
    if (!first || !last || last.value <= first.value) return null;
    const perSecond = ((last.value - first.value) / (last.at - first.at)) * 1_000;
    return perSecond > 0 ? Math.round((1 - last.value) / perSecond) : null;
  }

  private tell(): void {
    if (this.listeners.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const state = this.state();
      for (const listener of this.listeners) listener(state);
    }, TELL_MS).unref();
  }
}

/** Adds a sample; those older by more than `span` go. */
function note(samples: Sample[], sample: Sample, span: number): void {
  samples.push(sample);
  const first = samples.findIndex(({ at }) => at >= sample.at - span);
  if (first > 0) samples.splice(0, first);
}
