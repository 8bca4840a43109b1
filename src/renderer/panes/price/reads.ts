import type { Ms } from '#core/time/ms';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import type { StepQuestion } from '../../state/step-ahead';
import type { Asked } from './paged-source';
import { barsQuestion, readBars } from './read-ahead';
import type { PointsKind, StudyReads } from './study-data';

interface Subject {
  readonly instrument: string;
  readonly asOf?: Ms;
}
/** A stored series that a chart reads in pages. */
export type Paged = 'bars' | 'liquidations' | PointsKind;

/** Reads of one instrument as known at an instant; both are asked for at each call. */
export function createReads(subject: () => { readonly instrument: string; readonly asOf: Ms | null }): StudyReads {
  const known = (): Subject => {
    const { instrument, asOf } = subject();
    return { instrument, ...asOfArgs(asOf) };
  };
  return {
    bars: (interval, from, to, since) => readBars(known(), interval, { from, to, ...sinceArg(since) }),
    liquidations: (...asked) => call('liquidations:read', rangeOf(known(), asked)),
    points: (kind, ...asked) => call('points:read', { ...rangeOf(known(), asked), kind }),
    breadth: (interval, from, to) => call('breadth:read', { ...known(), interval, from, to }),
    breakEven: (interval, from, to) => call('breakEven:read', { ...known(), interval, from, to }),
    levels: () => call('levels:read', known()),
  };
}

/** The same reads as questions. */
export function questionFor(paged: Paged, subject: Subject, asked: Asked): StepQuestion {
  const [interval, from, to, since] = asked;
  if (paged === 'bars')
    return { channel: 'bars:read', args: barsQuestion(subject, interval, { from, to, ...sinceArg(since) }) };
  if (paged === 'liquidations') return { channel: 'liquidations:read', args: rangeOf(subject, asked) };
  return { channel: 'points:read', args: { ...rangeOf(subject, asked), kind: paged } };
}

const rangeOf = (subject: Subject, [interval, from, to, since]: Asked) => ({
  ...{ ...subject, interval, from, to },
  ...sinceArg(since),
});

const sinceArg = (since: Ms | undefined): { readonly since?: Ms } => (since === undefined ? {} : { since });
