import type { IChartApi } from 'lightweight-charts';
import type { BandScene } from './bands';
import { paneHeights } from './pane-heights';
import { buildFrame, type FrameInput, type StudyFrame } from './study-frames';
import { createStudyPane, type StudyPane } from './study-pane';
import type { PaneBox, PriceViewStore } from './view-state';

/** Height of a legend line with its margin. */
const LEGEND_PX = 22;

/** The sub-panes below the candles: which, how high, and what they draw. */
export class StudyStack {
  readonly #chart: IChartApi;
  readonly #host: HTMLElement;
  readonly #scene: BandScene;
  #panes: StudyPane[] = [];

  constructor(chart: IChartApi, host: HTMLElement, scene: BandScene) {
    this.#chart = chart;
    this.#host = host;
    this.#scene = scene;
  }

  get ids(): readonly string[] {
    return this.#panes.map(({ id }) => id);
  }

  set(ids: readonly string[], anchor: number): void {
    for (const pane of this.#panes.toReversed()) pane.remove();
    this.#panes = ids.map((id, i) => createStudyPane(this.#chart, i + 1, id, this.#scene));
    if (Number.isFinite(anchor)) this.anchor(anchor);
    this.share();
  }

  /** Divides the height anew. */
  share(): void {
    const total = this.#host.clientHeight - this.#chart.timeScale().height();
    const heights = paneHeights(Math.max(1, total), this.ids);
    this.#chart.panes().forEach((pane, i) => pane.setStretchFactor(heights[i] ?? 1));
  }

  build(input: FrameInput): void {
    for (const pane of this.#panes) pane.setFrame(buildFrame(pane.id, input));
  }

  clear(): void {
    for (const pane of this.#panes) pane.setFrame(undefined);
  }

  /** @param isGrown the window is the one before with some slots more */
  anchor(ms: number, isGrown = false): void {
    for (const pane of this.#panes) pane.anchor(ms, isGrown);
  }

  frame(id: string): StudyFrame | undefined {
    return this.#panes.find((pane) => pane.id === id)?.frame();
  }

  /** Where each pane lies in the host, the price first. Undefined until the library has laid them out. */
  boxes(): PaneBox[] | undefined {
    const top = this.#host.getBoundingClientRect().top;
    const boxes: PaneBox[] = [];
    for (const [i, pane] of this.#chart.panes().entries()) {
      const element = pane.getHTMLElement();
      if (!element) return undefined;
      const box = element.getBoundingClientRect();
      boxes.push({
        id: i === 0 ? 'price' : (this.#panes[i - 1]?.id ?? ''),
        top: Math.round(box.top - top),
        height: Math.round(box.height),
      });
    }
    return boxes;
  }

  /** Keeps the legend of each sub-pane free of lines. */
  makeRoom(boxes: readonly PaneBox[]): void {
    this.#panes.forEach((pane, i) => pane.setTop(LEGEND_PX / Math.max(LEGEND_PX * 2, boxes[i + 1]?.height ?? 0)));
  }

  /** Sub-panes that a person drags higher or lower move their legends along: their elements are watched as they come. */
  watchSeparators(view: PriceViewStore, size: ResizeObserver): () => void {
    const seen = new WeakSet<HTMLElement>();
    return view.subscribe(() => {
      for (const pane of this.#chart.panes()) {
        const element = pane.getHTMLElement();
        if (element && !seen.has(element)) size.observe(element);
        if (element) seen.add(element);
      }
    });
  }
}
