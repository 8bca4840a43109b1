import { hashOf, uniformOf } from './hash';
import { countRows, isPartOf } from './rows';
import type { VenueReply, VenueRequest } from './types';

/** What can go wrong with one request. */
export const FAULT_KINDS = [
  'limited', // 429
  'limitedRetryAfter', // 429 that says how long, in seconds or as a date
  'banned', // 418 that says how long
  'serverError', // 500, 502 as a web page, 504
  'maintenance', // 503 in the source's own words
  'resetBefore', // the line breaks before the answer
  'resetAfter', // ... in the middle of it
  'halfBody', // the line is closed in order when half has come
  'slowDrip', // a few bytes now and then
  'malformedJson',
  'html', // a web page with status 200
  'typeString', // numbers as texts, texts as numbers
  'typeNull',
  'typeObject',
  'duplicatedPage', // the page before this one, again
  'reorderedRows',
  'duplicatedRows',
  'emptyPage',
  'clockSkew', // the source's clock is minutes wrong, in the date and in what it says of the time
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const OF_ROWS: ReadonlySet<FaultKind> = new Set(['reorderedRows', 'duplicatedRows', 'emptyPage']);
const OF_FIELDS: ReadonlySet<FaultKind> = new Set(['typeString', 'typeNull', 'typeObject']);

export interface FaultPlan {
  /** Share of requests that fail, where the bounds below allow it. */
  readonly rate: number;
  /** All of them unless told. */
  readonly kinds?: readonly FaultKind[];
  /** Failures of one and the same request at most, so that a run comes to an end; 3 unless told. */
  readonly perPage?: number;
  /** Failures altogether at most. */
  readonly most?: number;
  /** Decides instead of chance. @param nth how often this request came before @param all how many came before */
  readonly choose?: (request: VenueRequest, nth: number, all: number) => FaultKind | undefined;
}

export interface Faults {
  /** The fault of this request, counted; undefined when it may succeed. `reply` is what would be answered. */
  next(request: VenueRequest, reply: VenueReply, previous: VenueReply | undefined): FaultKind | undefined;
  readonly counts: ReadonlyMap<FaultKind, number>;
}

/** Depends on the request and how often it came, not on the order among others: the same storm however many lines there are. */
export function createFaults({ rate, kinds = FAULT_KINDS, perPage = 3, most = Infinity, choose }: FaultPlan, seed: number): Faults {
  const asked = new Map<string, number>();
  const failed = new Map<string, FaultKind[]>();
  const counts = new Map<FaultKind, number>();
  let all = 0;
  let total = 0;

  const chance = (key: string, nth: number, reply: VenueReply, previous: VenueReply | undefined) => {
    const before = failed.get(key) ?? [];
    const hash = hashOf(`${seed} ${key}`);
    if (before.length >= perPage || total >= most || uniformOf(hash, nth, 1) >= rate) return undefined;
    const fit = kinds.filter((kind) => fits(kind, reply, previous) && (kind !== 'emptyPage' || !before.includes(kind)));
    const kind = fit[Math.floor(uniformOf(hash, nth, 2) * fit.length)];
    if (kind) failed.set(key, [...before, kind]);
    return kind;
  };
  return {
    next(request, reply, previous) {
      const key = `${request.method} ${request.path}?${request.query} ${request.body}`;
      const nth = asked.get(key) ?? 0;
      asked.set(key, nth + 1);
      const kind = choose ? choose(request, nth, all) : chance(key, nth, reply, previous);
      all++;
      if (!kind || !fits(kind, reply, previous)) return undefined;
      total++;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return kind;
    },
    counts,
  };
} // prettier-ignore

/** Whether a fault can be made of an answer at all. */
function fits(kind: FaultKind, reply: VenueReply, previous: VenueReply | undefined): boolean {
  const isText = typeof reply.body === 'string' || reply.body instanceof Uint8Array;
  if (kind === 'malformedJson') return !isText;
  if (kind === 'duplicatedPage') return previous !== undefined && !isPartOf(previous, reply);
  if (OF_ROWS.has(kind)) return countRows(reply) > 0;
  return OF_FIELDS.has(kind) ? reply.rows !== 'lines' && countRows(reply) > 0 : true;
}
