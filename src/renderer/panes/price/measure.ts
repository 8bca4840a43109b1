import type { IChartApi } from 'lightweight-charts';
import { MINUS, formatBp, formatCount, formatDuration, formatNumber } from '../../lib/format';
import { timeAt, type Axis } from './axis';
import type { CandleSeries } from './chart';
import type { Point } from './gestures';
import { slotOfX, xOfSlot } from './stage';

/** One end of a measurement, in the chart's own terms, so that it stays where it is while the chart moves. */
export interface MeasurePoint {
  readonly slot: number;
  readonly t: number;
  readonly price: number;
}

export interface Measurement {
  readonly from: MeasurePoint;
  readonly to: MeasurePoint;
}

export interface MeasuredFigures {
  readonly change: number;
  readonly bp: number;
  readonly bars: number;
  readonly duration: number;
}

export function measured({ from, to }: Measurement): MeasuredFigures {
  return {
    change: to.price - from.price,
    bp: (to.price / from.price - 1) * 10_000,
    bars: Math.round(to.slot) - Math.round(from.slot),
    duration: to.t - from.t,
  };
}

export function measureText(measurement: Measurement, decimals: number): string {
  const { change, bp, bars, duration } = measured(measurement);
  const count = formatCount(Math.abs(bars), 'bar');
  return [
    formatNumber(change, { decimals, sign: true }),
    formatBp(bp, { sign: true, missing: 'no price' }),
    bars < 0 ? MINUS + count : count,
    formatDuration(Math.round(duration / 1_000) * 1_000),
  ].join('  ');
}

/** Box over the chart with what lies between its corners; it holds on to slots and prices while the chart moves. */
export class Measure {
  readonly #chart: IChartApi;
  readonly #candles: CandleSeries;
  readonly #box: HTMLDivElement;
  readonly #text: HTMLSpanElement;
  #shown: Measurement | undefined;
  #axis: Axis | undefined;

  constructor(host: HTMLElement, chart: IChartApi, candles: CandleSeries) {
    this.#chart = chart;
    this.#candles = candles;
    this.#box = host.appendChild(document.createElement('div'));
    this.#box.dataset['measure'] = '';
    this.#box.hidden = true;
    this.#text = this.#box.appendChild(document.createElement('span'));
    this.#text.setAttribute('role', 'status');
  }

  between(from: Point, to: Point, axis: Axis, decimals: number): void {
    const a = this.#pointAt(from, axis);
    const b = this.#pointAt(to, axis);
    if (!a || !b) return;
    this.#axis = axis;
    this.#shown = { from: a, to: b };
    this.#text.textContent = measureText(this.#shown, decimals);
    this.place();
  }

  /** Puts the box where its corners are now. */
  place(axis = this.#axis): void {
    if (!this.#shown || !axis) return;
    const { from, to } = this.#shown;
    const x = [xOfSlot(this.#chart, from.slot), xOfSlot(this.#chart, to.slot)] as const;
    const y = [this.#candles.priceToCoordinate(from.price), this.#candles.priceToCoordinate(to.price)] as const;
    if (axis !== this.#axis || x[0] === undefined || x[1] === undefined || y[0] === null || y[1] === null)
      return this.clear();
    const { style, dataset } = this.#box;
    style.left = `${Math.min(x[0], x[1])}px`;
    style.width = `${Math.abs(x[0] - x[1])}px`;
    style.top = `${Math.min(y[0], y[1])}px`;
    style.height = `${Math.abs(y[0] - y[1])}px`;
    dataset['up'] = String(y[1] < y[0]);
    this.#box.hidden = false;
  }

  clear(): void {
    this.#shown = undefined;
    this.#box.hidden = true;
  }

  #pointAt({ x, y }: Point, axis: Axis): MeasurePoint | undefined {
    const slot = slotOfX(this.#chart, x);
    const price = this.#candles.coordinateToPrice(y);
    return slot === undefined || price === null ? undefined : { slot, t: timeAt(axis, slot), price };
  }
}
