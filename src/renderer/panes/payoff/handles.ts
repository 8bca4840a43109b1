/** A strike that can be moved by hand. */
export interface StrikeHandle {
  readonly key: string;
  readonly strike: number;
}

export interface PlacedHandle<H extends StrikeHandle> {
  readonly handle: H;
  readonly x: number;
  /** 0 stands on the line of strikes, 1 above it, … */
  readonly level: number;
}

/** Width that a handle needs for itself, px. */
const APART = 13;

/** Handles side by side where there is room, else stacked upwards, the lowest strike at the bottom. */
export function placeHandles<H extends StrikeHandle>(
  handles: readonly H[],
  toPx: (price: number) => number,
): readonly PlacedHandle<H>[] {
  const ends: number[] = [];
  return handles
    .toSorted((a, b) => a.strike - b.strike)
    .map((handle) => {
      const x = toPx(handle.strike);
      const free = ends.findIndex((end) => x - end >= APART);
      const level = free < 0 ? ends.length : free;
      ends[level] = x;
      return { handle, x, level };
    });
}

/** A round step of about half a percent of a price: what an arrow key moves a strike by. */
export function strikeStep(price: number): number {
  const rough = price * 0.005;
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
}

/** The listed strike a step away, or a round one where none are listed. @param strikes ascending, empty: any */
export function steppedStrike(strikes: ArrayLike<number>, strike: number, steps: number, forward: number): number {
  if (strikes.length === 0) {
    const step = strikeStep(forward);
    const from = Math.round(strike / step);
    return Math.max(step, (from + steps) * step);
  }
  let at = 0;
  for (let i = 1; i < strikes.length; i++) if (Math.abs(strikes[i]! - strike) < Math.abs(strikes[at]! - strike)) at = i;
  return strikes[Math.min(strikes.length - 1, Math.max(0, at + steps))]!;
}

/** Where a hand that lets go at a price leaves the strike: the nearest listed one, or a round one. */
export function snappedStrike(strikes: ArrayLike<number>, price: number, forward: number): number {
  return steppedStrike(strikes, price, 0, forward);
}
