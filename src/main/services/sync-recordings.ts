import type { Recording, RecordingState } from '#shared/sync';
import { messageOf } from '../errors';
import type { WriterClient } from '../store/api';
import type { Page } from '../store/types';
import type { SyncClient } from '../sync/sync-client';
import { sleep } from '../sync/net/wait';

/** How a venue is reached now. */
export interface RecordingLine {
  readonly client: () => SyncClient;
  /** Base that stands in for its own feeds. */
  readonly address: string | undefined;
  /** Another one when it is reached in another way. */
  readonly name: string;
}

export interface RecordingsOptions {
  /** What a person wants recorded. */
  readonly wanted: () => readonly Recording[];
  readonly lineOf: (source: Recording['source']) => RecordingLine;
  readonly writer: () => Pick<WriterClient, 'commitPage'>;
  readonly onStates: (states: readonly RecordingState[]) => void;
  /** Prints of these instruments were stored. */
  readonly onStored: (instruments: readonly string[]) => void;
  /** What every wait is multiplied with. */
  readonly haste: number;
}

/** Live recordings, each from its beginning to its end. */
export interface Recordings {
  /** Begins what is wanted, once the program has started; changes are followed from then on. */
  open(): void;
  /** What is wanted, or how it is reached, may have changed. Settles when recordings are as they should be. */
  follow(): Promise<void>;
  /** Records beside what is wanted until the signal says so. @throws when the last batch could not be stored */
  record(recording: Recording, signal: AbortSignal): Promise<void>;
  /** Ends all recordings, with their last batch stored, until what it gives back is called. Does not throw. */
  pause(): Promise<() => void>;
  /** The same, for good. */
  dispose(): Promise<void>;
}

/** The start of the program is not the time for it. */
const AFTER_START_MS = 5_000;
/** A thread that has ended is started again after this long. */
const AGAIN_MS = 10_000;

interface Held {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

const nameOf = ({ source, instruments }: Recording): string => JSON.stringify([source, instruments]);

export function createRecordings(options: RecordingsOptions): Recordings {
  const { wanted, lineOf, writer, onStates, onStored, haste } = options;
  const held = new Map<string, Held>();
  const states = new Map<string, RecordingState>();
  /** Of ended ones, so that counts go on where the same is recorded again. */
  const before = new Map<string, { readonly prints: number; readonly gaps: number }>();
  let opening: NodeJS.Timeout | undefined;
  let isOpen = false;
  let pauses = 0;
  let following: Promise<void> = Promise.resolve();

  const show = (state: RecordingState): void => {
    states.set(nameOf(state), state);
    onStates([...states.values()]);
  };
  const store = async (page: Page): Promise<void> => {
    const names = page.blocks.map(({ key }) => key.instrument);
    const counts = await writer().commitPage(page);
    if (counts.added + counts.merged > 0) onStored(names);
  };

  /** From one start of the feeds to their end. */
  const recordOnce = async (recording: Recording, signal: AbortSignal): Promise<void> => {
    const name = nameOf(recording);
    const { prints, gaps } = before.get(name) ?? { prints: 0, gaps: 0 };
    let hasRecorded = false;
    const { client, address } = lineOf(recording.source);
    try {
      await client().record(recording, address, {
        signal,
        store,
        onState: (state) => {
          hasRecorded ||= state.state === 'recording';
          show({ ...state, prints: prints + state.prints, gaps: gaps + state.gaps });
        },
      });
    } finally {
      const last = states.get(name);
      if (last) before.set(name, { prints: last.prints, gaps: last.gaps + (hasRecorded ? 1 : 0) });
    }
  };
  /** Until the signal says so, whatever becomes of the thread. @throws when the last batch could not be stored */
  const record = async (recording: Recording, signal: AbortSignal): Promise<void> => {
    show({ ...recording, state: 'connecting', prints: 0, since: null, last: null, gaps: 0, message: '', ...before.get(nameOf(recording)) }); // prettier-ignore
    while (!signal.aborted)
      try {
        await recordOnce(recording, signal);
      } catch (cause) {
        const last = states.get(nameOf(recording))!;
        if (signal.aborted) {
          show({ ...last, state: 'stopped', message: `What was recorded last was lost: ${messageOf(cause)}` });
          throw cause;
        }
        show({ ...last, ...before.get(nameOf(recording)), state: 'waiting', since: null, message: messageOf(cause) });
        await sleep(AGAIN_MS * haste, signal).catch(() => undefined);
      }
  };

  const begin = (key: string, recording: Recording): void => {
    const abort = new AbortController();
    const ended = record(recording, abort.signal)
      .then(() => states.delete(nameOf(recording)))
      .catch(() => undefined) // shown as its state
      .then(() => onStates([...states.values()]));
    held.set(key, { abort, ended });
  };
  const reconcile = async (): Promise<void> => {
    const list = isOpen && pauses === 0 ? wanted() : [];
    const due = new Map(list.map((one) => [JSON.stringify([nameOf(one), lineOf(one.source).name]), one]));
    const ending = [...held].filter(([key]) => !due.has(key));
    for (const [key, { abort }] of ending) {
      held.delete(key);
      abort.abort();
    }
    await Promise.all(ending.map(([, { ended }]) => ended));
    for (const [key, recording] of due) if (!held.has(key)) begin(key, recording);
  };
  const follow = (): Promise<void> => {
    following = following.then(reconcile).catch(() => undefined); // settings that cannot be read now are read with the next change
    return following;
  };

  return {
    open: () => {
      opening ??= setTimeout(() => {
        isOpen = true;
        void follow();
      }, AFTER_START_MS * haste).unref();
    },
    follow,
    record,
    pause: async () => {
      pauses++;
      await follow();
      return () => {
        pauses--;
        void follow();
      };
    },
    dispose: async () => {
      clearTimeout(opening);
      isOpen = false;
      await follow();
    },
  };
}
