import { DEFAULT_WICK_SETTINGS, type WickSettings } from '../liquidations/capitulation-wick';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '../time/ms';

/** Every number of the confirmations that a user may edit (method.md, section 3). */
export interface ConfirmationSettings {
  /** At most `level` (shorts: at least 100 − level) on `least` of the timeframes that the bars can give, or on all if they give fewer. */
  readonly rsi: {
    readonly period: number;
    readonly level: number;
    readonly least: number;
    readonly timeframes: readonly Ms[];
  };
  /** On this interval, or on the bars' own when they are coarser. */
  readonly macd: { readonly fast: number; readonly slow: number; readonly signal: number; readonly interval: Ms };
  readonly wick: WickSettings;
  /** Share of the open interest closed since the start, exceeded. */
  readonly oiClosedShare: number;
  /** Liquidations count half after this long, and the sum is below this share of its peak. */
  readonly intensity: { readonly halfLifeMs: Ms; readonly shareOfPeak: number };
  /** Bars on each side of a swing low. */
  readonly swingBars: number;
  /** A release tells the state for this long: figures of a month come out a month apart, late ones a little later. */
  readonly macroStaleMs: Ms;
  /** The differential is set against the one this long before the decision; one older than `staleMs` is not known. */
  readonly rates: { readonly spanMs: Ms; readonly staleMs: Ms };
}

export const DEFAULT_CONFIRMATION_SETTINGS: ConfirmationSettings = {
  rsi: { period: 14, level: 30, least: 2, timeframes: [15 * MS_PER_MINUTE, MS_PER_HOUR, 4 * MS_PER_HOUR] },
  macd: { fast: 12, slow: 26, signal: 9, interval: MS_PER_HOUR },
  wick: DEFAULT_WICK_SETTINGS,
  oiClosedShare: 0.05,
  intensity: { halfLifeMs: 5 * MS_PER_MINUTE, shareOfPeak: 0.5 },
  swingBars: 5,
  macroStaleMs: 75 * MS_PER_DAY,
  rates: { spanMs: 90 * MS_PER_DAY, staleMs: 400 * MS_PER_DAY },
};
