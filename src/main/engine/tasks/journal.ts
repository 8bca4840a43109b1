import { judgeHold, type HoldOutcome, type HoldQuestion } from '#core/replay/hold';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';

/** Bars that may answer, and the end of the last one that is known. */
export interface HoldSource {
  readonly id: SeriesId;
  readonly interval: Ms;
  readonly reach: Ms;
}

interface JudgeArgs {
  /** Each with its sources, finest first. */
  readonly questions: readonly (HoldQuestion & { readonly sources: readonly HoldSource[] })[];
  readonly asOf: Ms | undefined;
}

/** What came of each decision, from the bars that were known by `asOf`. */
export function judgeDecisions(store: () => StoreReader, args: JudgeArgs, context: TaskContext): HoldOutcome[] {
  const { questions, asOf } = args;
  const reader = store();
  return questions.map(({ sources, ...question }) => {
    if (context.shouldStop()) throw new Stopped();
    const { decidedAt, horizon } = question;
    if (decidedAt + horizon > (asOf ?? Infinity)) return { state: 'pending' };
    const span = { from: decidedAt, to: decidedAt + horizon, ...(asOf === undefined ? {} : { asOf }) };
    const series = sources.map(({ id, interval, reach }) => {
      const { t, l } = reader.read(id, span, ['t', 'l']);
      return { interval, reach, t: t!, l: l! };
    });
    return judgeHold(question, series, asOf);
  });
}
