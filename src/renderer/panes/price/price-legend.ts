import { formatNumber, formatShort, formatTime, type Zone } from '../../lib/format';
import type { Window } from './bar-window';
import { label, muted, value, type LegendPart } from './legend-text';

export interface PriceLegendInput {
  readonly window: Window;
  readonly slot: number;
  readonly decimals: number;
  readonly zone: Zone;
  readonly base: string;
  readonly quote: string;
}

/** Time, open, high, low, close and volume of one slot. */
export function priceLegend({ window, slot, decimals, zone, base, quote }: PriceLegendInput): LegendPart[] {
  const { axis, bars, meta } = window;
  const t = axis.t[slot];
  const bar = axis.bar[slot] ?? -1;
  if (t === undefined) return [];
  const precision = axis.interval % 86_400_000 === 0 ? 'day' : 'minute';
  const when = label(formatTime(t, zone, precision));
  if (bar < 0) return [when, muted('no bar stored here')];
  const figure = (column: Float64Array): LegendPart => value(formatNumber(column[bar]!, { decimals }));
  const volume = bars.v[bar]!;
  const unit = meta.volumeUnit === 'base' ? base : quote;
  return [
    when,
    label('O'),
    figure(bars.o),
    label('H'),
    figure(bars.h),
    label('L'),
    figure(bars.l),
    label('C'),
    figure(bars.c),
    label('Vol'),
    Number.isNaN(volume) ? muted('not stored') : value(`${formatShort(volume)} ${unit}`),
  ];
}
