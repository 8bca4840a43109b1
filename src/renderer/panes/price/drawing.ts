import type { IChartApi } from 'lightweight-charts';
import type { Ms } from '#core/time/ms';
import type { Instrument } from '#shared/market';
import type { Settings } from '#shared/settings';
import { priceDecimals, type Zone } from '../../lib/format';
import { chartTheme, type ChartTheme } from '../../theme/tokens';
import { EMPTY_AXIS, slotAt, type Axis } from './axis';
import type { Window } from './bar-window';
import { PRICE_MARGINS, candleOptions, createPriceChart, priceFormat, themeOptions, toCandles, zoneOptions, type CandleSeries } from './chart'; // prettier-ignore
import { LEGEND_LINE_PX } from './legend-text';
import { Legends } from './legends';
import { Marks } from './marks';
import { Overlays } from './overlays';
import { overlaysOf, stackedOf } from './studies';
import { liquidationsOf, type FrameInput } from './study-frames';
import type { StudyData } from './study-data';
import { StudyStack } from './study-stack';
import type { PaneBox } from './view-state';

const LEGEND_GAP_PX = 6;
/** A low pane keeps most of its height for the candles, whatever its legend. */
const MOST_TOP = 0.3;

/** Everything that puts data on the chart: candles, marks, studies and legends of one window. */
export class Drawing {
  readonly chart: IChartApi;
  readonly candles: CandleSeries;
  readonly marks: Marks;
  readonly overlays: Overlays;
  readonly stack: StudyStack;
  readonly legends = new Legends();
  readonly #data: StudyData;
  #instrument: Instrument | undefined;
  #window: Window | undefined;
  #candleStyle: Settings['candles'] = 'neutral';
  #zone: Zone = 'utc';
  /** Stamp that ties the sub-panes to the time axis. */
  #anchor = NaN;
  #studiesDirty = false;
  /** Stamp of the newest bar there is, where it is in the window. */
  #newestAt = Infinity;
  #hasLast: boolean | undefined;

  constructor(host: HTMLElement, data: StudyData) {
    const theme = chartTheme();
    const { chart, candles } = createPriceChart(host, theme);
    this.chart = chart;
    this.candles = candles;
    this.#data = data;
    this.marks = new Marks(theme);
    this.marks.attach(chart, candles);
    this.overlays = new Overlays(candles, theme);
    this.stack = new StudyStack(chart, host, this.marks.bands);
  }

  get window(): Window | undefined {
    return this.#window;
  }

  get axis(): Axis {
    return this.#window?.axis ?? EMPTY_AXIS;
  }

