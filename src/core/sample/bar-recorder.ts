import { emptyColumns, type Bars } from '../series/schema';
import { MS_PER_HOUR } from '../time/ms';
import { MINUTE_ERA, minuteTime, SAMPLE_MINUTES } from './timeline';

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

  /** Minutes in order, from 0. Prices as logs; volume in base units. */
  add(minute: number, open: number, high: number, low: number, close: number, volume: number): void {
    const within = minute % MINUTES_PER_HOUR;
    if (within === 0) {
      this.open = open;
      this.low = low;
      this.high = high;
      this.volume = volume;
    } else {
      if (low < this.low) this.low = low;
      if (high > this.high) this.high = high;
      this.volume += volume;
    }
    if (within === MINUTES_PER_HOUR - 1) this.closeHour(minute, close);
    if (minute >= MINUTE_ERA) {
      const { toPrice } = this;
      const i = minute - MINUTE_ERA;
      const { t, o, h, l, c, v } = this.minutes;
      t[i] = minuteTime(minute);
      o[i] = toPrice(open);
      h[i] = toPrice(high);
      l[i] = toPrice(low);
      c[i] = toPrice(close);
      v[i] = volume;
    }
  }

  private closeHour(minute: number, close: number): void {
    const i = (minute - (MINUTES_PER_HOUR - 1)) / MINUTES_PER_HOUR;
    const { t, o, h, l, c, v } = this.hours;
    t[i] = minuteTime(0) + i * MS_PER_HOUR;
    o[i] = this.toPrice(this.open);
    h[i] = this.toPrice(this.high);
    l[i] = this.toPrice(this.low);
    c[i] = this.toPrice(close);
    v[i] = this.volume;
  }
}
