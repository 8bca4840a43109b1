import { useMemo } from 'react';
import { LADDER } from '#core/time/ladder';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { ReplayMark } from '#shared/replay';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { selectJournalRevision, useJournal } from '../../state/journal';
import { selectRunning, useReplaySessions } from '../../state/replay-session';
import { useRestedAsOf } from '../../state/rested-clock';
import { useReply } from '../../state/use-reply';
import type { Profile } from './paint';
import type { Span } from './span';

const NO_MARKS: readonly ReplayMark[] = [];
const MOST_BARS = 400;

/** What is asked for reaches past the span, in steps of it: a hand that zooms does not ask at every notch. */
function asked({ from, to }: Span): Span {
  const unit = 2 ** Math.ceil(Math.log2(Math.max(to - from, MS_PER_DAY)));
  return { from: Math.floor(from / unit) * unit, to: Math.ceil(to / unit) * unit };
}
const intervalFor = ({ from, to }: Span): Ms =>
  LADDER.find((step) => (to - from) / step <= MOST_BARS) ?? LADDER.at(-1)!;

/** Marks and traded amounts under a span, as known where the clock has come to rest. */
export function useScene(
  instrument: string,
  span: Span | undefined,
): { readonly marks: readonly ReplayMark[]; readonly profile: Profile | undefined } {
  const asOf = useRestedAsOf();
  const range = span && asked(span);
  const question = range ? `${instrument} ${range.from} ${range.to} ${asOf ?? 'live'}` : null;
  const subject = { instrument, from: range?.from ?? 0, to: range?.to ?? 1, ...asOfArgs(asOf) };
  const marks = useReply(question, () => call('replay:marks', subject));
  const bars = useReply(question, () =>
    call('bars:read', { ...subject, interval: intervalFor(subject), maxBars: 2 * MOST_BARS }),
  );
  const decisions = useDecisions(instrument, asOf);
  const { value } = bars;
  const profile = useMemo(
    () => (value ? { t: value.bars.t, value: value.bars.v, interval: value.interval } : undefined),
    [value],
  );
  const all = useMemo(() => [...(marks.value ?? NO_MARKS), ...decisions], [marks.value, decisions]);
  return { marks: all, profile };
}

/** Where the journal holds decisions on the instrument. */
function useDecisions(instrument: string, asOf: Ms | null): readonly ReplayMark[] {
  const revision = useJournal(selectJournalRevision);
  const running = useReplaySessions(selectRunning);
  const session = running?.blind ? (running.id ?? 'none') : undefined; // blind, those of other replays would tell where one is
  const filter = { ...(session === undefined ? {} : { session }), ...asOfArgs(asOf) };
  const { value } = useReply(`decisions ${JSON.stringify(filter)} ${revision}`, () => call('journal:list', filter));
  return useMemo(
    () =>
      (value ?? [])
        .filter((entry) => entry.instrument === instrument)
        .map(({ decidedAt: t }) => ({ kind: 'decision', t, known: t, label: '', notional: NaN })),
    [value, instrument],
  );
}
