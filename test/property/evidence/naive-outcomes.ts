import type { Bars } from '#core/series/schema';
import type { Timed } from '#core/liquidations/types';

/** Definitions written a second time, bar by bar and without a shortcut. */

export interface Bar {
  readonly t: number;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
}

/** Bars known by an instant, upside down for shorts (prices as −ln p, so that a low is a low), the incomplete left out. */
export function naiveBars({ columns: b, interval }: Timed<Bars>, side: 'long' | 'short', knownUntil: number): Bar[] {
  const rows: Bar[] = [];
  for (let i = 0; i < b.t.length; i++) {
    if (b.t[i]! + interval > knownUntil) continue;
    if (![b.o[i], b.h[i], b.l[i], b.c[i]].every((x) => x! > 0)) continue;
    const [o, h, l, c] = [b.o[i]!, b.h[i]!, b.l[i]!, b.c[i]!].map(Math.log) as [number, number, number, number];
    rows.push(side === 'long' ? { t: b.t[i]!, o, h, l, c } : { t: b.t[i]!, o: -o, h: -l, l: -h, c: -c });
  }
  return rows;
}

export interface NaiveOutcome {
  readonly forward: number;
  readonly mae: number;
  readonly mfe: number;
  readonly undercut: number;
}

/** The window of a horizon, undefined when it cannot be measured or is censored. */
export function naiveWindow(bars: readonly Bar[], interval: number, decision: number, h: number): Bar[] | undefined {
  if (h < interval) return undefined;
  const entry = bars.find((b) => b.t >= decision);
  if (!entry || entry.t - decision > 3 * interval) return undefined;
  const after = bars.filter((b) => b.t >= entry.t);
  for (let i = 1; i < after.length; i++) {
    const from = after[i - 1]!.t + interval;
    const to = after[i]!.t;
    if (to - from > 3 * interval && to - from > (to - entry.t) / 20 && entry.t + h > from) return undefined;
  }
  if (after.at(-1)!.t + interval < entry.t + h) return undefined;
  return after.filter((b) => b.t + interval <= entry.t + h);
}

/** @param low −ln or ln of the low, as the bars are. */
export function naiveOutcome(window: readonly Bar[] | undefined, low: number, undercutBp: number): NaiveOutcome {
  if (!window) return { forward: NaN, mae: NaN, mfe: NaN, undercut: NaN };
  const entry = window[0]!.o;
  const undercut = window.some((b) => (low - b.l) * 1e4 > undercutBp) ? 1 : 0;
  return {
    forward: 1e4 * (window.at(-1)!.c - entry),
    mae: 1e4 * (Math.min(...window.map((b) => b.l)) - entry),
    mfe: 1e4 * (Math.max(...window.map((b) => b.h)) - entry),
    undercut: Number.isNaN(low) ? NaN : undercut,
  };
}
