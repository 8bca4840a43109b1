import type { Ms } from '#core/time/ms';
import { lowerBound } from '#core/series/search';

export const BARS_PER_PAGE = 1_024;
/** One request never asks for more than this many pages. */
const PAGES_PER_REQUEST = 8;

/** Rows at the end of a page that are asked for again: the last of them may have been of a bucket that went on. */
const KEPT_TAIL = 2;

export type PageColumns = { readonly t: Float64Array; readonly [name: string]: Float64Array };

export interface PageRun {
  readonly first: number;
  readonly count: number;
  /** Of a page that is there but for its end: rows before this need not come again. */
  readonly since?: Ms;
}

/** Pages [first, first + count) of a level that touch a time range. */
export function pagesOf(level: Ms, from: Ms, to: Ms): PageRun {
  const span = level * BARS_PER_PAGE;
  const first = Math.floor(from / span);
  return { first, count: Math.max(0, Math.ceil(to / span) - first) };
}

export const pageStart = (level: Ms, page: number): Ms => page * level * BARS_PER_PAGE;

/**
 * Columns of one series at several levels, cut into pages of equal time. The least recently used pages leave first.
 * A page can be known to hold nothing: it is then stored empty and not asked for again.
 */
export class PageCache<C extends PageColumns> {
  readonly #pages = new Map<string, C>();
  /** Pages that may have grown at their end. */
  readonly #open = new Set<string>();
  /** What each page was answered from. */
  readonly #sources = new Map<string, string>();
  readonly empty: C;
  readonly #limit: number;

  constructor(empty: C, limit = 96) {
    this.empty = empty;
    this.#limit = limit;
  }

  /** Runs of neighbouring pages that are not there yet and that `skip` does not exclude, none longer than `most`. */
  missing(
    level: Ms,
    from: Ms,
    to: Ms,
    skip: (key: string) => boolean = () => false,
    most = PAGES_PER_REQUEST,
  ): PageRun[] {
    const runs: PageRun[] = [];
    const { first, count } = pagesOf(level, from, to);
    for (let page = first; page < first + count; page++) {
      const key = keyOf(level, page);
      const isOpen = this.#open.has(key);
      if ((this.#pages.has(key) && !isOpen) || skip(key)) continue;
      if (isOpen) {
        runs.push({ first: page, count: 1, since: this.#pages.get(key)!.t.at(-KEPT_TAIL)! });
        continue;
      }
      const last = runs.at(-1);
      if (last && last.since === undefined && last.first + last.count === page && last.count < most)
        runs[runs.length - 1] = { first: last.first, count: last.count + 1 };
      else runs.push({ first: page, count: 1 });
    }
    return runs;
  }

  /** Cuts an answer into pages and keeps them. @param source what answered; a page is not continued by another */
  put(level: Ms, run: PageRun, columns: C, source = ''): void {
    if (run.since !== undefined) return this.#extend(keyOf(level, run.first), run.since, columns, source);
    for (let page = run.first; page < run.first + run.count; page++) {
      const a = lowerBound(columns.t, pageStart(level, page));
      const b = lowerBound(columns.t, pageStart(level, page + 1), a);
      const key = keyOf(level, page);
      this.#pages.set(key, slice(columns, a, b));
      this.#sources.set(key, source);
      this.#open.delete(key);
    }
    for (const key of this.#pages.keys()) {
      if (this.#pages.size <= this.#limit) break;
      this.#drop(key);
    }
  }

  /** The clock has moved on from an instant: pages that reach past it keep their rows and want those that came to be known. */
  growAfter(instant: Ms): void {
    for (const [key, { t }] of [...this.#pages]) {
      if (endOf(key) <= instant) continue;
      if (t.length < KEPT_TAIL) this.#drop(key);
      else this.#open.add(key);
    }
  }

  /** Ends of the pages of a range that would be asked for when the clock goes on from an instant. */
  ends(level: Ms, { from, to }: { readonly from: Ms; readonly to: Ms }, instant: Ms): PageRun[] {
    const runs: PageRun[] = [];
    const { first, count } = pagesOf(level, from, to);
    for (let page = first; page < first + count; page++) {
      const t = this.#pages.get(keyOf(level, page))?.t;
      if (!t || t.length < KEPT_TAIL || pageStart(level, page + 1) <= instant) continue;
      runs.push({ first: page, count: 1, since: t.at(-KEPT_TAIL)! });
    }
    return runs;
  }

  #extend(key: string, since: Ms, columns: C, source: string): void {
    const page = this.#pages.get(key);
    if (!page) return;
    if (this.#sources.get(key) !== source) return this.#drop(key); // now another series answers: the whole page
    this.#open.delete(key);
    this.#pages.set(key, concat([slice(page, 0, lowerBound(page.t, since)), columns], this.empty));
  }

  #drop(key: string): void {
    this.#pages.delete(key);
    this.#sources.delete(key);
    this.#open.delete(key);
  }

  /** All rows in [from, to) that are at hand, in one block; pages that are missing leave a hole. */
  assemble(level: Ms, from: Ms, to: Ms): C {
    const { first, count } = pagesOf(level, from, to);
    const parts: C[] = [];
    for (let page = first; page < first + count; page++) {
      const key = keyOf(level, page);
      const part = this.#pages.get(key);
      if (!part) continue;
      this.#pages.delete(key); // the order of the map is the order of use
      this.#pages.set(key, part);
      if (part.t.length > 0) parts.push(part);
    }
    const whole = concat(parts, this.empty);
    return slice(whole, lowerBound(whole.t, from), lowerBound(whole.t, to));
  }

  /** Forgets the pages that reach past an instant: they may hold other rows once the clock has moved. */
  dropAfter(instant: Ms): void {
    for (const key of [...this.#pages.keys()]) if (endOf(key) > instant) this.#drop(key);
  }

  clear(): void {
    this.#pages.clear();
    this.#sources.clear();
    this.#open.clear();
  }

  get size(): number {
    return this.#pages.size;
  }
}

export const keyOf = (level: Ms, page: number): string => `${level}:${page}`;
function endOf(key: string): Ms {
  const [level, page] = key.split(':').map(Number) as [number, number];
  return pageStart(level, page + 1);
}

function slice<C extends PageColumns>(columns: C, a: number, b: number): C {
  const out: Record<string, Float64Array> = {};
  for (const name of Object.keys(columns)) out[name] = columns[name]!.slice(a, b);
  return out as C;
}

function concat<C extends PageColumns>(parts: readonly C[], empty: C): C {
  if (parts.length === 0) return empty;
  if (parts.length === 1) return parts[0]!;
  const rows = parts.reduce((sum, part) => sum + part.t.length, 0);
  const out: Record<string, Float64Array> = {};
  for (const name of Object.keys(empty)) {
    const column = (out[name] = new Float64Array(rows));
    let at = 0;
    for (const part of parts) {
      column.set(part[name]!, at);
      at += part.t.length;
    }
  }
  return out as C;
}
