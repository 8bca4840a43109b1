import type { Ms } from '#core/time/ms';
import type { SourceId } from '#shared/sync';
import type { NetNote, NetProblem } from '../net/types';
import type { Offer, Range } from '../source';
import type { ItemChange } from '../sync-protocol';

const NO_CONNECTION = 'No connection. It goes on by itself when there is one.';

/** Says of one data set, in words for a person, what it is doing and what it waits for. */
export class Telling {
  private readonly change: (what: ItemChange) => void;
  private readonly source: SourceId;
  private readonly now: () => Ms;
  private requests = 0;
  private retries = 0;
  private doing = '';

  constructor(source: SourceId, now: () => Ms, change: (what: ItemChange) => void) {
    this.source = source;
    this.now = now;
    this.change = change;
  }

  /** A page is asked for. */
  asks({ shape, label }: Offer, at: Ms, share: number, again: boolean): void {
    this.requests++;
    if (again) this.retries++;
    if (shape !== 'history') this.doing = `Asking for ${label}`;
    else this.doing = again ? `Asking once more, at ${minute(at)}` : `At ${minute(at)}`;
    this.change({ state: 'running', share, requests: this.requests, retries: this.retries, message: this.doing });
  }

  /** It is asked for again after a while. */
  waits(problem: NetProblem, ms: Ms, why: string): void {
    this.change({ state: 'waiting', message: problem === 'offline' ? NO_CONNECTION : `Trying again in ${seconds(ms)}. ${why}` });
  } // prettier-ignore

  /** What the net says of a request to the source, be it of this data set or of another one. */
  hears(note: NetNote): void {
    if (note.source !== this.source) return;
    if (note.kind === 'answered') this.change({ state: 'running', message: this.doing });
    else if (note.kind === 'unreachable') this.change({ state: 'waiting', message: NO_CONNECTION });
    else if (note.kind === 'waiting')
      this.change({ state: 'waiting', message: `Waiting ${seconds(note.until - this.now())}: ${note.why}.` }); // prettier-ignore
    else this.change({ retries: ++this.retries });
  }
}

/** Where in a part the next page begins to be read. */
export const startOf = ({ from, to }: Range, newestFirst: boolean): Ms => (newestFirst ? to : from);

const minute = (t: Ms): string => new Date(t).toISOString().slice(0, 16).replace('T', ' ');
const seconds = (ms: Ms): string => `${Math.max(1, Math.round(ms / 1_000))} s`;
