import type { Ms } from '#core/time/ms';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { readBars } from './read-ahead';
import type { StudyReads } from './study-data';

/** Reads of one instrument as known at an instant; both are asked for at each call. */
export function createReads(subject: () => { readonly instrument: string; readonly asOf: Ms | null }): StudyReads {
  const known = (): { instrument: string; asOf?: Ms } => {
    const { instrument, asOf } = subject();
    return { instrument, ...asOfArgs(asOf) };
  };
  return {
    bars: (interval, from, to, since) => readBars(known(), interval, { from, to, ...sinceArg(since) }),
    liquidations: (interval, from, to, since) =>
      call('liquidations:read', { ...known(), interval, from, to, ...sinceArg(since) }),
    points: (kind, interval, from, to, since) =>
      call('points:read', { ...known(), kind, interval, from, to, ...sinceArg(since) }),
    breadth: (interval, from, to) => call('breadth:read', { ...known(), interval, from, to }),
    breakEven: (interval, from, to) => call('breakEven:read', { ...known(), interval, from, to }),
    levels: () => call('levels:read', known()),
  };
}

const sinceArg = (since: Ms | undefined): { readonly since?: Ms } => (since === undefined ? {} : { since });
