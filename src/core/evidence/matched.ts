import { lastIndexAtOrBefore, lowerBound } from '../series/search';
import { MS_PER_DAY, type Ms } from '../time/ms';
import { decisionsOf, GUARD_MS, isClear, toRows, type Control } from './controls';
import type { DecisionRows } from './outcomes';
import type { PricePath } from './price-path';
import type { StudyEvent, StudySpec } from './types';

/** Trailing volatility: over this long before a fall began, and at least so many bars. */
const VOLATILITY_MS = MS_PER_DAY;
const VOLATILITY_BARS = 30;
/** Largest difference in the share of the fall won back: a low near the price is undercut more often than one far below. */
const RETRACED_CALIPER = 0.05;

/** Falls that were no events, each known at its t, ascending. */
interface Declines {
  readonly t: readonly Ms[];
  readonly low: readonly number[];
  readonly logDrop: readonly number[];
  readonly logVolatility: readonly number[];
  /** Share of the fall that the last close had won back. */
  readonly retraced: readonly number[];
}

/** How an event came about, in bars, rounded to octaves so that events of like pace share their candidates. */
interface Shape {
  readonly length: number;
  /** Bars since the low at the decision. */
  readonly age: number;
}

/**
 * Falls of like size and trailing volatility without an event, for comparison.
 *
 * A decline is what an event would have been in the bars alone: its fall is measured from the close at its start to its low, over
 * a time as long as the event's, and it is decided when its low has stood as long as the event's had (both by octaves).
 * Alike are falls with |ln(drop/drop)| and |ln(volatility/volatility)| within the calipers, volatility being the root mean square
 * return of the day (at least 30 bars) before the fall began, that had won back a like share by their last close: a low that
 * is near is undercut more often than one far below, event or not.
 *
 * Candidates are the first such fall once the longest horizon has passed since the event, the first once it has passed since
 * that one, and so on, at least their own length and an hour after any event (`controls.ts`). So the outcome of none
 * has a say in which others there are. Of these the nearest are taken, by the sum of squares of the three differences
 * in calipers.
 * @param horizon the longest that outcomes are measured over
 * @returns rows by event; an event without a like fall has none
 * @source method.md, section 3; ADR 10; calipers: Rosenbaum & Rubin (1985)
 */
export function matchedDeclines(
  path: PricePath,
  events: readonly StudyEvent[],
  calipers: StudySpec['matched'],
  horizon: Ms,
): DecisionRows {
  const volatility = trailingVolatility(path);
  const wanted = events.map((event) => describe(path, event, volatility));
  const decisions = decisionsOf(events);
  const controls: Control[] = [];
  const perShape = new Map<string, Declines>();
  const known = wanted.filter((w) => w !== undefined);
  for (const length of new Set(known.map((w) => w.shape.length))) {
    const own = known.filter((w) => w.shape.length === length);
    const ages = new Set(own.map((w) => w.shape.age));
    const least = Math.min(...own.map((w) => w.logDrop)) - calipers.dropCaliper;
    for (const [age, found] of declines(path, volatility, decisions, length, ages, least))
      perShape.set(`${length} ${age}`, found);
  }
  wanted.forEach((want, of) => {
    if (!want) return;
    const { length, age } = want.shape;
    const pause = Math.max(horizon, length * path.interval + GUARD_MS);
    const found = nearest(perShape.get(`${length} ${age}`)!, want, calipers, events[of].decision, pause);
    for (const { t, low } of found) controls.push({ t, of, low });
  });
  return toRows(controls);
}

interface Wanted {
  readonly logDrop: number;
  readonly logVolatility: number;
  readonly retraced: number;
  readonly shape: Shape;
}

/** What to look for; undefined when the event's own fall or volatility is not known. */
function describe(path: PricePath, event: StudyEvent, volatility: (i: number) => number): Wanted | undefined {
  const { t, interval, sign, hurt, close } = path;
  const begin = lowerBound(t, event.start - interval + 1);
  const end = lastIndexAtOrBefore(t, event.decision - interval) + 1;
  let low = begin;
  for (let i = begin; i < end; i++) if (sign * hurt[i] <= sign * hurt[low]) low = i;
  const logDrop = Math.log(event.dropBp);
  const logVolatility = Math.log(volatility(lastIndexAtOrBefore(t, event.start - interval) + 1));
  if (end <= begin || !Number.isFinite(logDrop) || !Number.isFinite(logVolatility)) return undefined;
  const length = octave(Math.max(1, Math.round((event.decision - event.start) / interval)));
  const retraced = (1e4 * sign * Math.log(close[end - 1] / hurt[low])) / event.dropBp;
  return { logDrop, logVolatility, retraced, shape: { length, age: Math.min(octave(end - 1 - low), length - 1) } };
}

