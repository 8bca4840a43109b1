import { intersectRanges, subtractRanges, type Range } from '#core/time/ranges';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { SettledSpan } from '#main/store/types';
import type { Dataset, PlanPart } from '#shared/sync';
import type { Offer } from '../source';
import { cadenceOf, closedEnd, historyStart, listingStart, reachStart, toGrid } from './bounds';
import { mergeMissing } from './merge-missing';

export interface PlanInput {
  readonly dataset: Dataset;
  /** null = as far back as the source reaches. */
  readonly from: Ms | null;
  /** Exclusive; null = up to now. */
  readonly to: Ms | null;
  readonly newestFirst: boolean;
  readonly offer: Pick<Offer, 'reach' | 'pageRows' | 'shape' | 'kinds' | 'lag'>;
  readonly settled: readonly Pick<SettledSpan, 'from' | 'to' | 'state' | 'at'>[];
  /** What the store holds of a regular data set, however it came (`storedRanges`). */
  readonly stored: readonly Range[];
  /** First instant the source has of the instrument; null when it does not say. */
  readonly listed: Ms | null;
  /** The source's clock. */
  readonly now: Ms;
}

/**
 * What has to be asked for of one data set, and why not the rest. For a history the parts tile the request, from its first
 * to its last closed row; a document or a capture is one part. Ascending, or descending when the newest comes first.
 */
export function planDataset(input: PlanInput): PlanPart[] {
  if (input.offer.shape === 'capture') return [capturePart(input)];
  if (input.offer.shape === 'whole') return [wholePart(input)];
  const parts = historyParts(input).sort((a, b) => a.from - b.from);
  return input.newestFirst ? parts.reverse() : parts;
}

/** What it shows now, once each time it is asked for: what it showed before is not to be had again. */
const capturePart = ({ dataset, now }: PlanInput): PlanPart => ({
  ...namesOf(dataset),
  state: 'fetch',
  from: Math.floor(now),
  to: Math.floor(now) + 1,
  rows: 0,
  requests: 1,
  note: 'What is quoted at the moment; earlier quotes are not to be had.',
});

function wholePart({ dataset, settled, now }: PlanInput): PlanPart {
  const last = Math.max(-Infinity, ...settled.filter(({ state }) => state === 'fetched').map(({ at }) => at));
  const isFresh = Math.abs(now - last) < cadenceOf(dataset.interval); // much later than now: the clock was wrong then
  const range = { ...namesOf(dataset), from: 0, to: Math.max(1, Math.floor(now)), rows: 0 };
  return isFresh
    ? { ...range, state: 'have', requests: 0, note: '' }
    : { ...range, state: 'fetch', requests: 1, note: 'One document with all of it.' };
}

function historyParts(input: PlanInput): PlanPart[] {
  const { dataset, offer, settled, stored, listed, now } = input;
  const { interval } = dataset;
  const from = input.from === null ? historyStart(offer, interval, listed, now) : toGrid(input.from, interval);
  const to = Math.min(
    input.to === null ? Infinity : toGrid(input.to, interval),
    closedEnd(now - (offer.lag ?? 0), interval),
  );
  const request = [{ from, to }];
  const ofState = (state: SettledSpan['state']): Range[] => settled.filter((span) => span.state === state);
  const had = intersectRanges(request, [...ofState('fetched'), ...stored]);
  let rest = subtractRanges(request, had);
  /** Takes from the rest what lies in the ranges, with the reason why it cannot be had. */
  const refuse = (ranges: readonly Range[], note: string): PlanPart[] => {
    const refused = intersectRanges(rest, ranges);
    rest = subtractRanges(rest, refused);
    return refused.map((range) => ({ ...namesOf(dataset), ...range, state: 'notAvailable', ...NOTHING, note }));
  };
  const before = (t: Ms): Range[] => [{ from: -Infinity, to: t }];
  const refused = [
    ...refuse(ofState('notAvailable'), 'The source has nothing here.'),
    ...refuse(before(listingStart(listed ?? -Infinity, interval)), `Before its listing on ${dayOf(listed ?? 0)}.`),
    ...refuse(before(reachStart(offer, interval, now)), `Older than the ${spanOf(offer.reach)} that the source keeps.`),
  ];
  const rowsOf = rowCounter(input);
  const missing = mergeMissing(rest, refused, (range) => rowsOf(range) / offer.pageRows);
  return [
    ...subtractRanges(had, missing).map((range): PlanPart => ({
      ...namesOf(dataset),
      ...range,
      state: 'have',
      ...NOTHING,
      note: '',
    })),
    ...refused,
    ...missing.map((range): PlanPart => {
      const rows = rowsOf(range);
      return { ...namesOf(dataset), ...range, state: 'fetch', rows, requests: Math.max(1, Math.ceil(rows / offer.pageRows)), note: '' }; // prettier-ignore
    }),
  ];
}

const NOTHING = { rows: 0, requests: 0 } as const;

/** Rows of a range: counted for a regular data set, guessed for an irregular one. */
const rowCounter = ({ dataset, offer }: PlanInput): ((range: Range) => number) => {
  // Funding is mostly settled every eight hours; of other irregular figures one an hour is a guess to plan with.
  const guess = offer.kinds.includes('funding') ? 8 * MS_PER_HOUR : MS_PER_HOUR;
  const step = dataset.interval > 0 ? dataset.interval : guess;
  return ({ from, to }) => Math.ceil((to - from) / step);
};

/** `30 days`, `36 hours`. */
function spanOf(reach: Ms): string {
  const [count, unit] = reach >= 2 * MS_PER_DAY ? [reach / MS_PER_DAY, 'days'] : [reach / MS_PER_HOUR, 'hours'];
  return `${Math.floor(count)} ${unit}`;
}

const dayOf = (t: Ms): string => new Date(t).toISOString().slice(0, 10);
const namesOf = ({ source, offer, instrument, interval }: Dataset): Dataset => ({
  source,
  offer,
  instrument,
  interval,
});
