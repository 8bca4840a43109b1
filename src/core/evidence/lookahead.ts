import { extremeRow } from '../liquidations/describe';
import type { Ms } from '../time/ms';
import { CONFIRMATION_INFO } from './confirmation-info';
import { cutMarket } from './market';
import { LEAKS, type FindEvents, type Leak } from './planted-leak';
import { CONFIRMATIONS, type LookaheadResult, type StudyEvent, type StudyMarket } from './types';

export interface LookaheadOptions {
  readonly markets: readonly StudyMarket[];
  readonly find: FindEvents;
  /** As `confirmationRows`; without it only the events are compared. */
  readonly confirmations?: (market: StudyMarket, events: readonly StudyEvent[]) => Float64Array;
  /** Events whose data are cut, spread evenly over all; up to two thirds as many instants without one come on top. Default 60. */
  readonly most?: number;
  /** More instants without an event, as long as their cuts add up to no more bars than this: small data are cut at every close. Default 1,000,000. */
  readonly bars?: number;
  readonly shouldStop?: () => boolean;
  /** Share done, 0 … 1. */
  readonly onProgress?: (share: number) => void;
}

type Fault = LookaheadResult['changed'][number];
/** An instant at which the data of a market are cut. */
interface Cut {
  readonly market: StudyMarket;
  readonly at: Ms;
}

/** Leaky events looked at per leak: one is enough to catch it. */
const PLANTED_LOOKS = 3;

/**
 * The truncation test: a rule is run again on what was known at an instant, and has to find exactly the events it
 * decided by then on all data, every field and every confirmation alike. The instants are decisions of events, closes anywhere, and
 * closes where an event might have been that later data took away. Then the same test on the rule with each of {@link LEAKS}: all of those that keep an event are to be caught.
 * Each instant costs one run of the rule on the data before it.
 * @returns `checked`: instants; `changed`: one fault an event; `plantedCaught` is also false where there is nothing to look
 *   at, without an event after which the price moved. Undefined when stopped.
 */
export function lookaheadTest(options: LookaheadOptions): LookaheadResult | undefined {
  const { markets, find, confirmations, most = 60, bars = 1_000_000 } = options;
  const { shouldStop = () => false, onProgress } = options;
  const whole = new Map(markets.map((market) => [market, find(market)]));
  const cuts = cutsOf(whole, most, bars);

  const faults = new Map<string, Fault>();
  const rows = confirmations && new Map(markets.map((m) => [m, rowsAt(m, whole.get(m)!, cuts, confirmations)]));
  for (const [i, cut] of cuts.entries()) {
    if (shouldStop()) return undefined;
    const then = runCut(cut, find);
    const later = whole.get(cut.market)!;
    const found = compareEvents(cut, then.events, later);
    if (confirmations) found.push(...compareConfirmations(cut, then, rows!.get(cut.market)!, confirmations));
    for (const fault of found) {
      const key = `${fault.instrument} ${fault.decision}`;
      if (!faults.has(key)) faults.set(key, fault);
    }
    onProgress?.((i + 1) / (cuts.length + 1));
  }

  const caught = Object.values<Leak>(LEAKS).map((leak) => catches(leak, whole, find, shouldStop));
  if (shouldStop()) return undefined;
  onProgress?.(1);
  const changed = [...faults.values()].sort((a, b) => a.decision - b.decision);
  return {
    clean: changed.length === 0,
    checked: cuts.length,
    changed,
    plantedCaught: caught.includes(true) && !caught.includes(false),
  };
}

interface CutRun {
  readonly market: StudyMarket;
  readonly events: readonly StudyEvent[];
}

function runCut({ market, at }: Cut, find: FindEvents): CutRun {
  const cut = cutMarket(market, at);
  return { market: cut, events: find(cut) };
}

type Whole = ReadonlyMap<StudyMarket, readonly StudyEvent[]>;

function cutsOf(whole: Whole, most: number, bars: number): Cut[] {
  const decisions = [...whole].flatMap(([market, events]) =>
    [...new Set(events.map((e) => e.decision))].map((at) => ({ market, at })),
  );
  const quiet = new Map<string, Cut>();
  const isDecision = new Set(decisions.map(keyOf));
  for (const cut of [...anyCloses(whole, Math.ceil(most / 3), bars), ...likelyCloses(whole, Math.ceil(most / 3))])
    if (!isDecision.has(keyOf(cut))) quiet.set(keyOf(cut), cut);
  return [...spread(decisions, most), ...quiet.values()];
}

const keyOf = ({ market, at }: Cut): string => `${market.instrument} ${at}`;

/** At most so many of a list, evenly spaced. */
function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, k) => list[Math.floor(((k + 0.5) * list.length) / most)]);
}

/** Closes all over the data, spread by the golden ratio so that they keep no step with days or weeks; every one if `bars` allow. */
function anyCloses(whole: Whole, least: number, bars: number): Cut[] {
  return [...whole.keys()].flatMap((market) => {
    const { columns, interval } = market.bars;
    const n = columns.t.length;
    const affordable = Math.floor((2 * bars) / (n * whole.size)); // a cut holds half of them on average
    const cuts = Math.min(n, Math.max(Math.ceil(least / whole.size), affordable));
    const row = (k: number): number => (cuts === n ? k : Math.floor(((k * 0.6180339887498949 + 0.5) % 1) * n));
    return Array.from({ length: cuts }, (_, k) => ({ market, at: columns.t[row(k)] + interval }));
  });
}

