import { randomUUID } from 'node:crypto';
import { isScenario } from '#core/scenario/id';
import { brierScore, scorecard, type ScoredDecision } from '#core/replay/scorecard';
import type { HoldOutcome } from '#core/replay/hold';
import type { Ms } from '#core/time/ms';
import {
  DecisionSchema,
  type Decision,
  type DecisionOutcome,
  type JournalEntry,
  type JournalScorecard,
} from '#shared/journal';
import { BallastError } from '../errors';
import type { SeriesRecord, StoredJournalEntry } from '../store/types';
import type { Connections } from './connections';
import { parsedJson } from './parsed-json';
import { seriesFor } from './selection';

export interface JournalFilter {
  /** Only decisions of this replay. */
  readonly session?: string | undefined;
  /** Nothing that was known or decided after it is told, or used for a score. */
  readonly asOf?: Ms | undefined;
}

export interface Journal {
  record(decision: Decision & { readonly picture?: Uint8Array | undefined }): Promise<JournalEntry>;
  /** Newest decision first. One that this version cannot read is left out. */
  list(filter: JournalFilter): Promise<JournalEntry[]>;
  scorecard(filter: JournalFilter): Promise<JournalScorecard>;
  /** PNG; null without one, or where it was decided after `asOf`. */
  picture(id: string, asOf: Ms | undefined): Uint8Array<ArrayBuffer> | null;
  /** It can be put back until the next one is removed. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
}

type Kept = Decision & Pick<JournalEntry, 'id' | 'recordedAt' | 'hasPicture'>;

function toKept({ id, json, hasPicture }: StoredJournalEntry): Kept | undefined {
  const { recordedAt, ...rest } = (parsedJson(json) ?? {}) as Record<string, unknown>;
  const { data } = DecisionSchema.safeParse(rest);
  return data && typeof recordedAt === 'number' ? { ...data, id, recordedAt, hasPicture } : undefined;
}

/** Bars that may tell, finest first; of one interval the longest first. */
const barsFor = (all: readonly SeriesRecord[], instrument: string): SeriesRecord[] =>
  seriesFor(all, instrument, 'bars').sort((a, b) => a.interval - b.interval || b.rows - a.rows || a.id - b.id);

function toOutcome(outcome: HoldOutcome, probability: number, bars: readonly SeriesRecord[]): DecisionOutcome {
  if (outcome.state === 'pending' || outcome.state === 'unknown') return outcome;
  const { source, interval } = bars[outcome.by]!;
  const isHeld = outcome.state === 'held';
  return {
    state: outcome.state,
    after: isHeld ? null : outcome.after,
    brier: brierScore(probability, isHeld),
    source,
    interval,
  };
}

export function createJournal(connections: Connections, now: () => number): Journal {
  const judge = async (kept: readonly Kept[], asOf: Ms | undefined): Promise<JournalEntry[]> => {
    if (kept.length === 0) return [];
    const all = connections.reader().listSeries({}, asOf);
    const byInstrument = new Map(kept.map(({ instrument }) => [instrument, barsFor(all, instrument)]));
    const questions = kept.map(({ decidedAt, level, horizon, instrument }) => ({
      decidedAt,
      level,
      horizon,
      sources: byInstrument.get(instrument)!.map(({ id, interval, to }) => ({ id, interval, reach: to + interval })),
    }));
    const outcomes = await connections.engine().run('journal.judge', { questions, asOf });
    return kept.map((one, i) => ({
      ...one,
      outcome: toOutcome(outcomes[i]!, one.probability, byInstrument.get(one.instrument)!),
    }));
  };
  const list = ({ session, asOf }: JournalFilter): Promise<JournalEntry[]> => {
    const stored = connections.reader().journal(asOf);
    const wanted = session === undefined ? stored : stored.filter((one) => one.session === session);
    return judge(wanted.map(toKept).filter((one) => one !== undefined), asOf); // prettier-ignore
  };

  return {
    list,
    record: async ({ picture = undefined, ...decision }) => {
      const id = randomUUID();
      const recordedAt = now();
      const { decidedAt: decided, session } = decision;
      await connections
        .writer()
        .putJournalEntry({ id, decided, session, json: JSON.stringify({ ...decision, recordedAt }), picture: picture ?? null }); // prettier-ignore
      const kept = { ...decision, id, recordedAt, hasPicture: picture !== undefined };
      return (await judge([kept], decided))[0]!;
    },
    scorecard: async (filter) => {
      // What happens in a made-up market tells nothing of a person's foresight: it counts in its own replay alone.
      const entries = (await list(filter)).filter((one) => filter.session !== undefined || !isScenario(one.instrument));
      const scored = entries.flatMap(({ outcome, decidedAt, horizon, probability }): ScoredDecision[] =>
        outcome.state === 'held' || outcome.state === 'undercut'
          ? [{ decidedAt, horizon, probability, held: outcome.state === 'held' }]
          : [],
      );
      const countOf = (state: DecisionOutcome['state']): number =>
        entries.filter(({ outcome }) => outcome.state === state).length;
      return { ...scorecard(scored), pending: countOf('pending'), unknown: countOf('unknown') };
    },
    picture: (id, asOf) => {
      const isTold = connections
        .reader()
        .journal(asOf)
        .some((one) => one.id === id);
      return (isTold ? connections.reader().journalPicture(id) : undefined) ?? null;
    },
    remove: (id) => connections.writer().removeJournalEntry(id),
    restore: async (id) => {
      if (await connections.writer().restoreJournalEntry(id)) return;
      throw new BallastError('notFound', 'The entry is gone: another one was deleted after it. Nothing was changed.');
    },
  };
}