/** 0, 1, 2, 6, 12, 24, 48, …: the middle of the octave from 2^k on. */
function octave(n: number): number {
  const k = Math.floor(Math.log2(n));
  return k < 2 ? Math.floor(2 ** k) : 3 * 2 ** (k - 1);
}

/** Root mean square return over the day before bar i, of the bars before it; NaN when there are too few. */
function trailingVolatility({ t, close, interval }: PricePath): (i: number) => number {
  const window = Math.max(VOLATILITY_BARS, Math.ceil(VOLATILITY_MS / interval));
  const sums = new Float64Array(t.length + 1);
  for (let i = 1; i < t.length; i++) sums[i + 1] = sums[i] + Math.log(close[i] / close[i - 1]) ** 2;
  return (i) => (i > window ? Math.sqrt((sums[i] - sums[i - window]) / window) : NaN);
}

/** Declines of one length by the age of their low. Only where the bars have no hole. */
function declines(
  path: PricePath,
  volatility: (i: number) => number,
  decisions: Float64Array,
  length: number,
  ages: ReadonlySet<number>,
  leastLogDrop: number,
): Map<number, Declines> {
  const { t, interval, sign, hurt, close } = path;
  const found = new Map(
    [...ages].map((age) => [age, { t: [], low: [], logDrop: [], logVolatility: [], retraced: [] } as Growing]),
  );
  const least = Math.exp(leastLogDrop);
  const queue = new Int32Array(t.length); // of the window's lows that may still become its lowest, ascending
  let head = 0;
  let tail = 0;
  for (let i = 0; i < t.length; i++) {
    while (tail > head && sign * hurt[queue[tail - 1]] >= sign * hurt[i]) tail--;
    queue[tail++] = i;
    const before = i - length; // the bar at whose end the window begins
    while (queue[head] <= before) head++;
    const low = queue[head];
    const list = found.get(i - low);
    if (list === undefined || before < 0 || t[i] - t[before] !== length * interval) continue;
    const dropBp = 1e4 * sign * Math.log(close[before] / hurt[low]);
    const at = t[i] + interval;
    if (!(dropBp >= least) || !isClear(decisions, at, length * interval + GUARD_MS)) continue;
    const logVolatility = Math.log(volatility(before + 1));
    if (!Number.isFinite(logVolatility)) continue;
    list.t.push(at);
    list.low.push(hurt[low]);
    list.logDrop.push(Math.log(dropBp));
    list.logVolatility.push(logVolatility);
    list.retraced.push((1e4 * sign * Math.log(close[i] / hurt[low])) / dropBp);
  }
  return found;
}

type Growing = { [K in keyof Declines]: number[] };

function nearest(
  { t, low, logDrop, logVolatility, retraced }: Declines,
  want: Wanted,
  { perEvent, dropCaliper, volatilityCaliper }: StudySpec['matched'],
  decision: Ms,
  pause: Ms,
): { readonly t: Ms; readonly low: number }[] {
  const near: { readonly t: Ms; readonly low: number; readonly distance: number }[] = [];
  let next = decision + pause;
  for (let k = firstFrom(t, next); k < t.length; k++) {
    const drop = Math.abs(logDrop[k] - want.logDrop) / dropCaliper;
    const volatility = Math.abs(logVolatility[k] - want.logVolatility) / volatilityCaliper;
    const won = Math.abs(retraced[k] - want.retraced) / RETRACED_CALIPER;
    if (drop > 1 || volatility > 1 || won > 1 || t[k] < next) continue;
    next = t[k] + pause;
    near.push({ t: t[k], low: low[k], distance: drop * drop + volatility * volatility + won * won });
  }
  return near.sort((a, b) => a.distance - b.distance || a.t - b.t).slice(0, perEvent);
}

function firstFrom(t: readonly Ms[], from: Ms): number {
  let lo = 0;
  for (let hi = t.length; lo < hi;) {
    const mid = (lo + hi) >>> 1;
    if (t[mid] < from) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