  get decimals(): number {
    return priceDecimals(this.#instrument?.tick ?? 0, this.#window?.bars.c.at(-1) ?? NaN);
  }

  setInstrument(instrument: Instrument | undefined): void {
    this.#instrument = instrument;
  }

  /** Nothing of another instrument may stay. */
  clear(): void {
    this.#window = undefined;
    this.candles.setData([]);
    this.stack.clear();
    this.overlays.clear();
    this.legends.setScene(undefined);
  }

  /** Ids of all that is shown, over the candles and below them. */
  get studies(): readonly string[] {
    return [...this.overlays.ids, ...this.stack.ids];
  }

  setStudies(ids: readonly string[]): void {
    this.overlays.set(overlaysOf(ids));
    this.marks.setLegendLines(this.#legendLines - 1);
    const stacked = stackedOf(ids);
    if (stacked.join() !== this.stack.ids.join()) this.stack.set(stacked, this.#anchor);
    this.#studiesDirty = true;
  }

  setLook(candles: Settings['candles'], zone: Zone, visibleTo: Ms): void {
    this.#candleStyle = candles;
    this.#zone = zone;
    this.marks.setZone(zone);
    this.overlays.setZone(zone);
    this.candles.applyOptions(candleOptions(chartTheme(), candles));
    this.chart.applyOptions(zoneOptions(zone));
    this.follow(visibleTo);
  }

  /** @param isShown nothing that is hidden is painted */
  setClock(asOf: Ms | null, isShown: boolean): void {
    this.marks.setClock(asOf);
    if (isShown) this.redraw();
  }

  setTheme(theme: ChartTheme): void {
    this.marks.setTheme(theme);
    this.chart.applyOptions(themeOptions(theme));
    this.candles.applyOptions(candleOptions(theme, this.#candleStyle));
    this.#tintForming(theme);
    this.#studiesDirty = true;
  }

  /** The candle that is forming carries its own colours: options do not reach it. */
  #tintForming(theme: ChartTheme): void {
    if (!this.#window?.forming) return;
    for (const candle of toCandles(this.#window, theme, this.#window.axis.t.length - 1)) this.candles.update(candle);
  }

  /** Rows of a study came or went. */
  touchStudies(): void {
    this.#studiesDirty = true;
  }

  /** @param end of all that is stored and known */
  swap(next: Window, end: Ms): void {
    const { axis, bars, loaded } = next;
    const before = this.#window;
    this.#window = next;
    this.marks.setWindow(next);
    const newest = loaded.to >= end ? (bars.c.at(-1) ?? NaN) : NaN;
    this.#newestAt = Number.isNaN(newest) ? Infinity : axis.t.at(-1)!;
    const isGrown = this.#putCandles(before, next);
    this.candles.applyOptions({
      priceFormat: priceFormat(this.candles, this.#instrument?.tick ?? 0, bars.c.at(-1) ?? NaN, newest),
    });
    // Past every bar, and live the same for all windows: the sub-panes need not be set again. In the past it is the slot after the last.
    this.#anchor = this.marks.bands.clock === null ? end : (axis.t.at(-1) ?? end) + axis.interval;
    this.stack.anchor(this.#anchor, isGrown);
    this.#studiesDirty = true;
  }

  /** A window that has only grown is continued; any other is set anew. */
  #putCandles(before: Window | undefined, next: Window): boolean {
    const theme = chartTheme();
    const grownFrom = before ? growth(before, next) : undefined;
    if (grownFrom === undefined) this.candles.setData(toCandles(next, theme));
    else for (const candle of toCandles(next, theme, grownFrom)) this.candles.update(candle);
    return grownFrom !== undefined;
  }

  /** Draws the studies anew if anything below them has changed. */
  drawStudies(): void {
    if (!this.#window || !this.#studiesDirty) return;
    this.#studiesDirty = false;
    const input: FrameInput = { window: this.#window, data: this.#data, theme: chartTheme(), decimals: this.decimals };
    this.marks.setLiquidations(liquidationsOf(input));
    this.overlays.build(input);
    this.stack.build(input);
    this.redraw();
  }

  /** The studies over the candles share the second line. */
  get #legendLines(): number {
    return this.overlays.ids.length > 0 ? 2 : 1;
  }

  /** Keeps the legends free of what is drawn. */
  makeRoom(boxes: readonly PaneBox[]): void {
    const top = Math.max(
      PRICE_MARGINS.top,
      (this.#legendLines * LEGEND_LINE_PX + LEGEND_GAP_PX) / (boxes[0]?.height || Infinity),
    );
    this.candles.priceScale().applyOptions({ scaleMargins: { ...PRICE_MARGINS, top: Math.min(MOST_TOP, top) } });
    this.stack.makeRoom(boxes);
  }

  /** What follows the view. @param visibleTo right edge: the last bar before it is read while the pointer is elsewhere */
  follow(visibleTo: Ms): void {
    const window = this.#window;
    if (!window) return;
    this.#showLast(visibleTo > this.#newestAt);
    const { base = '', quote = '' } = this.#instrument ?? {};
    this.legends.setScene({
      window,
      decimals: this.decimals,
      zone: this.#zone,
      base,
      quote,
      studyLegend: (id, slot) =>
        this.overlays.ids.includes(id) ? this.overlays.legend(id, slot) : this.stack.frame(id)?.legend(slot),
      overlays: this.overlays.ids,
      restSlot: Math.min(window.axis.t.length - 1, Math.floor(slotAt(window.axis, visibleTo))),
    });
  }

  /** The last price has a label only while its bar is in view: else the library labels the last one that is. */
  #showLast(isShown: boolean): void {
    if (isShown === this.#hasLast) return;
    this.#hasLast = isShown;
    this.candles.applyOptions({ lastValueVisible: isShown, priceLineVisible: isShown });
  }

  /** The library paints when it is told that options changed, whichever. */
  redraw(): void {
    this.chart.applyOptions({});
  }
}

/** More new slots than this are set anew: each update has the library look at all its series. */
const MOST_GROWN = 12;

/** First slot that differs where a window is the one before it with some slots more. */
export function growth(before: Window, next: Window): number | undefined {
  const [old, now] = [before.axis.t, next.axis.t];
  const first = before.forming ? old.length - 1 : old.length;
  const isSame = before.level === next.level && old.length > 1 && now.length >= old.length && now[0] === old[0];
  if (!isSame || now.length - first > MOST_GROWN || before.meta.source !== next.meta.source) return undefined;
  const { bars: a } = before;
  const { bars: b } = next;
  const last = a.t.length - 1;
  const isContinued = now[first - 1] === old[first - 1] && b.t[last] === a.t[last] && b.c[last] === a.c[last];
  return isContinued && b.o[0] === a.o[0] && isEven(now, first, next.level) ? first : undefined;
}

/** Whether each slot from one on opens where the one before it closes. */
function isEven(t: Float64Array, first: number, interval: number): boolean {
  for (let i = first; i < t.length; i++) if (t[i]! - t[i - 1]! !== interval) return false;
  return true;
}
