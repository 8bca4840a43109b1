import { emptyColumns, type Bars } from '#core/series/schema';
import { lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import type { BarsReply, FormingBar } from '#shared/market';
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
  /** The bar that the clock is in the middle of: the last slot of the axis, which has no closed bar. */
  readonly forming: FormingBar | null;
}

export interface View {
  readonly visible: TimeRange;
  readonly widthPx: number;
  readonly direction: -1 | 0 | 1;
}

export interface BarWindowOptions {
  readonly read: (level: Ms, from: Ms, to: Ms, since?: Ms) => Promise<BarsReply | null>;
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
  /** The window on screen without what the clock was set back before: drawn until there is a better one. */
  #cut: Window | undefined;
  #ahead: TimeRange | undefined;
  #target: { readonly level: Ms; readonly range: TimeRange } | undefined;
  /** Told with the bars it follows, of their interval. */
  #forming: { readonly level: Ms; readonly bar: FormingBar } | undefined;

  constructor({ read, onChange }: BarWindowOptions, wish: Ms) {
    this.#wish = wish;
    this.source = new PagedSource<Bars, BarsMeta>({
      empty: emptyColumns('bars'),
      fetch: async (level, from, to, since) => {
        const asOf = this.#asOf;
        const reply = await read(level, from, to, since);
        if (reply && reply.interval > level) this.#noteCoarse(level, from, to, reply.interval);
        if (reply?.forming && asOf === this.#asOf) this.#forming = { level: reply.interval, bar: reply.forming };
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
    const { meta, isCurrent } = this.source;
    // Until it is answered anew, what is known is taken to reach up to the clock: else nobody would ask for it.
    const to = isCurrent || this.#asOf === null ? (meta?.to ?? NaN) : Infinity;
    return meta ? { from: meta.from, to: Math.min(to, this.#asOf ?? Infinity) } : undefined;
  }

  /** What should be on its way beyond the window on screen. */
  ahead(): TimeRange | undefined {
    return this.#ahead;
  }

  /** The clock went on: what is on screen is continued. Else nothing later than it may stay, on screen neither. */
  setClock(asOf: Ms | null): void {
    const before = this.#asOf;
    this.#asOf = asOf;
    this.#forming = undefined;
    this.#stale = true;
    if (before !== null && asOf !== null && asOf >= before) return this.source.growAfter(before);
    this.source.dropAfter(Math.min(asOf ?? Infinity, before ?? Infinity));
    if (asOf !== null && this.#current) this.#cut = cutAt(this.#current, asOf);
  }

  /** What the next window reaches over, and at which level, as far as is known before its bars have come. */
  coming(): { readonly level: Ms; readonly range: TimeRange } | undefined {
    return this.#target;
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
    this.#current = this.#cut = this.#forming = this.#target = undefined;
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
    const target = this.#continued(limits ? clip(load, limits) : load, level, span);
    const needed = { from: target.from - WARM_UP_BARS * level, to: target.to };
    this.#target = stored && { level, range: target };
    this.#ahead = stored ? clip(prefetch, stored) : prefetch;
    this.source.want(level, [needed, this.#ahead]);

    const onScreen = this.#current;
    const settled = onScreen?.level === level && !this.#stale;
    if (settled && limits && (!needsMore(visible, onScreen.loaded, limits) || holds(onScreen.loaded, target)))
      return undefined;
    if (!limits || !meta || target.to <= target.from || !this.source.has(level, needed)) return this.#takeCut();
    this.#stale = false;
    this.#cut = undefined;
    return (this.#current = this.#build(level, target, limits.from, meta));
  }

  /** A window that only grows keeps its first bar, as long as that is not far off: then the chart goes on where it is. */
  #continued(target: TimeRange, level: Ms, span: Ms): TimeRange {
    const shown = this.#stale && this.#current?.level === level ? this.#current.loaded.from : Infinity;
    return shown <= target.from && target.from - shown < span ? { from: shown, to: target.to } : target;
  }

  #takeCut(): Window | undefined {
    const cut = this.#cut;
    this.#cut = undefined;
    if (cut) this.#current = cut;
    return cut;
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
    const bars = span(warmBars, warm, warmBars.t.length);
    const found = this.#forming?.level === level ? this.#forming.bar : null;
    const forming = found && found.t >= from && !(found.t <= bars.t.at(-1)!) ? found : null;
    const axis = buildAxis(bars.t, level, forming?.t);
    return { level, axis, bars, warmBars, warm, loaded: { from, to: target.to }, meta, forming };
  }
}

/** A window without the bars that were not closed by an instant. */
function cutAt(window: Window, asOf: Ms): Window {
  const { level, warmBars, warm, loaded } = window;
  const end = lowerBound(warmBars.t, asOf - level + 1);
  const known = span(warmBars, 0, end);
  const bars = span(known, Math.min(warm, end), end);
  const to = Math.min(loaded.to, Math.max(asOf, loaded.from));
  return { ...window, warmBars: known, warm: Math.min(warm, end), bars, axis: buildAxis(bars.t, level), loaded: { from: loaded.from, to }, forming: null }; // prettier-ignore
}

function clip(range: TimeRange, to: TimeRange): TimeRange {
  return { from: Math.max(range.from, to.from), to: Math.min(range.to, to.to) };
}

const holds = (outer: TimeRange, inner: TimeRange): boolean => outer.from <= inner.from && outer.to >= inner.to;

/** Views of the rows [a, b); nothing is copied. */
function span(bars: Bars, a: number, b: number): Bars {
  return {
    t: bars.t.subarray(a, b),
    o: bars.o.subarray(a, b),
    h: bars.h.subarray(a, b),
    l: bars.l.subarray(a, b),
    c: bars.c.subarray(a, b),
    v: bars.v.subarray(a, b),
  };
}
