import type { SourceInfo, SourceInstrument } from '#shared/sync';
import { call } from '../../../lib/call';
import { useReply, type ReplyState } from '../../../state/use-reply';

type List = readonly SourceInstrument[];

/** What a source lists. What another one answered, or could not, is never shown for it. */
export function useInstruments(source: SourceInfo | undefined): ReplyState<List> {
  const question = source ? `${source.id} ${source.address.http ?? ''}` : null;
  const { value, reload } = useReply(question, () =>
    call('sync:instruments', { source: source!.id }).then(
      (list) => ({ question, list, error: undefined }),
      (cause: unknown) => ({
        question,
        list: undefined,
        error: cause instanceof Error ? cause : new Error(String(cause)),
      }),
    ),
  );
  const isOf = value?.question === question;
  return { value: isOf ? value?.list : undefined, error: isOf ? value?.error : undefined, loading: !isOf, reload };
}