/**
 * Where an event would be that later bars have made the rule drop: the largest moves from close to close, as long after them as
 * the rule's events are decided after their extremes (the median).
 */
function likelyCloses(whole: Whole, most: number): Cut[] {
  return [...whole].flatMap(([market, events]) => {
    const { columns, interval } = market.bars;
    const { t, c } = columns;
    const lags = events.map((e) => {
      const row = extremeRow(e.side, e.start, e.decision, market.bars);
      return row < 0 ? 0 : e.decision - t[row] - interval;
    });
    const lag = lags.length === 0 ? 0 : lags.sort((a, b) => a - b)[lags.length >> 1];
    const moves = c.map((close, i) => (i === 0 ? 0 : Math.abs(Math.log(close / c[i - 1])) || 0));
    const least =
      moves
        .slice()
        .sort()
        .at(-Math.ceil(most / whole.size)) ?? 0;
    const cuts: Cut[] = [];
    for (let i = 0; i < t.length && cuts.length * whole.size < most; i++)
      if (moves[i] >= least) cuts.push({ market, at: t[i] + interval + lag });
    return cuts;
  });
}

/** Both lists by their decision; events of one decision keep their order. */
function compareEvents({ market, at }: Cut, then: readonly StudyEvent[], later: readonly StudyEvent[]): Fault[] {
  const { instrument } = market;
  const left = new Map<Ms, StudyEvent[]>();
  for (const event of later)
    if (event.decision <= at) left.set(event.decision, [...(left.get(event.decision) ?? []), event]);
  const faults: Fault[] = [];
  const known = (decision: Ms): string => (decision === at ? 'at its decision' : `by ${iso(at)}`);
  for (const event of then) {
    const { decision } = event;
    const same = left.get(decision)?.shift();
    const what =
      decision > at
        ? `On the data known by ${iso(at)} the rule decides this event in the future.`
        : same
          ? changedField(event, same, known(decision))
          : `The rule finds this event on the data known ${known(decision)}, but not on all data.`;
    if (what) faults.push({ instrument, decision, what });
  }
  for (const [decision, events] of left)
    if (events.length > 0)
      faults.push({
        ...{ instrument, decision },
        what: `The rule finds this event on all data, but not on the data known ${known(decision)}.`,
      });
  return faults;
}

const FIELDS: { readonly [F in Exclude<keyof StudyEvent, 'instrument' | 'decision'>]: string } = {
  side: 'side',
  start: 'start',
  end: 'end',
  priceExtreme: 'extreme price',
  dropBp: 'drop in bp',
  notionalUsd: 'liquidated USD',
  coverage: 'coverage',
};

function changedField(then: StudyEvent, later: StudyEvent, known: string): string | undefined {
  for (const [field, title] of Object.entries(FIELDS)) {
    const [a, b] = [then[field as keyof StudyEvent], later[field as keyof StudyEvent]];
    if (!Object.is(a, b)) return `Its ${title} is ${a} on the data known ${known}, and ${b} on all data.`;
  }
  return undefined;
}

/** Confirmations on all data of the events that are decided at a cut, by event. */
type RowsOf = ReadonlyMap<StudyEvent, Float64Array>;
type Confirmations = NonNullable<LookaheadOptions['confirmations']>;

function rowsAt(
  market: StudyMarket,
  events: readonly StudyEvent[],
  cuts: readonly Cut[],
  confirmations: Confirmations,
): RowsOf {
  const instants = new Set(cuts.filter((cut) => cut.market === market).map((cut) => cut.at));
  const decided = events.filter((e) => instants.has(e.decision));
  const rows = confirmations(market, decided);
  const width = CONFIRMATIONS.length;
  return new Map(decided.map((event, i) => [event, rows.subarray(i * width, (i + 1) * width)]));
}

function compareConfirmations({ at }: Cut, then: CutRun, rows: RowsOf, confirmations: Confirmations): Fault[] {
  const faults: Fault[] = [];
  for (const [event, later] of rows) {
    if (event.decision !== at) continue;
    const known = confirmations(then.market, [event]);
    const k = CONFIRMATIONS.findIndex((_, i) => !Object.is(known[i], later[i]));
    if (k < 0) continue;
    const title = CONFIRMATION_INFO[CONFIRMATIONS[k]].title;
    const what = `Its confirmation “${title}” is ${stateOf(known[k])} on the data known at its decision, and ${stateOf(later[k])} on all data.`;
    faults.push({ instrument: event.instrument, decision: at, what });
  }
  return faults;
}

const stateOf = (x: number): string => (Number.isNaN(x) ? 'unknown' : x === 1 ? 'yes' : 'no');

/** Whether the test sees a leak; undefined when the leak leaves no event to look at. */
function catches(leak: Leak, whole: Whole, find: FindEvents, shouldStop: () => boolean): boolean | undefined {
  const leaky = [...whole].flatMap(([market, events]) => {
    const kept = leak(market, events);
    return kept.map(({ decision }) => ({ market, kept, at: decision }));
  });
  if (leaky.length === 0) return undefined;
  return spread(leaky, PLANTED_LOOKS).some(({ market, kept, at }) => {
    if (shouldStop()) return false;
    const then = runCut({ market, at }, find);
    return compareEvents({ market, at }, leak(then.market, then.events), kept).length > 0;
  });
}

const iso = (t: Ms): string => new Date(t).toISOString();
