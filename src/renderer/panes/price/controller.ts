import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { Instrument } from '#shared/market';
import type { Settings } from '#shared/settings';
import type { Zone } from '../../lib/format';
import type { StepQuestion } from '../../state/step-ahead';
import { chartTheme, onChartTheme } from '../../theme/tokens';
import { BarWindow, type Window } from './bar-window';
import { describe } from './describe';
import { Drawing } from './drawing';
import { attachGestures } from './gestures';
import type { Legends } from './legends';
import { Measure } from './measure';
import { Navigator } from './navigator';
import { Pointer, type PointerEvents } from './pointer';
import { createReads, questionFor } from './reads';
import { takePicture } from './screenshot';
import { markRequest } from './read-ahead';
import { plotSize } from './stage';
import { StudyData } from './study-data';
import { createPriceView, patchView, type PriceViewStore } from './view-state';
import type { TimeRange } from './viewport';

export interface PriceChartEvents extends PointerEvents {
  readonly onRange: (range: TimeRange) => void;
  /** The newest close that is in the window. */
  readonly onShown: (t: Ms | undefined) => void;
}

/** Decides what is visible, which rows are needed for it, and when they are drawn. React only mounts it. */
export class PriceChart {
  readonly view: PriceViewStore;
  readonly navigator: Navigator;
  readonly legends: Legends;
  readonly pointer: Pointer;
  readonly #host: HTMLElement;
  readonly #events: PriceChartEvents;
  readonly #bars: BarWindow;
  readonly #data: StudyData;
  readonly #drawing: Drawing;
  readonly #measure: Measure;
  readonly #undo: (() => void)[] = [];
  #instrument: Instrument | undefined;
  #asOf: Ms | null = null;
  #frame = 0;
  #layoutDirty = true;
  /** Range that was asked for before it was known what is stored. */
  #opening: TimeRange | 'latest' | undefined;
  #painted = false;
  /** Width of the host [px] when it was laid out last: to ask the page in the middle of a step would lay it out once more. */
  #width: number | undefined;
  #following = false;

