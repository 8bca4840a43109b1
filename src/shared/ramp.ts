/** Steps of the ramp on each side of zero. */
const STEPS = 4;
const LEADS = [1, 1.5, 2, 3, 5, 7.5];
/** Values nearer to zero than this share of a step are drawn as zero. */
const NEAR_ZERO = 0.05;

/**
 * Width of a step that spreads a grid over the ramp, rounded up to a round number: colours stay while a value changes a
 * little; NaN without a value.
 */
export function rampStep(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Number.isFinite(value) ? Math.abs(value) : 0);
  if (most === 0) return Number.NaN;
  const rough = most / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (LEADS.find((lead) => lead * power >= rough * (1 - 1e-12)) ?? 10);
}

/** Colour of a value: −4 … 4, 0 near zero; undefined when it is not known. */
export function rampOf(value: number, step: number): number | undefined {
  if (Number.isNaN(value)) return undefined;
  const size = Math.abs(value) / step;
  if (!(size >= NEAR_ZERO)) return 0;
  return Math.sign(value) * Math.min(STEPS, Math.max(1, Math.ceil(size - 1e-9)));
}

/** Index of the least known value; −1 when none is known. */
export function worstOf(values: ArrayLike<number>): number {
  let worst = -1;
  for (let i = 0; i < values.length; i++)
    if (worst < 0 ? !Number.isNaN(values[i]!) : values[i]! < values[worst]!) worst = i;
  return worst;
}
