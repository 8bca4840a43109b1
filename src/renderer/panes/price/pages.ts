import type { Ms } from '#core/time/ms';
import { lowerBound } from '#core/series/search';

export const BARS_PER_PAGE = 1_024;
/** One request never asks for more than this many pages. */
const PAGES_PER_REQUEST = 8;

export type PageColumns = { readonly t: Float64Array; readonly [name: string]: Float64Array };

export interface PageRun {
  readonly first: number;
  readonly count: number;
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
      if (this.#pages.has(key) || skip(key)) continue;
      const last = runs.at(-1);
      if (last && last.first + last.count === page && last.count < most)
        runs[runs.length - 1] = { first: last.first, count: last.count + 1 };
      else runs.push({ first: page, count: 1 });
    }
    return runs;
  }

  /** Cuts an answer into pages and keeps them. */
  put(level: Ms, run: PageRun, columns: C): void {
    for (let page = run.first; page < run.first + run.count; page++) {
      const a = lowerBound(columns.t, pageStart(level, page));
      const b = lowerBound(columns.t, pageStart(level, page + 1), a);
      this.#pages.set(keyOf(level, page), slice(columns, a, b));
    }
    for (const key of this.#pages.keys()) {
      if (this.#pages.size <= this.#limit) break;
      this.#pages.delete(key);
    }
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
    for (const key of this.#pages.keys()) {
      const [level, page] = key.split(':').map(Number) as [number, number];
      if (pageStart(level, page + 1) > instant) this.#pages.delete(key);
    }
  }

  clear(): void {
    this.#pages.clear();
  }

  get size(): number {
    return this.#pages.size;
  }
}

export const keyOf = (level: Ms, page: number): string => `${level}:${page}`;

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
