import { useEffect, useMemo, useState } from 'react';
import type { TimeShiftResult } from '#core/timeshift/types';
import type { Ms } from '#core/time/ms';
import type { JobProgress } from '#shared/jobs';
import type { Instrument } from '#shared/market';
import type { TimeShiftReply } from '#shared/time-shift';
import { call } from '../../lib/call';
import { isSame, keyOf } from '../../lib/same';
import { useSettled } from '../../lib/use-settled';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { cancelJob, isActive, jobs, selectJob, startJob, useJobs, type JobsState } from '../../state/jobs';
import { selectPaneGroup, useLink } from '../../state/link';
import { useRestedAsOf } from '../../state/rested-clock';
import { useShown } from '../../state/shown';
import { selectChoice, selectManner, selectRun, sent, specOf, timeShift, useTimeShiftState, type Choice, type Manner, type TimeShiftAsked } from '../../state/time-shift'; // prettier-ignore
import { useReply } from '../../state/use-reply';

/** How what is shown relates to what is asked. */
export type Standing = 'waiting' | 'none' | 'current' | 'dataChanged' | 'questionChanged';

export interface TimeShiftView {
  readonly instrument: Instrument | undefined;
  readonly choice: Choice;
  readonly manner: Manner;
  /** Null: the instrument has no candles. */
  readonly spec: TimeShiftAsked | null;
  readonly result: TimeShiftResult | null;
  /** What `result` is the answer to. */
  readonly answered: TimeShiftAsked | null;
  readonly computedAt: Ms | null;
  readonly standing: Standing;
  /** Why it can't be computed. */
  readonly problem: string | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
  readonly job: JobProgress | undefined;
  /** The last one failed or was cancelled: its closing message. */
  readonly ended: JobProgress | undefined;
  readonly run: () => void;
}

const countEnded = ({ list }: JobsState): number => list.filter((job) => job.kind === 'timeShift' && !isActive(job)).length; // prettier-ignore

interface Held {
  readonly spec: TimeShiftAsked;
  readonly result: TimeShiftResult;
  readonly computedAt: Ms | null;
}

const clockOf = ({ asOf }: TimeShiftAsked): Ms => asOf ?? Infinity;
/** An older answer stays while a newer one is computed, unless it is of another instrument or knows more than the clock does. */
const canStay = (held: Held | null, spec: TimeShiftAsked | null): boolean =>
  held !== null && spec !== null && held.spec.instrument === spec.instrument && clockOf(held.spec) <= clockOf(spec);

/** What the pane asks, and its answer. Once there was an answer, a change of the question or of the rested clock is computed at once. */
export function useTimeShift(pane: string): TimeShiftView {
  const { instrument: id } = useLink(selectPaneGroup(pane));
  const instrument = useInstruments(selectInstrument(id));
  const choice = useTimeShiftState(selectChoice(id));
  const manner = useTimeShiftState(selectManner);
  const asOf = useRestedAsOf();
  const hasBars = instrument?.kinds.includes('bars') ?? false;
  const spec = useMemo(
    () => (id !== null && hasBars ? specOf(id, choice, manner, asOf) : null),
    [id, hasBars, choice, manner, asOf],
  );
  const key = useMemo(() => spec && keyOf(spec), [spec]);
  const settled = useSettled(key);
  const ended = useJobs(countEnded);
  const asked = key !== null && key === settled ? `timeShift ${ended} ${key}` : null;
  const answer = useReply(asked, async () => ({ key, spec: spec!, reply: await call('timeShift:read', sent(spec!)) }));
  const reply = answer.value?.key === key ? answer.value?.reply : undefined;
  const [held, setHeld] = useState<Held | null>(null);
  if (reply?.result && reply.result !== held?.result)
    setHeld({ spec: spec!, result: reply.result, computedAt: reply.computedAt });
  const stays = canStay(held, spec);
  const now = reply?.result ? { spec: spec!, result: reply.result, computedAt: reply.computedAt } : stays ? held : null;
  const standing = standingOf(reply, now !== null);
  const last = useTimeShiftState(selectRun(pane));
  const job = useJobs(selectJob(last?.job ?? null));
  const problem = reply?.problems[0];
  const follows = held !== null || last !== undefined; // also where the clock was set back, and nothing may stay
  const isDue = follows && reply !== undefined && reply.result === null && problem === undefined && last?.question !== key; // prettier-ignore
  useEffect(() => {
    if (isDue && spec && key !== null) void start(pane, key, spec);
  }, [isDue, pane, key, spec]);
  useShown(pane, now ? newestOf(now.result) : undefined);
  return {
    instrument,
    choice,
    manner,
    spec,
    result: now?.result ?? null,
    answered: now?.spec ?? null,
    computedAt: now?.computedAt ?? null,
    standing,
    problem,
    error: answer.error,
    reload: answer.reload,
    job: job && isActive(job) ? job : undefined,
    ended: last?.question === key && (job?.state === 'failed' || job?.state === 'cancelled') ? job : undefined,
    run: () => {
      if (spec && key !== null) void start(pane, key, spec);
    },
  };
}

/** One at a time of a pane: what was asked before is cancelled. */
async function start(pane: string, question: string, spec: TimeShiftAsked): Promise<void> {
  const earlier = timeShift.getState().runs.get(pane);
  timeShift.getState().markRun(pane, { question, job: '' });
  if (earlier && jobs.getState().running.some(({ id }) => id === earlier.job)) await cancelJob(earlier.job);
  const job = await startJob({ kind: 'timeShift', spec: sent(spec) });
  if (job === undefined) return;
  const isLatest = timeShift.getState().runs.get(pane)?.question === question;
  if (isLatest) timeShift.getState().markRun(pane, { question, job });
  else void cancelJob(job);
}

function standingOf(reply: TimeShiftReply | undefined, isShown: boolean): Standing {
  if (!reply) return isShown ? 'questionChanged' : 'waiting';
  if (reply.result) return reply.stale ? 'dataChanged' : 'current';
  return isShown ? 'questionChanged' : 'none';
}

/** Where the candles that were read end: a release may be dated ahead. Nothing after the clock was read. */
const newestOf = ({ inputs, spec: { asOf } }: TimeShiftResult): Ms =>
  Math.min(asOf ?? Infinity, Math.max(...inputs.flatMap(({ role, to }) => (role === 'outcomes' ? to : []))));

/** Which parts of a question differ from that of the figures shown. */
export function changedParts(shown: TimeShiftAsked, asked: TimeShiftAsked): string {
  const parts = [
    [shown.asOf !== asked.asOf, 'clock'],
    [!isSame(shown.align, asked.align), 'alignment'],
    [shown.present !== asked.present, 'present'],
    [shown.beforeMs !== asked.beforeMs || shown.afterMs !== asked.afterMs, 'stretch'],
    [!isSame(shown.horizonsMs, asked.horizonsMs), 'horizons'],
    [!isSame(shown.weights, asked.weights) || shown.nearest !== asked.nearest, 'distance'],
    [shown.seed !== asked.seed, 'seed'],
  ] as const;
  return parts.filter(([differs]) => differs).map(([, name]) => name).join(' and '); // prettier-ignore
}
