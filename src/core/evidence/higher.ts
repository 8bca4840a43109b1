import { alignHigher } from '../indicators/multi-timeframe';
import type { Timed } from '../liquidations/types';
import { resample } from '../series/resample';
import type { Bars } from '../series/schema';
import type { Ms } from '../time/ms';

/** Whether bars can be gathered into bars of this interval. */
export function canGather({ interval }: Timed<Bars>, higher: Ms): boolean {
  return higher >= interval && higher % interval === 0;
}

/**
 * A figure of the bars of a higher interval, at the close of every base bar: that of the last one closed by then, as long as
 * it is not stale ({@link alignHigher}).
 * @param higher a multiple of the interval of the bars ({@link canGather}); the same interval: the figure itself
 * @param run    from closes to the figure, causal
 */
export function onHigher(bars: Timed<Bars>, higher: Ms, run: (close: Float64Array) => Float64Array): Float64Array {
  const { columns, interval } = bars;
  if (higher === interval) return run(columns.c);
  const gathered = resample(columns, higher);
  return alignHigher(columns.t, interval, gathered.t, higher, run(gathered.c));
}