  constructor(host: HTMLElement, wish: Ms, events: PriceChartEvents) {
    this.#host = host;
    this.#events = events;
    this.view = createPriceView(wish);
    const reads = createReads(() => ({ instrument: this.#instrument?.id ?? '', asOf: this.#asOf }));
    this.#bars = new BarWindow({ read: reads.bars, onChange: () => this.#came() }, wish);
    this.#data = new StudyData(reads, () => {
      this.#drawing.touchStudies();
      this.#came();
    });
    this.#drawing = new Drawing(host, this.#data);
    this.legends = this.#drawing.legends;
    this.#measure = new Measure(host, this.#drawing.chart, this.#drawing.candles);
    this.pointer = new Pointer(this.#drawing, events);
    this.navigator = new Navigator({
      chart: this.#drawing.chart,
      axis: () => this.#drawing.axis,
      stored: () => this.#bars.stored(),
      wish: () => this.#bars.wish,
      shown: () => this.#drawing.window?.level ?? this.#bars.wish,
      isShown: () => !this.#isHidden,
      onMove: () => this.#moved(),
    });
    this.#listen();
  }

  /** @param range what to show first; undefined: the newest bars */
  setInstrument(instrument: Instrument | undefined, range: TimeRange | undefined): void {
    const same = instrument?.id === this.#instrument?.id;
    this.#instrument = instrument;
    this.#drawing.setInstrument(instrument);
    this.#bars.setStored(instrument?.barIntervals ?? []);
    if (!same) this.#open(range);
    this.#schedule();
  }

  setWish(interval: Ms): void {
    if (interval === this.#bars.wish) return;
    this.#bars.setWish(interval);
    this.navigator.widenFor(interval);
    this.navigator.narrowFor(interval);
    this.#schedule();
  }

  setStudies(ids: readonly string[]): void {
    this.#drawing.setStudies(ids);
    this.#relayout();
  }

  setCascades(rows: readonly CascadeRow[], selected: string | undefined): void {
    this.#drawing.marks.setCascades(rows, selected);
    this.#drawing.redraw();
  }

  setLook(candles: Settings['candles'], zone: Zone): void {
    this.#drawing.setLook(candles, zone, this.navigator.visible.to);
  }

  setAsOf(asOf: Ms | null): void {
    const before = this.#asOf;
    if (asOf === before) return;
    this.#asOf = asOf;
    this.#bars.setClock(asOf);
    if (before !== null && asOf !== null && asOf >= before) this.#data.growAfter(before);
    else {
      this.#data.invalidate(Math.min(asOf ?? Infinity, before ?? Infinity));
      this.#drawing.touchStudies();
    }
    const isShown = !this.#isHidden;
    if (isShown) this.#schedule(); // before the library asks for its frame: what has come by then is in the frame that it paints
    this.#drawing.setClock(asOf, isShown);
    if (asOf !== null) this.navigator.followClock(before, asOf);
    if (isShown && this.navigator.isSet) this.#ask();
  }

  /** What will be asked when the clock goes on from an instant to another. */
  growing(from: Ms, asOf: Ms): readonly StepQuestion[] {
    const instrument = this.#instrument?.id;
    if (instrument === undefined || this.#isHidden || this.#asOf !== from) return [];
    const bars = this.#bars.source.growing(from).map((asked) => ['bars', asked] as const);
    return [...bars, ...this.#data.growing(from)].map(([paged, asked]) =>
      questionFor(paged, { instrument, asOf }, asked),
    );
  }

  /** Stored rows changed: all of them, or those past an instant. */
  reload(after?: Ms): void {
    this.#bars.invalidate(after);
    this.#data.invalidate(after);
    this.#restudy();
  }

  /** Range of another pane: shown, not told on. */
  follow(range: TimeRange): void {
    this.#following = true;
    this.navigator.follow(range);
    this.#following = false;
  }

  /** All that is stored and known, once the first answer is there. */
  stored(): TimeRange | undefined {
    return this.#bars.stored();
  }

  picture(title: string): HTMLCanvasElement {
    return takePicture(this.#drawing.chart, this.legends.captions(title, this.view.getState().boxes), chartTheme());
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const undo of this.#undo) undo();
    this.#drawing.chart.remove();
  }

  #listen(): void {
    const { chart, stack } = this.#drawing;
    const size = new ResizeObserver(() => {
      this.#width = this.#host.clientWidth;
      this.#relayout();
    });
    size.observe(this.#host);
    this.#undo.push(
      () => size.disconnect(),
      stack.watchSeparators(this.view, size),
      onChartTheme((theme) => {
        this.#drawing.setTheme(theme);
        this.#schedule();
      }),
      attachGestures(this.#host, {
        plotSize: () => plotSize(chart),
        pan: (px) => this.navigator.pan(px),
        zoom: (x, factor) => this.navigator.zoom(x, factor),
        measure: (from, to) => this.#measure.between(from, to, this.#drawing.axis, this.#drawing.decimals),
        click: (at) => {
          this.#measure.clear();
          this.pointer.click(at);
        },
        key: (action) => (action === 'clear' ? this.#measure.clear() : this.navigator.key(action)),
      }),
    );
  }

  #open(range: TimeRange | undefined): void {
    this.#bars.clear();
    this.#data.invalidate();
    this.#drawing.clear();
    this.#measure.clear();
    this.navigator.forget();
    if (!this.#instrument || this.#instrument.barIntervals.length === 0) return;
    if (!this.#painted) markRequest();
    this.#opening = range ?? 'latest';
    this.navigator.show(range ?? this.navigator.around(this.#instrument.to));
    this.#want(); // on its way before the chart has its size
  }

  #restudy(): void {
    this.#drawing.touchStudies();
    this.#schedule();
  }

  /**
   * An answer has come. The last one to a step of the clock is drawn at once: the library then paints it with the next frame, and
   * not with the one after.
   */
  #came(): void {
    this.#schedule();
    if (this.#asOf === null || this.#bars.source.isBusy || this.#data.isBusy) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#tick();
  }

  /** No width says which bars to show; its return is a resize. */
  get #isHidden(): boolean {
    this.#width ??= this.#host.clientWidth;
    return this.#width === 0;
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
    this.#measure.place(this.#drawing.window?.axis);
    if (!this.#following) this.#events.onRange(this.navigator.visible);
    this.#schedule();
  }

  /** At most once a frame: what is needed, what has come, what has to be drawn anew. */
  #tick(): void {
    if (this.#isHidden) return;
    if (this.#layoutDirty) this.#layOut();
    if (this.navigator.isSet) this.#feed();
    const { studies } = this.#drawing;
    const end = this.navigator.visible.to;
    patchView(this.view, describe({ instrument: this.#instrument, bars: this.#bars, data: this.#data, studies, end }));
  }

  #feed(): void {
    this.#settleOpening();
    const { visible } = this.navigator;
    const next = this.#want();
    if (next) {
      this.#drawing.swap(next, this.#bars.stored()?.to ?? next.loaded.to);
      this.navigator.settle();
      this.#events.onShown(newestOf(next));
      if (!this.#painted && next.bars.t.length > 0) this.#markPainted();
    }
    const { window } = this.#drawing;
    if (!window) return;
    this.#data.want(this.#drawing.studies, window.level, window.loaded, this.#bars.ahead() ?? visible);
    this.#drawing.drawStudies();
    this.#drawing.follow(visible.to);
  }

  /** Asks for bars and studies in one go, and at once: who waits for the answers counts them. */
  #ask(): void {
    this.#want();
    const coming = this.#bars.coming();
    if (!coming) return; // what is stored is not known yet
    this.#data.want(this.#drawing.studies, coming.level, coming.range, this.#bars.ahead() ?? coming.range);
  }

  /** Asks for the bars of the view. @returns the window to draw from now on, when there is a better one */
  #want(): Window | undefined {
    const { visible, direction } = this.navigator;
    const widthPx = this.#drawing.chart.timeScale().width() || this.#host.clientWidth;
    this.#bars.setView({ visible, widthPx, direction });
    return this.#bars.update();
  }

  /** What was opened blind is put right as soon as it is known what is stored. */
  #settleOpening(): void {
    if (!this.#opening || !this.#bars.source.isCurrent || !this.#bars.stored()) return;
    if (this.#opening === 'latest') this.navigator.latest();
    else this.navigator.show(this.#opening);
    this.#opening = undefined;
  }

  #layOut(): void {
    this.#layoutDirty = false;
    this.navigator.apply();
    this.#measure.place(this.#drawing.window?.axis);
    const boxes = this.#drawing.stack.boxes();
    if (!boxes) return this.#relayout();
    this.#drawing.makeRoom(boxes);
    patchView(this.view, { boxes });
  }

  /** After the frame that shows the first bars has been painted. */
  #markPainted(): void {
    this.#painted = true;
    requestAnimationFrame(() => setTimeout(() => performance.mark('price:painted')));
  }
}

/** Close of its newest bar, or of what is known of the one that is forming. */
function newestOf({ bars, level, forming }: Window): Ms | undefined {
  const last = bars.t.at(-1);
  return forming?.until ?? (last === undefined ? undefined : last + level);
}
