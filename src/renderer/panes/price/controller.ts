import type { IChartApi, MouseEventParams, Time } from 'lightweight-charts';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { Instrument } from '#shared/market';
import type { Settings } from '#shared/settings';
import { priceDecimals, type Zone } from '../../lib/format';
import { chartTheme, onChartTheme } from '../../theme/tokens';
import { EMPTY_AXIS, slotAt, timeAt } from './axis';
import { BarWindow, type Window } from './bar-window';
import { candleOptions, createPriceChart, priceFormat, themeOptions, toCandles, toTime, zoneOptions, type CandleSeries } from './chart'; // prettier-ignore
import { describe } from './describe';
import { attachGestures, type Point } from './gestures';
import { Legends } from './legends';
import { Marks } from './marks';
import { Measure } from './measure';
import { Navigator } from './navigator';
import { createReads } from './reads';
import { takePicture } from './screenshot';
import { plotSize, slotOfX } from './stage';
import { StudyData } from './study-data';
import { liquidationsOf, type FrameInput } from './study-frames';
import { StudyStack } from './study-stack';
import { createPriceView, patchView, type PriceViewStore } from './view-state';
import type { TimeRange } from './viewport';

export interface PriceChartEvents {
  /** Instant under the pointer. */
  readonly onCursor: (t: Ms | undefined) => void;
  readonly onRange: (range: TimeRange) => void;
  readonly onPick: (cascade: string) => void;
}

const PICK_PX = 3;

/** Owns the chart: what is visible, which rows lie in it, and what is drawn over them. React only mounts it. */
export class PriceChart {
  readonly view: PriceViewStore;
  readonly navigator: Navigator;
  readonly legends = new Legends();
  readonly #host: HTMLElement;
  readonly #events: PriceChartEvents;
  readonly #chart: IChartApi;
  readonly #candles: CandleSeries;
  readonly #bars: BarWindow;
  readonly #data: StudyData;
  readonly #marks: Marks;
  readonly #stack: StudyStack;
  readonly #measure: Measure;
  readonly #undo: (() => void)[] = [];
  #instrument: Instrument | undefined;
  #asOf: Ms | null = null;
  #candleStyle: Settings['candles'] = 'neutral';
  #zone: Zone = 'utc';
  #window: Window | undefined;
  /** Stamp that ties the sub-panes to the time axis. */
  #newest = NaN;
  #frame = 0;
  #layoutDirty = true;
  #studiesDirty = false;
  /** Range that was asked for before it was known what is stored. */
  #opening: TimeRange | 'latest' | undefined;
  #painted = false;
  #following = false;

