import { useMemo, useState } from 'react';
import type { HedgePlan } from '#core/hedge/types';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { ReplayAct } from '#shared/replay';
import type { ReplayBook, ReplayBookReply } from '#shared/replay-book';
import { call } from '../../lib/call';
import { readLocal, writeLocal } from '../../lib/storage';
import { selectAsOf, useClock } from '../../state/clock';
import { selectPlan, useHedge } from '../../state/hedge';
import { selectActs, selectCanRedoAct, selectCanUndoAct, useReplayActs } from '../../state/replay-acts';
import { useReply } from '../../state/use-reply';
import { actRows, barOf, BOOK_STEPS, whyNotOff, whyNotOn, type ActRow } from './acts';

const KEY = 'replay-book';

export interface BookView {
  /** Null: live. */
  readonly asOf: Ms | null;
  readonly step: Ms;
  readonly setStep: (step: Ms) => void;
  readonly acts: readonly ActRow[];
  /** Of the last act by now that had one, filled or not. */
  readonly plan: HedgePlan | null;
  readonly book: ReplayBook | null;
  readonly problem: string | null;
  readonly error: Error | undefined;
  readonly reload: () => void;
  /** Nothing is there to be shown yet. */
  readonly waiting: boolean;
  readonly noOn: string | false;
  readonly noOff: string | false;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Asks for the book at each bar that the clock passes, and at each act. */
export function useBook(): BookView {
  const asOf = useClock(selectAsOf);
  const given = useReplayActs(selectActs);
  const canUndo = useReplayActs(selectCanUndoAct);
  const canRedo = useReplayActs(selectCanRedoAct);
  const builder = useHedge(selectPlan);
  const [step, choose] = useState(() => BOOK_STEPS.find((one) => one.step === readLocal(KEY))?.step ?? MS_PER_HOUR);
  const rows = useMemo(() => (asOf === null ? [] : actRows(given, asOf, step)), [given, asOf, step]);
  const bar = asOf === null ? null : barOf(asOf, step);
  const filled = useMemo(() => (bar === null ? [] : given.filter(({ at }) => at < bar)), [given, bar]);
  const question = bar === null || filled.length === 0 ? null : JSON.stringify([filled, step, bar]);
  const reply = useReply(question, async (): Promise<Told> => ({ filled, step, reply: await call('replay:book', { acts: filled, step, asOf: bar! }) })); // prettier-ignore
  const { value } = reply;
  const told = question !== null && value && goesOnFrom(value, filled, step, bar!) ? value.reply : undefined;
  const noOn = whyNotOn(builder, given, asOf);
  const noOff = whyNotOff(given, asOf);
  return {
    asOf,
    step,
    setStep: (next) => {
      writeLocal(KEY, next);
      choose(next);
    },
    acts: rows,
    plan: rows.find(({ plan, state }) => plan !== null && state !== 'later')?.plan ?? null,
    book: told?.book ?? null,
    problem: told?.problem ?? null,
    error: question === null ? undefined : reply.error,
    reload: reply.reload,
    waiting: question !== null && told === undefined && reply.error === undefined,
    ...{ noOn, noOff, canUndo, canRedo },
  };
}

interface Told {
  readonly filled: readonly ReplayAct[];
  readonly step: Ms;
  readonly reply: ReplayBookReply;
}

/**
 * The answer before stays on the screen while the clock goes on. One of a clock that was farther tells of what is not known now, and one
 * of other acts of something that was not done.
 */
function goesOnFrom({ filled: before, step: was, reply: { book } }: Told, filled: readonly ReplayAct[], step: Ms, bar: Ms): boolean {
  const isNotLater = book === null || book.start + (book.columns.hedged.length - 1) * book.step <= bar;
  return isNotLater && was === step && before.length <= filled.length && before.every((act, i) => act === filled[i]);
} // prettier-ignore
