import { macd } from '../../indicators/macd';
import { rsi } from '../../indicators/rsi';
import { swingLows } from '../../indicators/swings';
import { capitulationWick } from '../../liquidations/capitulation-wick';
import { extremeRow, lastKnown } from '../../liquidations/describe';
import type { Side } from '../../liquidations/types';
import { formatInterval } from '../../time/interval';
import type { Ms } from '../../time/ms';
import { POINT_STALE, pointsAtCloses, staleAfter } from '../as-of';
import { canGather, onHigher } from '../higher';
import type { StudyMarket } from '../types';
import { reading, signOf, unknown, type Prepare } from './check';

type TimedBars = StudyMarket['bars'];

/** Row of the last bar known at an instant, −1 when it is stale. */
const rowAt = (bars: TimedBars, at: Ms): number => lastKnown(bars, at, at - staleAfter(bars.interval, bars.interval));

export const rsiOversold: Prepare = ({ bars }, settings) => {
  const { period, level, timeframes } = settings.rsi;
  const used = timeframes.filter((timeframe) => canGather(bars, timeframe));
  if (used.length === 0) {
    const coarsest = formatInterval(Math.max(...timeframes));
    return () => unknown(`bars of ${coarsest} or finer (there are bars of ${formatInterval(bars.interval)})`);
  }
  const columns = used.map((timeframe) => onHigher(bars, timeframe, (close) => rsi(close, period)));
  const least = Math.min(settings.rsi.least, used.length);
  return (event) => {
    const row = rowAt(bars, event.decision);
    const values = columns.map((column) => (row < 0 ? NaN : column[row]));
    const met = values.filter((x) => (event.side === 'long' ? x <= level : x >= 100 - level)).length;
    const missing = used.filter((_, k) => Number.isNaN(values[k]));
    const isOpen = met < least && met + missing.length >= least;
    const lacks = `enough bars before the decision for RSI(${period}) on ${missing.map(formatInterval).join(' and ')}`;
    return reading(isOpen ? NaN : met, () => met >= least, lacks);
  };
};

export const macdTurningUp: Prepare = ({ bars }, { macd: settings }) => {
  const interval = Math.ceil(Math.max(settings.interval, bars.interval) / bars.interval) * bars.interval;
  const steps = onHigher(bars, interval, (close) => differences(macd(close, settings).histogram));
  const lacks = `enough bars before the decision for the MACD on ${formatInterval(interval)}`;
  return (event) => {
    const row = rowAt(bars, event.decision);
    const stepBp = row < 0 ? NaN : (1e4 * signOf(event) * steps[row]) / bars.columns.c[row];
    return reading(stepBp, (x) => x > 0, lacks);
  };
};

function differences(x: Float64Array): Float64Array {
  return x.map((value, i) => (i === 0 ? NaN : value - x[i - 1]));
}

export const capitulation: Prepare =
  ({ bars }, { wick: settings }) =>
  (event) => {
    const { t, isCapitulation, shadowShare } = capitulationWick(event, bars, settings);
    if (isCapitulation === null)
      return unknown(Number.isNaN(t) ? 'bars of the event' : 'enough bars before the low for its average true range');
    return { isMet: isCapitulation, value: Number.isNaN(shadowShare) ? 0 : shadowShare, lacks: '' }; // a bar without a range has no shadow
  };

export const breadthDivergence: Prepare = ({ bars, breadth }, { swingBars }) => {
  if (!breadth) return () => unknown('the advance-decline line of a basket');
  const line = pointsAtCloses(breadth, bars, POINT_STALE);
  const swings: Partial<Record<Side, Int32Array>> = {};
  const heights = { long: bars.columns.l, short: bars.columns.h.map((x) => -x) };
  return (event) => {
    const { side, start, decision } = event;
    const height = heights[side];
    const low = extremeRow(side, start, decision, bars);
    if (low < 0) return unknown('bars of the event');
    const before = (swings[side] ??= swingLows(height, swingBars))[low];
    if (before < 0) return unknown('a swing low before the event');
    const gain = signOf(event) * (line[low] - line[before]);
    return reading(gain, (x) => height[low] < height[before] && x >= 0, 'the advance-decline line at both lows');
  };
};
