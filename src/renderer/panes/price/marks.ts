import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { IChartApi } from 'lightweight-charts';
import type { Zone } from '../../lib/format';
import type { ChartTheme } from '../../theme/tokens';
import { createBands, emptyScene, type BandScene } from './bands';
import type { Window } from './bar-window';
import { createBubbles, emptyBubbles, type BubbleScene } from './bubble-marks';
import type { CandleSeries } from './chart';
import type { AlignedLiquidations } from './liquidation-plot';

const NONE = new Float64Array(0);

/** Bands and bubbles over the chart: what they are drawn from, in one place. */
export class Marks {
  readonly bands: BandScene;
  readonly #bubbles: BubbleScene;

  constructor(theme: ChartTheme) {
    this.bands = emptyScene(theme);
    this.#bubbles = emptyBubbles(theme);
  }

  attach(chart: IChartApi, candles: CandleSeries): void {
    chart.panes()[0]?.attachPrimitive(createBands(this.bands, true));
    candles.attachPrimitive(createBubbles(this.#bubbles));
  }

  setTheme(theme: ChartTheme): void {
    this.bands.theme = this.#bubbles.theme = theme;
  }

  setZone(zone: Zone): void {
    this.bands.zone = zone;
  }

  setClock(asOf: Ms | null): void {
    this.bands.clock = asOf;
    if (asOf !== null) this.setCascades(this.bands.cascades.filter(({ decision }) => decision <= asOf), this.bands.selected); // prettier-ignore
  }

  /** Keeps the words clear of the legend. @param lines below its first one */
  setLegendLines(lines: number): void {
    this.bands.legendLines = lines;
  }

  setCascades(rows: readonly CascadeRow[], selected: string | undefined): void {
    this.bands.cascades = this.#bubbles.cascades = rows;
    this.bands.selected = selected;
    this.#bubbles.largest = rows.reduce(
      (most, row) => Math.max(most, row.notionalLongUsd || 0, row.notionalShortUsd || 0),
      0,
    );
  }

  setWindow({ axis, bars }: Window): void {
    this.bands.axis = this.#bubbles.axis = axis;
    this.#bubbles.bars = bars;
  }

  setLiquidations(aligned: AlignedLiquidations | undefined): void {
    this.#bubbles.long = aligned?.long ?? NONE;
    this.#bubbles.short = aligned?.short ?? NONE;
  }

  /** The cascade that covers an instant, with a tolerance for those that are drawn as a hair. */
  at(t: number, tolerance: number): CascadeRow | undefined {
    return this.bands.cascades.find(
      (row) => t >= row.start - tolerance && t <= Math.max(row.decision, row.end) + tolerance,
    );
  }
}
