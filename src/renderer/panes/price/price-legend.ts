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
  const forming = window.forming?.t === t ? window.forming : null;
  if (bar < 0 && !forming) return [when, muted('no bar stored here')];
  const price = (v: number): LegendPart => value(formatNumber(v, { decimals }));
  const volume = forming ? forming.v : bars.v[bar]!;
  const unit = meta.volumeUnit === 'base' ? base : quote;
  return [
    when,
    ...(forming ? [muted(`forming, known to ${formatTime(forming.until, zone, 'clock')}`)] : []),
    label('O'),
    price(forming ? forming.o : bars.o[bar]!),
    label('H'),
    price(forming ? forming.h : bars.h[bar]!),
    label('L'),
    price(forming ? forming.l : bars.l[bar]!),
    label('C'),
    price(forming ? forming.c : bars.c[bar]!),
    label('Vol'),
    Number.isNaN(volume) ? muted('not stored') : value(`${formatShort(volume)} ${unit}`),
  ];
}
