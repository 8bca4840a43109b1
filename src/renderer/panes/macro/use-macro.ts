import type { Ms } from '#core/time/ms';
import type {
  DifferentialReading,
  MacroCalendarReply,
  MacroEntry,
  MacroReading,
  MacroSeriesInfo,
  PolicyRate,
} from '#shared/macro';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { useReply, type ReplyState } from '../../state/use-reply';

const at = (asOf: Ms | null): string => String(asOf ?? 'live');

export const useMacroSeries = (asOf: Ms | null): ReplyState<readonly MacroSeriesInfo[]> =>
  useReply(`macro series ${at(asOf)}`, () => call('macro:series', { ...asOfArgs(asOf) }));

export const usePolicyRates = (asOf: Ms | null): ReplyState<readonly PolicyRate[]> =>
  useReply(`macro rates ${at(asOf)}`, () => call('macro:rates', { ...asOfArgs(asOf) }));

const NONE: readonly MacroEntry[] = [];
/** What was typed in; no part of the pane waits for it. */
export const useTyped = (asOf: Ms | null): readonly MacroEntry[] =>
  useReply(`macro typed ${at(asOf)}`, () => call('macro:typed', { ...asOfArgs(asOf) })).value ?? NONE;

interface Range {
  readonly from: Ms;
  readonly to: Ms;
}
const isRange = ({ from, to }: Range): boolean => Number.isFinite(from) && Number.isFinite(to) && from < to;

export const useMacroCalendar = (range: Range, asOf: Ms | null): ReplyState<MacroCalendarReply> =>
  useReply(isRange(range) ? `macro calendar ${range.from} ${range.to} ${at(asOf)}` : null, () =>
    call('macro:calendar', { ...range, ...asOfArgs(asOf) }),
  );

/** A series with what was known of it; an answer about another one is not shown for it. */
export function useMacroReading(
  series: string | null,
  range: Range,
  then: Ms | null,
  asOf: Ms | null,
): ReplyState<MacroReading> {
  const asks = series !== null && isRange(range);
  const question = asks ? `macro read ${series} ${range.from} ${range.to} ${then ?? 'now'} ${at(asOf)}` : null;
  const reply = useReply(question, () =>
    call('macro:read', { series: series ?? '', ...range, then, ...asOfArgs(asOf) }),
  );
  return { ...reply, value: asks && reply.value?.series === series ? reply.value : undefined };
}

/** The differential of two currencies; an answer about another pair is not shown for it. */
export function useDifferential(
  a: string | null,
  b: string | null,
  range: Range,
  asOf: Ms | null,
): ReplyState<DifferentialReading> {
  const asks = a !== null && b !== null && isRange(range);
  const question = asks ? `macro differential ${a} ${b} ${range.from} ${range.to} ${at(asOf)}` : null;
  const reply = useReply(question, () => call('macro:differential', { a: a ?? '', b: b ?? '', ...range, ...asOfArgs(asOf) })); // prettier-ignore
  const isThis = asks && reply.value?.a.currency === a && reply.value.b.currency === b;
  return { ...reply, value: isThis ? reply.value : undefined };
}
