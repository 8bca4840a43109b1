const STEPS = [1, 2, 5];

/** Three to five round values over a range. */
export function ticks(min: number, max: number, wished = 4): number[] {
  const rough = (max - min) / wished;
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((s) => s * power >= rough) ?? 10) * power;
  const first = Math.ceil(min / step) * step;
  const out: number[] = [];
  // Counted, because a step may be too small beside its value to be added to it.
  for (let k = 0; k <= wished + 1; k++) {
    const v = first + k * step;
    if (v > max + step * 1e-9) break;
    if (Math.abs(v) < step / 2) out.push(0);
    else if (v !== out.at(-1)) out.push(v);
  }
  return out;
}

/** How many values to wish for beside a plot of this height: a round step leaves half as many at worst. */
export const tickCount = (height: number): number => Math.min(9, Math.max(3, Math.floor(height / 30)));

const MINUTE = 60_000;
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1_440, 2_880, 7_200, 10_080, 20_160, 43_200].map(
  (m) => m * MINUTE,
);

/** Round instants over a range, in the zone of the clock that is shown. */
export function timeTicks(from: number, to: number, wished: number, offset = 0): number[] {
  const step = TIME_STEPS.find((s) => (to - from) / s <= wished) ?? TIME_STEPS.at(-1)!;
  const out: number[] = [];
  for (let t = Math.ceil((from + offset) / step) * step - offset; t <= to; t += step) out.push(t);
  return out;
}
