import type { Lift } from '#shared/market';
import { estimateDecimals, formatNumber, formatTime, type Zone } from '../../lib/format';
import type { ChartTheme } from '../../theme/tokens';
import { alignKnown } from './axis';
import type { CandleSeries } from './chart';
import type { Plot } from './draw/plots';
import { estimate, label, muted, type LegendPart } from './legend-text';
import { createOverlayMarks, type OverlayScene } from './overlay-marks';
import type { FrameInput } from './study-frames';

const NONE = new Float64Array(0);
/** Sides by dash, since the colour already says estimate. */
const DASHES = { long: [6, 3], short: [2, 3] } as const;

/** Studies over the candles: what each draws, and what its legend says. */
export class Overlays {
  readonly #scene: OverlayScene;
  #ids: readonly string[] = [];
  #zone: Zone = 'utc';
  #decimals = 0;
  #long: Float64Array = NONE;
  #short: Float64Array = NONE;

  constructor(candles: CandleSeries, theme: ChartTheme) {
    this.#scene = { lines: [], levels: undefined, theme };
    candles.attachPrimitive(createOverlayMarks(this.#scene));
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  set(ids: readonly string[]): void {
    this.#ids = ids;
  }

  setZone(zone: Zone): void {
    this.#zone = zone;
  }

  clear(): void {
    this.#scene.lines = [];
    this.#scene.levels = undefined;
    this.#long = this.#short = NONE;
  }

  build({ window, data, theme, decimals }: FrameInput): void {
    this.clear();
    this.#scene.theme = theme;
    this.#decimals = decimals;
    if (this.#ids.includes('levels')) this.#scene.levels = data.levels.value ?? undefined;
    if (!this.#ids.includes('breakEven') || !data.breakEven.meta) return;
    const { columns, hold } = data.readBreakEven(window.level, window.loaded);
    this.#long = alignKnown(window.axis, columns.t, columns.long, hold);
    this.#short = alignKnown(window.axis, columns.t, columns.short, hold);
    const line = (values: Float64Array, dash: readonly number[]): Plot => ({
      kind: 'step',
      values,
      colour: theme.estimate,
      width: 1.25,
      dash,
    });
    this.#scene.lines = [line(this.#long, DASHES.long), line(this.#short, DASHES.short)];
  }

  /** @returns undefined while nothing is known */
  legend(id: string, slot: number): readonly LegendPart[] | undefined {
    if (id === 'levels') return this.#levelsLegend();
    if (this.#long === NONE) return undefined;
    return [
      { text: '', tone: 'dash-long' },
      label('longs'),
      this.#price(this.#long[slot] ?? NaN),
      { text: '', tone: 'dash-short' },
      label('shorts'),
      this.#price(this.#short[slot] ?? NaN),
    ];
  }

  #price(price: number): LegendPart {
    return Number.isNaN(price)
      ? muted('not known')
      : estimate(formatNumber(price, { decimals: estimateDecimals(10 ** -this.#decimals, price) }));
  }

  #levelsLegend(): readonly LegendPart[] | undefined {
    const { levels } = this.#scene;
    if (!levels) return undefined;
    const { all, cascades, lacks } = levels.lift;
    const key: LegendPart = { text: '', tone: 'fill' };
    const asOf = label(`as of ${formatTime(levels.t, this.#zone, 'day')}`);
    if (Number.isNaN(all.times)) return [key, muted(`lift not measurable: ${lacks}`), asOf];
    const inCascades = Number.isNaN(cascades.times) ? [] : [label('in cascades'), ...liftParts(cascades)];
    return [key, label('lift'), ...liftParts(all), ...inCascades, asOf];
  }
}

/** Times what a uniform map would hit; one that does no better says so, so that nobody leans on it. */
function liftParts({ times }: Lift): LegendPart[] {
  const rounded = Math.round(times * 10) / 10;
  const figure = estimate(`${formatNumber(times, { decimals: 1 })}x`);
  return rounded > 1 ? [figure] : [figure, muted(rounded < 1 ? 'worse than chance' : 'no better than chance')];
}
