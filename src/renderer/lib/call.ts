import type { Bridge } from '#shared/ipc/bridge';
import type { Args, Channel, Reply } from '#shared/ipc/contract';
import type { EventName, Events } from '#shared/ipc/events';
import type { ErrorCode } from '#shared/outcome';
import { takeAnswer } from './answers-ahead';
import { track } from './busy';
import { currentVeil } from './veil';
import { unveilArgs, veilReply } from './veiled';

/** A call that the other process refused or could not finish. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ErrorCode;
  readonly channel: Channel;
  constructor(channel: Channel, code: ErrorCode, message: string) {
    super(message);
    this.channel = channel;
    this.code = code;
  }
}

type Given<C extends Channel> = Args<C> extends void ? [] : [Args<C>];

const listeners = new Set<(error: CallError) => void>();

/** Hears of every failed `tryCall`. The shell turns them into notices. */
export function onCallFailure(listener: (error: CallError) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For those who show the failure themselves. @throws {CallError} */
export async function call<C extends Channel>(channel: C, ...args: Given<C>): Promise<Reply<C>> {
  // The bridge spreads the same tuple; TypeScript cannot see that two conditional types over C are one.
  const send = window.ballast.call as (channel: C, ...args: Given<C>) => ReturnType<Bridge['call']>;
  const veil = currentVeil();
  const given = veil ? (args.map((one) => unveilArgs(channel, one, veil)) as Given<C>) : args;
  const ahead = takeAnswer(channel, given[0]);
  const value = (ahead ? ahead.value : await sent(channel, send(channel, ...given))) as Reply<C>;
  const now = currentVeil(); // of the moment: it may have come while the other process worked
  return now ? veilReply(channel, value, now) : value;
}

async function sent(channel: Channel, answer: ReturnType<Bridge['call']>): Promise<unknown> {
  const outcome = await track(answer, channel).catch((cause: unknown) => {
    throw new CallError(channel, 'failed', cause instanceof Error ? cause.message : String(cause));
  });
  if (!outcome.ok) throw new CallError(channel, outcome.code, outcome.message);
  return outcome.value;
}

/** For those who do not: a failure becomes a notice and the answer is undefined. */
export async function tryCall<C extends Channel>(channel: C, ...args: Given<C>): Promise<Reply<C> | undefined> {
  try {
    return await call(channel, ...args);
  } catch (cause) {
    if (!(cause instanceof CallError)) throw cause;
    if (cause.code !== 'cancelled') for (const listener of listeners) listener(cause);
    return undefined;
  }
}

export function listen<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
  return window.ballast.on(event, listener);
}

/** Paths on disk of dropped files; those that have none are left out. */
export function pathsOf(files: Iterable<File>): string[] {
  return [...files].map((file) => window.ballast.pathOf(file)).filter((path) => path !== '');
}
