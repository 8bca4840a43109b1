import { emptyColumns, type Bars } from '../series/schema';
import { MS_PER_HOUR } from '../time/ms';
import type { BlockPath } from './minute-walk';
import { MINUTE_ERA, minuteTime, SAMPLE_MINUTES } from './timeline';
import { BLOCK_MINUTES } from './volatility';

const MINUTES_PER_HOUR = 60;

/** Rounds a log price to the tick. Monotone, so that highs stay highs. */
export function tickRounder(tickSize: number): (logPrice: number) => number {
  const perUnit = Math.round(1 / tickSize);
  return (logPrice) => Math.max(1, Math.round(Math.exp(logPrice) * perUnit)) / perUnit;
}

/**
 * Turns simulated minutes into hourly bars over the whole span and 1-minute bars over the last days. Both come from the same
 * numbers: an hour is exactly the resampled sum of its minutes.
 */
export class BarRecorder {
  readonly hours: Bars = emptyColumns('bars', SAMPLE_MINUTES / MINUTES_PER_HOUR);
  readonly minutes: Bars = emptyColumns('bars', SAMPLE_MINUTES - MINUTE_ERA);
  private readonly toPrice: (logPrice: number) => number;
  private open = 0;
  private low = 0;
  private high = 0;
  private volume = 0;

  constructor(toPrice: (logPrice: number) => number) {
    this.toPrice = toPrice;
  }

  /** A block of minutes, in order, from minute 0. @param volumes base units per minute. */
  add(first: number, path: BlockPath, volumes: Float64Array): void {
    const { open, high, low, close } = path;
    if (first % MINUTES_PER_HOUR === 0) {
      this.open = open[0];
      this.low = low[0];
      this.high = high[0];
      this.volume = 0;
    }
    for (let i = 0; i < BLOCK_MINUTES; i++) {
      if (low[i] < this.low) this.low = low[i];
      if (high[i] > this.high) this.high = high[i];
      this.volume += volumes[i];
    }
    const last = first + BLOCK_MINUTES;
    if (last % MINUTES_PER_HOUR === 0) this.closeHour(last - MINUTES_PER_HOUR, close[BLOCK_MINUTES - 1]);
    if (first >= MINUTE_ERA) this.addMinutes(first, path, volumes);
  }

  private addMinutes(first: number, { open, high, low, close }: BlockPath, volumes: Float64Array): void {
    const { toPrice } = this;
    const { t, o, h, l, c, v } = this.minutes;
    for (let k = 0; k < BLOCK_MINUTES; k++) {
      const i = first + k - MINUTE_ERA;
      t[i] = minuteTime(first + k);
      o[i] = k > 0 ? c[i - 1] : toPrice(open[k]); // a minute opens where the last one closed
      h[i] = toPrice(high[k]);
      l[i] = toPrice(low[k]);
      c[i] = toPrice(close[k]);
      v[i] = volumes[k];
    }
  }

  private closeHour(first: number, close: number): void {
    const i = first / MINUTES_PER_HOUR;
    const { t, o, h, l, c, v } = this.hours;
    t[i] = minuteTime(0) + i * MS_PER_HOUR;
    o[i] = this.toPrice(this.open);
    h[i] = this.toPrice(this.high);
    l[i] = this.toPrice(this.low);
    c[i] = this.toPrice(close);
    v[i] = this.volume;
  }
}
