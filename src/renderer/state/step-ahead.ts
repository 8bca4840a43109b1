import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { Args, StepRead } from '#shared/ipc/contract';
import type { StepAnswer } from '#shared/replay';
import { forgetAnswers, putAnswer } from '../lib/answers-ahead';
import { call } from '../lib/call';
import { clock } from './clock';

type Channel = StepRead['channel'];
/** A question as a pane is going to ask it, its instant included. */
export type StepQuestion = { readonly [C in Channel]: { readonly channel: C; readonly args: Args<C> } }[Channel];

/** What a pane is going to ask when the clock has gone on from an instant to another. It need not be all: what is missing is asked then. */
type Follower = (from: Ms, to: Ms) => readonly StepQuestion[];
const followers = new Set<Follower>();

/** @returns a function that stops */
export function followSteps(follower: Follower): () => void {
  followers.add(follower);
  return () => void followers.delete(follower);
}

/** The lists told last, by instrument. */
const lists = new Map<string, { readonly rows: readonly CascadeRow[]; readonly print: string }>();

function readOf({ channel, args }: StepQuestion): StepRead {
  const { asOf: _, ...rest } = args;
  const unless = channel === 'cascades:list' ? lists.get(args.instrument ?? '')?.print : undefined;
  return { channel, args: rest, ...(unless !== undefined && { unless }) } as StepRead;
}

/**
 * Asks in one go what all panes are going to ask at the next step, and moves the clock as the answers come: what follows it changes in
 * the same task, and is painted with the same frame. The answers are of no use to a clock that was set elsewhere meanwhile.
 * @param move sets the clock from the one to the other
 */
export async function stepWithAnswers<T>(from: Ms, to: Ms, move: () => T): Promise<T | undefined> {
  const asked = new Map<string, StepQuestion>();
  for (const follower of followers)
    for (const question of follower(from, to)) asked.set(JSON.stringify(question), question);
  const questions = [...asked.values()];
  if (questions.length === 0) return move();
  const held = new Map(lists);
  const answers = await call('replay:step', { asOf: to, reads: questions.map(readOf) }).catch(() => []); // the panes ask again, and say what fails
  if (clock.getState().asOf !== from) return undefined;
  forgetAnswers();
  answers.forEach((answer, i) =>
    putAnswer(questions[i]!.channel, questions[i]!.args, valueOf(questions[i]!, answer, held)),
  );
  return move();
}

function valueOf({ channel, args }: StepQuestion, { value, print }: StepAnswer, held: typeof lists): unknown {
  if (channel !== 'cascades:list' || print === undefined) return value;
  const instrument = args.instrument ?? '';
  if (value === undefined) return held.get(instrument)!.rows;
  lists.set(instrument, { rows: value as readonly CascadeRow[], print });
  return value;
}

/** A clock that is set back leaves nothing of later behind. */
clock.subscribe(({ asOf }, { asOf: before }) => {
  if (asOf !== null && before !== null && asOf >= before) return;
  lists.clear();
  forgetAnswers();
});
