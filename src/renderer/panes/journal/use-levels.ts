import { useMemo } from 'react';
import type { Ms } from '#core/time/ms';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { useReply } from '../../state/use-reply';
import { LOW_SPANS, recentLows, type RecentLow } from './levels';

/** A week of minutes, and room for the bar that is not closed. */
const MOST_BARS = 11_000;
const NONE: Levels = { lows: [], newest: undefined };

/** What the levels were read from. */
export interface Levels {
  readonly lows: readonly RecentLow[];
  /** Close of the newest bar among them; undefined before there is one. */
  readonly newest: Ms | undefined;
}

/** Lows that were known at the clock. @param end the clock, or the end of the data when it is live */
export function useLevels(instrument: string | null, end: Ms, asOf: Ms | null): Levels {
  const question = instrument !== null && Number.isFinite(end) ? `lows ${instrument} ${end} ${asOf ?? 'live'}` : null;
  const longest = Math.max(...LOW_SPANS, MS_PER_DAY);
  const { value } = useReply(question, () =>
    call('bars:read', {
      instrument: instrument ?? '',
      interval: MS_PER_MINUTE,
      from: end - longest,
      to: end,
      maxBars: MOST_BARS,
      ...asOfArgs(asOf),
    }),
  );
  return useMemo(() => {
    if (!value) return NONE;
    const last = value.bars.t.at(-1);
    return { lows: recentLows(value.bars, end), newest: last === undefined ? undefined : last + value.interval };
  }, [value, end]);
}
