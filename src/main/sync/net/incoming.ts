import type { Dispatcher } from 'undici';

export interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A body as it comes over the line, perhaps packed. Read once, in one of two ways; both throw when it breaks off. */
export interface Body extends AsyncIterable<Buffer> {
  /** All of it, in the pieces in which it came; undefined as soon as it is more than `most` bytes. */
  whole(most: number): Promise<readonly Buffer[] | undefined>;
}

/** So many bytes may wait for whoever reads, until the line is held up. */
const WAITING = 256 * 1024;

/** One answer on its way, without a stream around it: most are a few pieces that are wanted together. */
export class Incoming implements Dispatcher.DispatchHandler, Body {
  readonly head: Promise<Head>;
  private controller: Dispatcher.DispatchController | undefined;
  private pieces: Buffer[] = [];
  private bytes = 0;
  private most = WAITING;
  private isWhole = false;
  private failure: { readonly cause: unknown } | undefined;
  /** Lets go on whoever waits for more. */
  private wake: (() => void) | undefined;
  private begin: (head: Head) => void = () => undefined;
  private fail: (cause: unknown) => void = () => undefined;

  constructor() {
    this.head = new Promise((resolve, reject) => {
      this.begin = resolve;
      this.fail = reject;
    });
    this.head.catch(() => undefined); // whoever cuts it off may not look any more
  }

  /** Ends it, unless it is there. What waits for it is told the reason. */
  cut(reason?: unknown): void {
    if (this.isWhole || this.failure) return;
    const cause = reason ?? new Error('The rest of the answer is not wanted.');
    this.onResponseError(undefined, cause);
    this.controller?.abort(cause as Error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.failure) controller.abort(this.failure.cause as Error);
  }

  onResponseStart(_controller: unknown, status: number, headers: Head['headers']): void {
    if (status >= 200) this.begin({ status, headers }); // before that it is only a word in between
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
    if (this.bytes <= this.most) return;
    controller.pause();
    this.wake?.();
  }

  onResponseEnd(): void {
    this.isWhole = true;
    this.wake?.();
  }

  onResponseError(_controller: unknown, cause: unknown): void {
    this.failure ??= { cause };
    this.fail(cause);
    this.wake?.();
  }

  async whole(most: number): Promise<readonly Buffer[] | undefined> {
    this.most = most;
    this.controller?.resume();
    while (!this.isWhole && this.bytes <= most) await this.more();
    return this.bytes <= most ? this.pieces : undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void> {
    this.most = 0;
    for (;;) {
      const { pieces, isWhole } = this;
      this.pieces = [];
      this.bytes = 0;
      yield* pieces;
      if (isWhole) return;
      this.controller?.resume();
      if (this.pieces.length === 0 && !this.isWhole) await this.more();
    }
  }

  /** Until more has come than is allowed to wait, or all of it. */
  private async more(): Promise<void> {
    if (!this.failure) await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.failure) throw this.failure.cause;
  }
}