  constructor(host: HTMLElement, wish: Ms, events: PriceChartEvents) {
    this.#host = host;
    this.#events = events;
    this.view = createPriceView(wish);
    const { chart, candles } = createPriceChart(host, chartTheme());
    this.#chart = chart;
    this.#candles = candles;
    this.#marks = new Marks(chartTheme());
    this.#marks.attach(chart, candles);
    this.#stack = new StudyStack(chart, host, this.#marks.bands);
    this.#measure = new Measure(host, chart, candles);
    const reads = createReads(() => ({ instrument: this.#instrument?.id ?? '', asOf: this.#asOf }));
    this.#bars = new BarWindow({ read: reads.bars, onChange: () => this.#schedule() }, wish);
    this.#data = new StudyData(reads, () => this.#restudy());
    this.navigator = new Navigator({
      chart,
      axis: () => this.#window?.axis ?? EMPTY_AXIS,
      stored: () => this.#bars.stored(),
      wish: () => this.#bars.wish,
      onMove: () => this.#moved(),
    });
    this.#listen();
  }

  /** @param range what to show first; undefined: the newest bars */
  setInstrument(instrument: Instrument | undefined, range: TimeRange | undefined): void {
    const same = instrument?.id === this.#instrument?.id;
    this.#instrument = instrument;
    this.#bars.setStored(instrument?.barIntervals ?? []);
    if (!same) this.#open(range);
    this.#schedule();
  }

  setWish(interval: Ms): void {
    if (interval === this.#bars.wish) return;
    this.#bars.setWish(interval);
    this.navigator.widenFor(interval);
    this.#schedule();
  }

  setStudies(ids: readonly string[]): void {
    this.#stack.set(ids, this.#newest);
    this.#layoutDirty = true;
    this.#restudy();
  }

  setCascades(rows: readonly CascadeRow[]): void {
    this.#marks.setCascades(rows);
    this.#redraw();
  }

  setSelected(id: string | undefined): void {
    this.#marks.setSelected(id);
    this.#redraw();
  }

  setLook(candles: Settings['candles'], zone: Zone): void {
    this.#candleStyle = candles;
    this.#zone = zone;
    this.#marks.setZone(zone);
    this.#candles.applyOptions(candleOptions(chartTheme(), candles));
    this.#chart.applyOptions(zoneOptions(zone));
    this.#writeLegends();
  }

  setAsOf(asOf: Ms | null): void {
    if (asOf === this.#asOf) return;
    const after = Math.min(asOf ?? Infinity, this.#asOf ?? Infinity);
    this.#asOf = asOf;
    this.#bars.setClock(asOf);
    this.reload(after);
  }

  /** Stored rows changed: all of them, or those past an instant. */
  reload(after?: Ms): void {
    this.#bars.invalidate(after);
    this.#data.invalidate(after);
    this.#restudy();
  }

  /** Range of another pane: it is shown, not told on. */
  follow(range: TimeRange): void {
    this.#following = true;
    this.navigator.show(range);
    this.#following = false;
  }

  /** Crosshair of another pane. */
  setCursor(t: Ms | undefined): void {
    const { axis, bars } = this.#window ?? {};
    const slot = t === undefined || !axis ? -1 : Math.floor(slotAt(axis, t) + 0.5);
    const stamp = axis?.t[slot];
    if (stamp === undefined) this.#chart.clearCrosshairPosition();
    else this.#chart.setCrosshairPosition(bars?.c[axis?.bar[slot] ?? -1] ?? NaN, toTime(stamp), this.#candles);
    this.legends.setSlot(stamp === undefined ? undefined : slot);
  }

  /** All that is stored and known, once the first answer is there. */
  stored(): TimeRange | undefined {
    return this.#bars.stored();
  }

  clearMeasure(): void {
    this.#measure.clear();
  }

  picture(title: string): HTMLCanvasElement {
    return takePicture(this.#chart, this.legends.captions(title, this.view.getState().boxes), chartTheme());
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const undo of this.#undo) undo();
    this.#chart.remove();
  }

  #listen(): void {
    const size = new ResizeObserver(() => this.#relayout());
    size.observe(this.#host);
    this.#chart.subscribeCrosshairMove((param) => this.#onCrosshair(param));
    this.#undo.push(
      () => size.disconnect(),
      this.#stack.watchSeparators(this.view, size),
      onChartTheme((theme) => {
        this.#marks.setTheme(theme);
        this.#chart.applyOptions(themeOptions(theme));
        this.#candles.applyOptions(candleOptions(theme, this.#candleStyle));
        this.#restudy();
      }),
      attachGestures(this.#host, {
        plotSize: () => plotSize(this.#chart),
        pan: (px) => this.navigator.pan(px),
        zoom: (x, factor) => this.navigator.zoom(x, factor),
        measure: (from, to) => this.#window && this.#measure.between(from, to, this.#window.axis, this.#decimals()),
        click: (at) => this.#pick(at),
        key: (action) => (action === 'clear' ? this.clearMeasure() : this.navigator.key(action)),
      }),
    );
  }

  #open(range: TimeRange | undefined): void {
    this.#bars.clear();
    this.#data.invalidate();
    this.#window = undefined;
    this.#candles.setData([]);
    this.#stack.clear();
    this.legends.setScene(undefined);
    this.navigator.forget();
    if (!this.#instrument || this.#instrument.barIntervals.length === 0) return;
    if (!this.#painted) performance.mark('price:request');
    this.#opening = range ?? 'latest';
    this.navigator.show(range ?? this.navigator.around(this.#instrument.to));
  }

  #restudy(): void {
    this.#studiesDirty = true;
    this.#schedule();
  }

  #relayout(): void {
    this.#layoutDirty = true;
    this.#schedule();
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#tick();
    });
  }

  #moved(): void {
    this.#measure.place(this.#window?.axis);
    if (!this.#following) this.#events.onRange(this.navigator.visible);
    this.#schedule();
  }

  /** At most once a frame: what is needed, what has come, what has to be drawn anew. */
  #tick(): void {
    if (this.#layoutDirty) this.#layOut();
    if (this.navigator.isSet) this.#feed();
    const end = this.navigator.visible.to;
    patchView(this.view, describe({ instrument: this.#instrument, bars: this.#bars, data: this.#data, studies: this.#stack.ids, end })); // prettier-ignore
  }

  #feed(): void {
    if (this.#opening && this.#bars.stored()) {
      if (this.#opening === 'latest') this.navigator.latest();
      else this.navigator.show(this.#opening);
      this.#opening = undefined;
    }
    const { visible, direction } = this.navigator;
    const widthPx = this.#chart.timeScale().width() || this.#host.clientWidth;
    this.#bars.setView({ visible, widthPx, direction });
    const next = this.#bars.update();
    if (next) this.#swap(next);
    if (!this.#window) return;
    this.#data.want(this.#stack.ids, this.#window.level, this.#window.loaded, this.#bars.ahead() ?? visible);
    if (this.#studiesDirty) this.#drawStudies();
    else this.#writeLegends();
  }

  #swap(next: Window): void {
    const { axis, bars, loaded } = next;
    const end = this.#bars.stored()?.to ?? loaded.to;
    this.#window = next;
    this.#marks.setWindow(next);
    const atEnd = loaded.to >= end;
    this.#newest = end; // past every bar, and the same for all windows: the sub-panes need not be set again
    this.#candles.setData(toCandles(axis, bars));
    this.#candles.applyOptions({
      lastValueVisible: atEnd,
      priceLineVisible: atEnd,
      priceFormat: priceFormat(this.#candles, this.#instrument?.tick ?? 0, bars.c.at(-1) ?? NaN, atEnd ? (bars.c.at(-1) ?? NaN) : NaN), // prettier-ignore
    });
    this.#stack.anchor(this.#newest);
    this.#drawStudies();
    this.navigator.apply();
    if (!this.#painted && bars.t.length > 0) this.#markPainted();
  }

  #drawStudies(): void {
    if (!this.#window) return;
    this.#studiesDirty = false;
    const input: FrameInput = { window: this.#window, data: this.#data, theme: chartTheme(), decimals: this.#decimals() };
    this.#marks.setLiquidations(liquidationsOf(input));
    this.#stack.build(input);
    this.#redraw();
    this.#writeLegends();
  }

  #writeLegends(): void {
    const window = this.#window;
    if (!window) return;
    const { base = '', quote = '' } = this.#instrument ?? {};
    const last = Math.min(window.axis.t.length - 1, Math.floor(slotAt(window.axis, this.navigator.visible.to)));
    this.legends.setScene({
      window,
      decimals: this.#decimals(),
      zone: this.#zone,
      base,
      quote,
      frame: (id) => this.#stack.frame(id),
      restSlot: last,
    });
  }

  /** The library paints when it is told that options changed, whichever. */
  #redraw(): void {
    this.#chart.applyOptions({});
  }

  #layOut(): void {
    this.#layoutDirty = false;
    this.navigator.apply();
    this.#measure.place(this.#window?.axis);
    const boxes = this.#stack.boxes();
    if (!boxes) return this.#relayout();
    this.#stack.makeRoom(boxes);
    patchView(this.view, { boxes });
  }

  /** After the frame that shows the first bars has been painted. */
  #markPainted(): void {
    this.#painted = true;
    requestAnimationFrame(() => setTimeout(() => performance.mark('price:painted')));
  }

  #onCrosshair({ logical, sourceEvent }: MouseEventParams<Time>): void {
    const axis = this.#window?.axis;
    const t = logical === undefined ? undefined : axis?.t[logical];
    this.legends.setSlot(t === undefined ? undefined : (logical as number));
    if (sourceEvent || logical === undefined) this.#events.onCursor(t);
  }

  #pick({ x }: Point): void {
    const axis = this.#window?.axis;
    const slot = slotOfX(this.#chart, x);
    const next = slotOfX(this.#chart, x + PICK_PX);
    if (!axis || slot === undefined || next === undefined) return;
    const t = timeAt(axis, slot);
    const cascade = this.#marks.at(t, timeAt(axis, next) - t);
    if (cascade) this.#events.onPick(cascade.id);
  }

  #decimals(): number {
    return priceDecimals(this.#instrument?.tick ?? 0, this.#window?.bars.c.at(-1) ?? NaN);
  }
}
