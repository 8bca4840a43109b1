import { emptyColumns, type Bars } from '#core/series/schema';
import { lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import type { BarsReply } from '#shared/market';
import { buildAxis, type Axis } from './axis';
import { chooseLevel, levelsFor } from './levels';
import { keyOf, pagesOf, pageStart } from './pages';
import { PagedSource } from './paged-source';
import { demandFor, needsMore, type TimeRange } from './viewport';

/** Bars before the window that indicators start on, so that they have settled where drawing begins. */
export const WARM_UP_BARS = 300;
/** The chart never holds more than this. */
const MOST_BARS = 6_000;

export type BarsMeta = Pick<
  BarsReply,
  'instrument' | 'source' | 'interval' | 'from' | 'to' | 'synthetic' | 'volumeUnit'
>;

export interface Window {
  readonly level: Ms;
  readonly axis: Axis;
  readonly bars: Bars;
  /** The same bars with those before them that indicators need, and how many these are. */
  readonly warmBars: Bars;
  readonly warm: number;
  readonly loaded: TimeRange;
  readonly meta: BarsMeta;
}

export interface View {
  readonly visible: TimeRange;
  readonly widthPx: number;
  readonly direction: -1 | 0 | 1;
}

export interface BarWindowOptions {
  readonly read: (level: Ms, from: Ms, to: Ms) => Promise<BarsReply | null>;
  /** Something came or failed: call {@link BarWindow.update} when there is time to draw. */
  readonly onChange: () => void;
}

/** Keeps a few screens of bars around the visible range, at the finest level that the screen can show. */
export class BarWindow {
  readonly source: PagedSource<Bars, BarsMeta>;
  #stored: readonly Ms[] = [];
  #wish: Ms;
  #level: Ms | undefined;
  #view: View | undefined;
  #current: Window | undefined;
  #asOf: Ms | null = null;
  /** Pages that were answered with bars coarser than asked for, because nothing finer is stored there. */
  readonly #coarse = new Map<string, Ms>();
  #stale = false;
  #ahead: TimeRange | undefined;

  constructor({ read, onChange }: BarWindowOptions, wish: Ms) {
    this.#wish = wish;
    this.source = new PagedSource<Bars, BarsMeta>({
      empty: emptyColumns('bars'),
      fetch: async (level, from, to) => {
        const reply = await read(level, from, to);
        if (reply && reply.interval > level) this.#noteCoarse(level, from, to, reply.interval);
        return reply && { columns: reply.bars, meta: reply };
      },
      onChange,
      // Where several intervals are stored each page may have to be answered by another of them.
      pagesAtOnce: () => (this.#stored.length > 1 ? 1 : undefined),
    });
  }

  /** What is on screen now. */
  get current(): Window | undefined {
    return this.#current;
  }

  /** Level that the zoom asks for; the window has a coarser one where this is not stored. */
  get level(): Ms | undefined {
    return this.#level;
  }

  get wish(): Ms {
    return this.#wish;
  }

  /** All that is stored and known; undefined before the first answer. */
  stored(): TimeRange | undefined {
    const meta = this.source.meta;
    return meta ? { from: meta.from, to: Math.min(meta.to, this.#asOf ?? Infinity) } : undefined;
  }

  /** What should be on its way beyond the window on screen. */
  ahead(): TimeRange | undefined {
    return this.#ahead;
  }

  setClock(asOf: Ms | null): void {
    this.#asOf = asOf;
  }

  setStored(intervals: readonly Ms[]): void {
    this.#stored = intervals;
  }

  setWish(interval: Ms): void {
    this.#wish = interval;
    this.#level = undefined;
  }

  /** Another instrument: nothing of the old one may stay. */
  clear(): void {
    this.source.reset();
    this.#coarse.clear();
    this.#level = undefined;
    this.#current = undefined;
  }

  /** Same instrument, other rows: the old ones stay on screen until the new ones are there. */
  invalidate(after?: Ms): void {
    if (after === undefined) {
      this.source.reset();
      this.#coarse.clear();
    } else this.source.dropAfter(after);
    this.#stale = true;
  }

  setView(view: View): void {
    this.#view = view;
  }

  /**
   * Asks for what the view needs.
   * @returns the window to draw from now on, undefined when the one on screen is still the best there is
   */
  update(): Window | undefined {
    const view = this.#view;
    if (!view) return undefined;
    const { visible, widthPx, direction } = view;
    const span = visible.to - visible.from;
    const levels = levelsFor(this.#stored, this.#wish);
    this.#level = chooseLevel({ levels, wish: this.#wish, span, widthPx, current: this.#level });
    const level = this.#served(this.#level, visible);
    const meta = this.source.meta;
    const stored = this.stored();
    const { load, prefetch } = demandFor(visible, direction);
    const limits = stored && clip(this.#fineAround(level, visible, load), stored);
    const target = limits ? clip(load, limits) : load;
    const needed = { from: target.from - WARM_UP_BARS * level, to: target.to };
    this.#ahead = stored ? clip(prefetch, stored) : prefetch;
    this.source.want(level, [needed, this.#ahead]);

    const onScreen = this.#current;
    const settled = onScreen?.level === level && !this.#stale;
    if (settled && limits && (!needsMore(visible, onScreen.loaded, limits) || holds(onScreen.loaded, target)))
      return undefined;
    if (!limits || !meta || target.to <= target.from || !this.source.has(level, needed)) return undefined;
    this.#stale = false;
    return (this.#current = this.#build(level, target, limits.from, meta));
  }

  #noteCoarse(level: Ms, from: Ms, to: Ms, served: Ms): void {
    const { first, count } = pagesOf(level, from, to);
    for (let page = first; page < first + count; page++) this.#coarse.set(keyOf(level, page), served);
  }

  /** The level that is stored all over the visible range. */
  #served(level: Ms, { from, to }: TimeRange): Ms {
    const { first, count } = pagesOf(level, from, to);
    let served = level;
    for (let page = first; page < first + count; page++)
      served = Math.max(served, this.#coarse.get(keyOf(level, page)) ?? level);
    return served;
  }

  /** How far this level reaches around the visible range before pages begin that hold coarser bars. */
  #fineAround(level: Ms, visible: TimeRange, { from, to }: TimeRange): TimeRange {
    const { first, count } = pagesOf(level, visible.from, visible.to);
    const isFine = (page: number): boolean => !this.#coarse.has(keyOf(level, page));
    let a = first;
    let b = first + count;
    while (pageStart(level, a) > from - WARM_UP_BARS * level && isFine(a - 1)) a--;
    while (pageStart(level, b) < to && isFine(b)) b++;
    return { from: pageStart(level, a), to: pageStart(level, b) };
  }

  /** @param least no bar before this belongs to the level */
  #build(level: Ms, target: TimeRange, least: Ms, meta: BarsMeta): Window {
    const from = Math.max(target.from, target.to - MOST_BARS * level);
    const warmBars = this.source.read(level, { from: Math.max(least, from - WARM_UP_BARS * level), to: target.to });
    const warm = lowerBound(warmBars.t, from);
    const bars = tail(warmBars, warm);
    return { level, axis: buildAxis(bars.t, level), bars, warmBars, warm, loaded: { from, to: target.to }, meta };
  }
}

function clip(range: TimeRange, to: TimeRange): TimeRange {
  return { from: Math.max(range.from, to.from), to: Math.min(range.to, to.to) };
}

const holds = (outer: TimeRange, inner: TimeRange): boolean => outer.from <= inner.from && outer.to >= inner.to;

/** Views of the columns from row `a` on; nothing is copied. */
function tail(bars: Bars, a: number): Bars {
  return {
    t: bars.t.subarray(a),
    o: bars.o.subarray(a),
    h: bars.h.subarray(a),
    l: bars.l.subarray(a),
    c: bars.c.subarray(a),
    v: bars.v.subarray(a),
  };
}
