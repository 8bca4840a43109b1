import type { Ms } from '#core/time/ms';
import type { Recording } from '#shared/sync';

/** One liquidation of a feed, in our units. */
export interface FeedPrint {
  readonly instrument: string;
  readonly t: Ms;
  /** +1 a long was closed, −1 a short. */
  readonly side: 1 | -1;
  readonly price: number;
  /** Base units. */
  readonly quantity: number;
  /** USD. */
  readonly notional: number;
}

export type FeedMessage =
  | { readonly kind: 'prints'; readonly prints: readonly FeedPrint[] }
  /** Subscribed; from here on nothing should be missed. */
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'alive' }
  /** The venue is about to close, or said no. */
  | { readonly kind: 'problem'; readonly message: string };

/** How a venue's liquidation feed is spoken. Pure: text in, text out; no socket, no clock. */
export interface Feed {
  readonly source: Recording['source'];
  /** Own address of the feed. */
  readonly url: (recording: Recording) => string;
  /** Sent once the socket is open. */
  readonly hello: (recording: Recording) => readonly string[];
  /** Sent every `beat.every` ms; undefined where the venue pings by itself. */
  readonly beat: { readonly text: string; readonly every: Ms } | undefined;
  /** Without a word for this long the line counts as dead. */
  readonly silence: Ms;
  /** @param sizeOf base or USD a contract is worth; undefined for an instrument that is not known. Throws for what it cannot read. */
  readonly read: (text: string, sizeOf: (instrument: string) => number | undefined) => readonly FeedMessage[];
}
