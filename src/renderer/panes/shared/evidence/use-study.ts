import { useMemo, useState } from 'react';
import type { Rule, StudyResult } from '#core/evidence/types';
import { isScenario } from '#core/scenario/id';
import type { SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { StudyReply, StudySpecInput } from '#shared/evidence';
import type { JobProgress } from '#shared/jobs';
import type { Instrument } from '#shared/market';
import { call } from '../../../lib/call';
import { isSame } from '../../../lib/same';
import { useRestedAsOf } from '../../../state/rested-clock';
import { selectInstruments, useInstruments } from '../../../state/instruments';
import { isActive, startJob, useJobs, type JobsState } from '../../../state/jobs';
import { selectPaneGroup, useLink } from '../../../state/link';
import { useShown } from '../../../state/shown';
import { selectQuestion, specOf, useStudyState, type Question } from '../../../state/study';
import { useReply } from '../../../state/use-reply';

/** How what is shown relates to what is asked. */
export type Standing = 'waiting' | 'none' | 'current' | 'dataChanged' | 'questionChanged';

export interface StudyView {
  /** Null: no instrument can be studied. */
  readonly spec: StudySpecInput | null;
  readonly result: StudyResult | null;
  readonly standing: Standing;
  readonly reply: StudyReply | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
  /** The study that is being computed now. */
  readonly job: JobProgress | undefined;
  /** The last one failed or was cancelled: its closing message. */
  readonly ended: JobProgress | undefined;
  readonly run: () => void;
}

const countEnded = (s: JobsState): number => s.list.filter((job) => job.kind === 'study' && !isActive(job)).length;
const selectLastStudy = (s: JobsState): JobProgress | undefined => s.list.findLast((job) => job.kind === 'study');

/** What a rule cannot do without. */
const NEEDS: Partial<Record<Rule['kind'], SeriesKind>> = { cascade: 'liquidations', proxy: 'oi' };

/** Instruments that a question is asked of: simulated and real ones are never mixed, a scenario stands alone, and all means all that the rule can read. */
export function studied(
  { scope, rule }: Pick<Question, 'scope' | 'rule'>,
  linked: string | null,
  all: readonly Instrument[],
): readonly Instrument[] {
  const own = all.find(({ id }) => id === linked);
  if (!own) return [];
  if (scope === 'linked') return own.kinds.includes('bars') ? [own] : [];
  if (isScenario(own.id)) return own.kinds.includes('bars') ? [own] : [];
  const alike = all.filter((one) => one.synthetic === own.synthetic && !isScenario(one.id));
  const needed = NEEDS[rule.kind];
  const has = (one: Instrument, kind: SeriesKind): boolean =>
    kind === 'liquidations' // events are those of the instrument itself
      ? one.kinds.includes(kind)
      : alike.some(({ base, kinds }) => base === one.base && kinds.includes(kind));
  const measurable = alike.filter(({ kinds }) => kinds.includes('bars'));
  const readable = measurable.filter((one) => needed === undefined || has(one, needed));
  return readable.length > 0 ? readable : measurable; // with none, the study says what is missing
}

/** The study of the question in the Evidence workspace, for the instrument of a pane's link group. */
export function useStudy(pane: string): StudyView {
  const question = useStudyState(selectQuestion);
  const { instrument } = useLink(selectPaneGroup(pane));
  const all = useInstruments(selectInstruments);
  const asOf = useRestedAsOf();
  const ended = useJobs(countEnded);
  const job = useJobs(selectLastStudy);
  const spec = useMemo((): StudySpecInput | null => {
    const chosen = studied(question, instrument, all);
    if (chosen.length === 0) return null;
    const least = Math.min(...chosen.flatMap(({ barIntervals }) => [...barIntervals]));
    return specOf(question, chosen.map(({ id }) => id), asOf, Number.isFinite(least) ? least : 0); // prettier-ignore
  }, [question, instrument, all, asOf]);
  const key = spec && JSON.stringify(spec);
  const answer = useReply(key && `study ${ended} ${key}`, async () => ({
    key,
    reply: await call('study:read', spec!),
  }));
  const reply = answer.value?.key === key ? answer.value?.reply : undefined;
  const [held, setHeld] = useState<StudyResult | null>(null);
  if (reply?.result && reply.result !== held) setHeld(reply.result);
  const sameSubject = held !== null && spec !== null && isSame(held.spec.instruments, spec.instruments) && held.spec.asOf === (spec.asOf ?? null); // prettier-ignore
  const result = reply?.result ?? (sameSubject ? held : null);
  useShown(pane, result ? newestOf(result) : undefined);
  return {
    spec,
    result,
    standing: standingOf(reply, result),
    reply,
    error: answer.error,
    reload: answer.reload,
    job: job && isActive(job) ? job : undefined,
    ended: job && (job.state === 'failed' || job.state === 'cancelled') ? job : undefined,
    run: () => {
      if (spec) void startJob({ kind: 'study', spec });
    },
  };
}

/** Where the newest series that was read ends; nothing after the clock was read. */
const newestOf = ({ inputs, spec: { asOf } }: StudyResult): Ms =>
  Math.min(asOf ?? Infinity, Math.max(...inputs.map(({ to }) => to)));

function standingOf(reply: StudyReply | undefined, result: StudyResult | null): Standing {
  if (!reply) return result ? 'questionChanged' : 'waiting';
  if (reply.result) return reply.stale ? 'dataChanged' : 'current';
  return result ? 'questionChanged' : 'none';
}
