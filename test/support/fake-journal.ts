import { scorecard } from '#core/replay/scorecard';
import { ReplaySessionSchema, type ReplaySession } from '#shared/replay';
import { RecordSchema, type JournalEntry } from '#shared/journal';
import type { Args, Channel, Reply } from '#shared/ipc/contract';

type Asked = Extract<Channel, `journal:${string}` | `replay:${string}ession${string}`>;
type Answers = { readonly [C in Asked]: (args: Args<C>) => Reply<C> };

/** A journal and sessions in memory; nothing is ever scored. */
export function createFakeJournal(): Answers {
  let entries: readonly JournalEntry[] = [];
  let sessions: readonly ReplaySession[] = [];
  let removed: JournalEntry | undefined;
  let count = 0;
  return {
    'journal:record': (args) => {
      const { picture, ...decision } = RecordSchema.parse(args);
      const entry: JournalEntry = { ...decision, id: `entry-${++count}`, recordedAt: count, hasPicture: picture !== undefined, outcome: { state: 'pending' } }; // prettier-ignore
      entries = [entry, ...entries];
      return entry;
    },
    'journal:list': (query) => entries.filter((one) => one.decidedAt <= (query?.asOf ?? Infinity) && one.session === (query?.session ?? one.session)), // prettier-ignore
    'journal:scorecard': () => ({ ...scorecard([]), pending: entries.length, unknown: 0 }),
    'journal:picture': () => null,
    'journal:delete': ({ id }) => {
      removed = entries.find((one) => one.id === id);
      entries = entries.filter((one) => one.id !== id);
    },
    'journal:restore': () => {
      if (removed) entries = [removed, ...entries];
      removed = undefined;
    },
    'replay:sessions': () => sessions,
    'replay:saveSession': ({ id = `session-${++count}`, session }) => {
      const saved = { ...ReplaySessionSchema.parse(session), id, savedAt: ++count };
      sessions = [saved, ...sessions.filter((one) => one.id !== id)];
      return saved;
    },
    'replay:deleteSession': ({ id }) => void (sessions = sessions.filter((one) => one.id !== id)),
  };
}
