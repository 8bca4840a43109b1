import { useEffect, useState } from 'react';
import type { Ms } from '#core/time/ms';
import type { IndicesReply, SurfaceHistory, VolatilityReply } from '#shared/options';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { selectRevision, useData } from '../../state/data';
import { useReply, type ReplyState } from '../../state/use-reply';

/** The surface of an instrument as it was known; an answer about another instrument is not shown for it. */
export function useSurface(instrument: string | null, asOf: Ms | null): ReplyState<VolatilityReply> {
  const question = instrument === null ? null : `volatility ${instrument} ${asOf ?? 'live'}`;
  const reply = useReply(question, async () => ({
    instrument,
    value: await call('options:volatility', { instrument: instrument ?? '', ...asOfArgs(asOf) }),
  }));
  const isThis = reply.value !== undefined && reply.value.instrument === instrument;
  return { ...reply, value: isThis ? reply.value?.value : undefined };
}

export interface HistoryState {
  readonly value: SurfaceHistory | null;
  readonly error: Error | undefined;
}
/** The charts are drawn again at most so often while captures are fitted [ms]. */
const SHOW_EVERY = 400;
const NONE: HistoryState = { value: null, error: undefined };

/** The history of a surface, as it is fitted: what is there is shown while the rest is on its way. */
export function useSurfaceHistory(instrument: string | null, asOf: Ms | null, span: Ms | null): HistoryState {
  const revision = useData(selectRevision);
  const question = `${instrument ?? ''} ${asOf ?? 'live'} ${span ?? 'all'}`;
  const [held, setHeld] = useState<HistoryState & { readonly of: string }>({ ...NONE, of: '' });
  useEffect(() => {
    if (instrument === null) return;
    const of = `${instrument} ${asOf ?? 'live'} ${span ?? 'all'}`;
    let current = true;
    const fetchAll = async (): Promise<void> => {
      let shown = -Infinity;
      for (let pending = 1; pending > 0 && current;) {
        const value = await call('options:history', { instrument, span, ...asOfArgs(asOf) });
        pending = value?.pending ?? 0;
        if (!current || (pending > 0 && performance.now() - shown < SHOW_EVERY)) continue;
        shown = performance.now();
        setHeld({ value, error: undefined, of });
      }
    };
    fetchAll().catch((cause: unknown) => {
      if (current) setHeld({ value: null, error: cause instanceof Error ? cause : new Error(String(cause)), of });
    });
    return () => {
      current = false;
    };
  }, [instrument, asOf, span, revision]);
  return held.of === question ? held : NONE;
}

export function useIndices(instrument: string | null, asOf: Ms | null, span: Ms | null): IndicesReply | undefined {
  const question = instrument === null ? null : `indices ${instrument} ${asOf ?? 'live'} ${span ?? 'all'}`;
  const reply = useReply(question, async () => ({
    instrument,
    value: await call('options:indices', { instrument: instrument ?? '', span, ...asOfArgs(asOf) }),
  }));
  return reply.value?.instrument === instrument ? reply.value?.value : undefined;
}
