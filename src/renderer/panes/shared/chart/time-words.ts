import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { formatTime, type Zone } from '../../../lib/format';
import { timeTicks } from '../../../lib/ticks';
import type { Shape } from '../../../ui/plot/shapes';
import { axisWords } from './axis-words';
import type { Box } from './plot-frame';

const LONG: Ms = 150 * MS_PER_DAY;

/** Dates along a time axis: months from half a year on. @param y middle of the line [px] */
export function timeWords(
  from: Ms,
  to: Ms,
  x: (t: Ms) => number,
  { left, right }: Pick<Box, 'left' | 'right'>,
  y: number,
  zone: Zone,
): readonly Shape[] {
  const wished = Math.max(2, Math.floor((right - left) / 76));
  const offset = zone === 'local' ? -new Date(from).getTimezoneOffset() * 60_000 : 0;
  const places = to - from > LONG ? monthTicks(from, to, wished, zone) : timeTicks(from, to, wished, offset);
  const precision = to - from > LONG ? 'month' : 'day';
  return axisWords(places.map((t) => ({ x: x(t), text: formatTime(t, zone, precision) })), y).filter(
    (word) => word.x > left + 16 && word.x < right - 16,
  ); // prettier-ignore
}

const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120];

/** First instants of months, every so many of them that about as many as wished are left. */
export function monthTicks(from: Ms, to: Ms, wished: number, zone: Zone): Ms[] {
  const start = new Date(from);
  const [year, month] = zone === 'utc' ? [start.getUTCFullYear(), start.getUTCMonth()] : [start.getFullYear(), start.getMonth()]; // prettier-ignore
  const count = Math.ceil((to - from) / (30 * MS_PER_DAY));
  const step = MONTHS.find((one) => count / one <= wished) ?? MONTHS.at(-1)!;
  const out: Ms[] = [];
  for (let index = Math.ceil((year * 12 + month) / step) * step; ; index += step) {
    const t = zone === 'utc' ? Date.UTC(Math.floor(index / 12), index % 12) : new Date(Math.floor(index / 12), index % 12).getTime(); // prettier-ignore
    if (t > to) return out;
    if (t >= from) out.push(t);
  }
}
