import type { Ms } from '#core/time/ms';
import { keyOf, PageCache, pageStart, type PageColumns, type PageRun } from './pages';
import type { TimeRange } from './viewport';

/** An answer to one request; `null` when nothing at all is stored. */
export type Fetched<C, M> = { readonly columns: C; readonly meta: M } | null;
/** @param since rows before it need not be sent */
export type Fetch<C, M> = (level: Ms, from: Ms, to: Ms, since?: Ms) => Promise<Fetched<C, M>>;

export interface PagedSourceOptions<C, M> {
  readonly empty: C;
  readonly fetch: Fetch<C, M>;
  /** Pages that one request may ask for, when not as many as possible. */
  readonly pagesAtOnce?: () => number | undefined;
  /** Rows arrived, or a request failed. */
  readonly onChange: () => void;
}

/** What is going to be asked, as {@link Fetch} asks it. */
export type Asked = Parameters<Fetch<never, never>>;

/** Few at a time: what is wanted changes faster than a disk answers, and a queue of old wishes helps nobody. */
const REQUESTS_AT_ONCE = 2;

/**
 * One stored series read in pages. Each wish replaces the one before; answers that belong to an earlier generation
 * (another instrument, clock or import) are thrown away.
 */
export class PagedSource<C extends PageColumns, M> {
  readonly #cache: PageCache<C>;
  readonly #fetch: Fetch<C, M>;
  readonly #onChange: () => void;
  readonly #pagesAtOnce: () => number | undefined;
  readonly #underWay = new Set<string>();
  #requests = 0;
  #generation = 0;
  #wanted: { level: Ms; run: PageRun }[] = [];
  /** What was wanted last, whether it had to be asked for or not. */
  #wish: { readonly level: Ms; readonly ranges: readonly TimeRange[] } | undefined;
  /** What the last answer said of the series: undefined before the first one, null when nothing is stored. */
  meta: M | null | undefined;
  /** Whether that answer was given since the clock moved last. */
  isCurrent = false;
  error: string | undefined;

  constructor({ empty, fetch, onChange, pagesAtOnce }: PagedSourceOptions<C, M>) {
    this.#pagesAtOnce = pagesAtOnce ?? (() => undefined);
    this.#cache = new PageCache(empty);
    this.#fetch = fetch;
    this.#onChange = onChange;
  }

  /** Sees to it that these ranges arrive, the first one first. */
  want(level: Ms, ranges: readonly TimeRange[]): void {
    const planned = new Set<string>();
    this.#wanted = [];
    this.#wish = { level, ranges };
    for (const { from, to } of ranges) {
      for (const run of this.#cache.missing(
        level,
        from,
        to,
        (key) => this.#underWay.has(key) || planned.has(key),
        this.#pagesAtOnce(),
      )) {
        for (let page = run.first; page < run.first + run.count; page++) planned.add(keyOf(level, page));
        this.#wanted.push({ level, run });
      }
    }
    this.#pump();
  }

  /** What will be asked for when the clock goes on from an instant and the same is wanted again. */
  growing(instant: Ms): readonly Asked[] {
    const { level, ranges } = this.#wish ?? { level: NaN, ranges: [] };
    const runs = new Map<number, PageRun>();
    for (const range of ranges) for (const run of this.#cache.ends(level, range, instant)) runs.set(run.first, run);
    return [...runs.values()].map((run) => askedOf(level, run));
  }

  /** Whether something that was wanted is still to come. */
  get isBusy(): boolean {
    return this.#requests > 0;
  }

  has(level: Ms, { from, to }: TimeRange): boolean {
    return this.#cache.missing(level, from, to).length === 0;
  }

  read(level: Ms, { from, to }: TimeRange): C {
    return this.#cache.assemble(level, from, to);
  }

  /** Rows may have changed everywhere. */
  reset(): void {
    this.#forgetRequests();
    this.#cache.clear();
    this.#wish = undefined;
    this.meta = undefined;
    this.error = undefined;
  }

  /** The clock was set back, or rows have changed: what lies past `instant` is not known any more, or not as it was. */
  dropAfter(instant: Ms): void {
    this.#forgetRequests();
    this.#cache.dropAfter(instant);
  }

  /** The clock has moved on from `instant`: what was known stays, and what came to be known past it is asked for. */
  growAfter(instant: Ms): void {
    this.#forgetRequests();
    this.#cache.growAfter(instant);
  }

  #forgetRequests(): void {
    this.#generation++;
    this.#underWay.clear();
    this.#requests = 0;
    this.#wanted = [];
    this.isCurrent = false;
  }

  retry(): void {
    this.error = undefined;
    this.#onChange();
  }

  #pump(): void {
    while (this.#requests < REQUESTS_AT_ONCE && this.error === undefined) {
      const next = this.#wanted.shift();
      if (!next) return;
      void this.#request(next.level, next.run);
    }
  }

  async #request(level: Ms, run: PageRun): Promise<void> {
    const generation = this.#generation;
    const keys: string[] = [];
    for (let page = run.first; page < run.first + run.count; page++) keys.push(keyOf(level, page));
    for (const key of keys) this.#underWay.add(key);
    this.#requests++;
    try {
      const answer = await this.#fetch(...askedOf(level, run));
      if (generation !== this.#generation) return;
      this.meta = answer?.meta ?? null;
      this.isCurrent = true;
      this.#cache.put(level, run, answer?.columns ?? this.#cache.empty, sourceOf(answer?.meta));
    } catch (cause) {
      if (generation !== this.#generation) return;
      this.error = cause instanceof Error ? cause.message : String(cause);
    }
    this.#requests--;
    for (const key of keys) this.#underWay.delete(key);
    this.#pump();
    this.#onChange();
  }
}

const askedOf = (level: Ms, { first, count, since }: PageRun): Asked => [
  level,
  pageStart(level, first),
  pageStart(level, first + count),
  since,
];

/** What tells the series that answered from others. */
function sourceOf(meta: unknown): string {
  const { instrument, source, interval } = (meta ?? {}) as Readonly<Record<string, unknown>>;
  return JSON.stringify([instrument, source, interval]);
}
