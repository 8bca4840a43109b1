import type { Outcome } from '../outcome';
import type { Args, Channel, Reply } from './contract';
import type { EventName, Events } from './events';

/** What the preload script puts on `window.ballast`: two verbs, and the paths of dropped files. */
export interface Bridge {
  call<C extends Channel>(channel: C, ...args: Args<C> extends void ? [] : [Args<C>]): Promise<Outcome<Reply<C>>>;
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** Path on disk of a file that was dropped on the window; '' when it has none. */
  pathOf(file: object): string;
}
