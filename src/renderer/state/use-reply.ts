import { useCallback, useEffect, useRef, useState } from 'react';
import { selectRevision, useData } from './data';

export interface ReplyState<T> {
  /** The last answer; it stays while a newer one is on its way. */
  readonly value: T | undefined;
  readonly error: Error | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

type Held<T> = Omit<ReplyState<T>, 'reload'>;
const WAITING = { value: undefined, error: undefined, loading: true } as const;

/**
 * Asks for something and keeps the answer: `useReply(`bars ${id}`, () => call('bars:read', …))`. Asks again when the
 * question or the stored data change. A late answer to an older question is dropped.
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
    if (question === null) return;
    let current = true;
    void answer(latest.current, (next) => {
      if (current) setHeld((before) => ({ ...before, ...next }));
    });
    return () => {
      current = false;
    };
  }, [question, revision, again]);
  const reload = useCallback(() => setAgain((n) => n + 1), []);
  return { ...held, reload };
}

async function answer<T>(ask: () => Promise<T>, tell: (next: Partial<Held<T>>) => void): Promise<void> {
  tell({ loading: true });
  try {
    tell({ value: await ask(), error: undefined, loading: false });
  } catch (cause) {
    tell({ error: cause instanceof Error ? cause : new Error(String(cause)), loading: false });
  }
}
