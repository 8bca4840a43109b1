import type { Ms } from '#core/time/ms';

export interface Spacing {
  /** Most frequent distance of neighbouring stamps. */
  readonly interval: Ms;
  /** Share of the distances that are a whole multiple of it: 1 for bars with gaps. */
  readonly regular: number;
}

/** Distance between the stamps of one series; undefined with fewer than two different stamps. */
export function spacingOf(stamps: readonly Ms[]): Spacing | undefined {
  const sorted = [...new Set(stamps.filter((t) => !Number.isNaN(t)))].sort((a, b) => a - b);
  const counts = new Map<Ms, number>();
  for (let i = 1; i < sorted.length; i++) {
    const step = sorted[i]! - sorted[i - 1]!;
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [interval, count] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
  if (count === 0) return undefined;
  let whole = 0;
  for (const [step, times] of counts) if (step % interval === 0) whole += times;
  return { interval, regular: whole / (sorted.length - 1) };
}
