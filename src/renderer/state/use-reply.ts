import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ms } from '#core/time/ms';
import { clock } from './clock';
import { selectRevision, useData } from './data';
import { untilItStands } from './rested-clock';

export interface ReplyState<T> {
  /** The last answer; it stays while a newer one is on its way, unless the clock was set back before what it was asked at. */
  readonly value: T | undefined;
  readonly error: Error | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface Held<T> extends Omit<ReplyState<T>, 'reload'> {
  /** Where the clock stood when the value was asked for; null: it was live. */
  readonly askedAt: Ms | null;
}
const WAITING = { value: undefined, error: undefined, loading: true, askedAt: null } as const;

/** An answer that comes so soon takes the place of the one before without a flash between the two. */
const SOON_MS = 30;

/**
 * Asks for something and keeps the answer: `useReply(`bars ${id}`, () => call('bars:read', …))`. Asks again when the
 * question or the stored data change, and a moment later where the clock was just set back. A late answer to an older question is dropped, and what was known later than the clock says
 * now does not stay until a slow one comes.
 * @param question names what is asked; null waits.
 */
export function useReply<T>(question: string | null, ask: () => Promise<T>): ReplyState<T> {
  const revision = useData(selectRevision);
  const [again, setAgain] = useState(0);
  const [held, setHeld] = useState<Held<T>>(WAITING);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    const { asOf } = clock.getState();
    const forget =
      asOf === null ? undefined : setTimeout(() => setHeld((before) => withoutLater(before, asOf)), SOON_MS);
    let current = question !== null;
    const start = (): void =>
      void answer(latest.current, (next) => {
        if (current) setHeld((before) => ({ ...before, ...next, ...('value' in next && { askedAt: asOf }) }));
      });
    const wait = untilItStands();
    const later = current && wait > 0 ? setTimeout(start, wait) : undefined;
    if (current && later === undefined) start();
    return () => {
      current = false;
      clearTimeout(forget);
      clearTimeout(later);
    };
  }, [question, revision, again]);
  const reload = useCallback(() => setAgain((n) => n + 1), []);
  const { value, error, loading } = held;
  return { value, error, loading, reload };
}

/** The same without an answer that was asked for at a later clock than this one. */
export function withoutLater<H extends Pick<Held<unknown>, 'value' | 'askedAt'>>(held: H, asOf: Ms | null): H {
  const isLater = asOf !== null && (held.askedAt === null || held.askedAt > asOf);
  return isLater && held.value !== undefined ? { ...held, value: undefined } : held;
}

async function answer<T>(
  ask: () => Promise<T>,
  tell: (next: Partial<Omit<Held<T>, 'askedAt'>>) => void,
): Promise<void> {
  tell({ loading: true });
  try {
    tell({ value: await ask(), error: undefined, loading: false });
  } catch (cause) {
    tell({ error: cause instanceof Error ? cause : new Error(String(cause)), loading: false });
  }
}
