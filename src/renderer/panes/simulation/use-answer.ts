import { useMemo, useState } from 'react';
import type { HedgeReply } from '#shared/hedge';
import type { JobProgress } from '#shared/jobs';
import { keyOf } from '../../lib/same';
import { useSettled } from '../../lib/use-settled';
import { isActive, selectJob, startJob, useJobs, type JobsState } from '../../state/jobs';
import { selectStarted, simulation, useSimulationState } from '../../state/simulation';
import { useReply } from '../../state/use-reply';
import type { SimulateSpecInput, Standing } from './spec';
import { isFromLater } from './stale';

type AnswerKind = 'simulate' | 'robustness' | 'size';

export interface Answer<R> {
  /** Null: nothing can be asked. */
  readonly spec: SimulateSpecInput | null;
  readonly result: R | null;
  /** What `result` is the answer to. */
  readonly answered: SimulateSpecInput | null;
  readonly standing: Standing;
  /** Why it cannot be computed. */
  readonly problem: string | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
  /** It is being computed now. */
  readonly job: JobProgress | undefined;
  /** It failed or was cancelled: the closing message. */
  readonly ended: JobProgress | undefined;
  readonly run: () => void;
}

interface Question<R> {
  readonly kind: AnswerKind;
  /** Tells two questions of a kind apart that are asked at once. */
  readonly slot: string;
  readonly spec: SimulateSpecInput | null;
  readonly read: (spec: SimulateSpecInput) => Promise<HedgeReply<R>>;
  /** The answer comes in parts: it is read again as the job goes on. */
  readonly inParts?: boolean;
}

interface Held<R> {
  readonly key: string;
  readonly spec: SimulateSpecInput;
  readonly result: R;
}

/** Each that ends may have brought an answer, whoever started it. */
const countEnded =
  (kind: AnswerKind) =>
  ({ list }: JobsState): number =>
    list.filter((job) => job.kind === kind && !isActive(job)).length;

/** The kept answer to a question of a plan, the job that computes it, and the last answer while there is no newer one. */
export function useAnswer<R>({ kind, slot, spec, read, inParts = false }: Question<R>): Answer<R> {
  const key = useMemo(() => spec && `${kind} ${keyOf(spec)}`, [kind, spec]);
  const settled = useSettled(key);
  const started = useSimulationState(selectStarted).get(slot);
  const job = useJobs(selectJob(started?.job ?? null));
  const own = started?.question === key ? job : undefined;
  const ended = useJobs(countEnded(kind));
  const step = `${ended} ${inParts ? (own?.done ?? '') : ''}`;
  const asked = key !== null && key === settled ? `${step} ${key}` : null;
  const answer = useReply(asked, async () => ({ key: key!, spec: spec!, reply: await read(spec!) }));
  const reply = answer.value?.key === key ? answer.value?.reply : undefined;
  const [held, setHeld] = useState<Held<R> | null>(null);
  if (reply?.result && reply.result !== held?.result) setHeld({ key: key!, spec: spec!, result: reply.result });
  const canStay = held && spec && held.spec.plan.asset === spec.plan.asset && !isFromLater(held.spec, spec);
  const shown = reply?.result ? { spec: spec!, result: reply.result } : canStay ? held : null;
  return {
    spec,
    result: shown?.result ?? null,
    answered: shown?.spec ?? null,
    standing: standingOf(reply, shown !== null),
    problem: reply?.problems[0],
    error: answer.error,
    reload: answer.reload,
    job: job && isActive(job) ? job : undefined,
    ended: own && (own.state === 'failed' || own.state === 'cancelled') ? own : undefined,
    run: () => {
      if (spec && key) void start(kind, slot, key, spec);
    },
  };
} // prettier-ignore

async function start(kind: AnswerKind, slot: string, question: string, spec: SimulateSpecInput): Promise<void> {
  const job = await startJob({ kind, spec });
  if (job !== undefined) simulation.getState().markStarted(slot, { question, job });
}

function standingOf<R>(reply: HedgeReply<R> | undefined, isShown: boolean): Standing {
  if (!reply) return isShown ? 'questionChanged' : 'waiting';
  if (reply.result) return reply.stale ? 'dataChanged' : 'current';
  return isShown ? 'questionChanged' : 'none';
}
