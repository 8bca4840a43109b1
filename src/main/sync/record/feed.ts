import type { Ms } from '#core/time/ms';
import type { QuarantineReason } from '#main/store/types';
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

/** A liquidation that was read but cannot be told in our units: kept as it came, never guessed. */
export interface FeedAside {
  readonly instrument: string;
  readonly t: Ms;
  readonly reason: QuarantineReason;
  /** One sentence for a person. */
  readonly detail: string;
}

export type FeedMessage =
  | {
      readonly kind: 'prints';
      /** When the venue sent it, by its clock; NaN where it does not say. */
      readonly sent: Ms;
      readonly prints: readonly FeedPrint[];
      readonly aside: readonly FeedAside[];
    }
  /** One of the texts of `hello` is confirmed; from the last one on nothing should be missed. */
  | { readonly kind: 'subscribed' }
  /** The answer to a beat. */
  | { readonly kind: 'pong' }
  | { readonly kind: 'alive' }
  /** The venue will close this line soon: another one is opened beside it. */
  | { readonly kind: 'closing'; readonly message: string }
  /** The venue said no. */
  | { readonly kind: 'problem'; readonly message: string };

/** What a contract is worth: base units when linear, USD when inverse. */
export interface Contract {
  readonly size: number;
  readonly margin: 'linear' | 'inverse';
}

/** Undefined for an instrument that is not known. */
export type ContractOf = (instrument: string) => Contract | undefined;

/** How one market of a venue speaks of its liquidations. Pure: text in, text out; no socket, no clock. */
export interface Feed {
  readonly source: Recording['source'];
  /** Which of the venue's markets: `usdm`, `coinm`, `linear`, `inverse`, `swap`. */
  readonly market: string;
  /** Own address of the feed. */
  readonly url: string;
  /** Whether the instrument is of this market, by its name. */
  readonly takes: (instrument: string) => boolean;
  /** What the venue's list of instruments is needed for: to ask for every one by name, to convert contracts, or nothing. */
  readonly list: 'names' | 'contracts' | 'none';
  /** Sent once the socket is open; each is confirmed by a `subscribed`. No instruments = the whole market. */
  readonly hello: (instruments: readonly string[]) => readonly string[];
  /** Sent every `beat.every` ms and answered, so that a quiet line is told from a dead one. */
  readonly beat: { readonly text: string; readonly every: Ms };
  /** Without a word for this long the line counts as dead. */
  readonly silence: Ms;
  /** How long after its stamp a print is sent at most, as the venue says. */
  readonly delay: Ms;
  /** A line is replaced at this age, before the venue ends it or its list of names is out of date. */
  readonly life: Ms;
  /** @throws for what it cannot read: not JSON, or a liquidation without the fields that it has. */
  readonly read: (text: string, contractOf: ContractOf) => readonly FeedMessage[];
}
