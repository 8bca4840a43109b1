import { millsRatio } from '../math/special';

/**
 * ln(forward / strike), to the last digit near 1 too, where the quotient alone would lose it.
 * @source the difference is exact between half and double (Sterbenz 1974).
 */
export function logMoneyness(forward: number, strike: number): number {
  const ratio = forward / strike;
  return ratio > 0.5 && ratio < 2 ? Math.log1p((forward - strike) / strike) : Math.log(ratio);
}

/** Above this half deviation the two ratios differ enough to be subtracted. */
const WIDE = 0.25;
/** From here on, the moments by their recurrence upward would lose more digits than the volatility can spare. */
const FAR = 8;

/**
 * millsRatio(a − t) − millsRatio(a + t), without the cancellation for small t. With a = |ln(F/K)| / (σ√τ) and t = σ√τ/2 the
 * out-of-the-money option of Black is worth φ(a − t)·millsGap(a, t) of the lesser of forward and strike, and the gap is
 * value / (∂value/∂(σ√τ)) as well.
 * @param a ≥ 0. @param t ≥ 0. NaN for NaN.
 * @source the gap is ∫₀^∞ 2·sinh(tu)·exp(−au − u²/2) du; its odd moments by I(k+1) = k·I(k−1) − a·I(k). Relative error below
 *   6e-16·(10 + a²) for a < 8, 6e-16·(10 + 4a) from there on, against mpmath (test/oracle/options/black.json).
 */
export function millsGap(a: number, t: number): number {
  if (!(t <= WIDE)) return millsRatio(a - t) - millsRatio(a + t);
  return a < FAR ? nearGap(a, t) : farGap(a, t);
}

/** Moments upward from the first. */
function nearGap(a: number, t: number): number {
  const i0 = millsRatio(a);
  const i1 = 1 - a * i0;
  const i2 = i0 - a * i1;
  const i3 = 2 * i1 - a * i2;
  const i4 = 3 * i2 - a * i3;
  const i5 = 4 * i3 - a * i4;
  const i6 = 5 * i4 - a * i5;
  const i7 = 6 * i5 - a * i6;
  const i8 = 7 * i6 - a * i7;
  const i9 = 8 * i7 - a * i8;
  const i10 = 9 * i8 - a * i9;
  const i11 = 10 * i9 - a * i10;
  const i12 = 11 * i10 - a * i11;
  const i13 = 12 * i11 - a * i12;
  const y = t * t;
  let sum = i13 / 6_227_020_800;
  sum = sum * y + i11 / 39_916_800;
  sum = sum * y + i9 / 362_880;
  sum = sum * y + i7 / 5_040;
  sum = sum * y + i5 / 120;
  sum = sum * y + i3 / 6;
  return 2 * t * (sum * y + i1);
}

/**
 * {@link millsGap} for t ≤ 0.025, where a shorter series reaches as far: the steps that the kernel takes (scripts/kernels/numeric.c).
 * @param a ≥ 0.
 * @source as millsGap; the first moment left out is below 1e-20 of the gap.
 */
export function narrowGap(a: number, t: number): number {
  if (!(a < FAR)) return farGap(a, t);
  const i0 = millsRatio(a);
  const i1 = 1 - a * i0;
  const i2 = i0 - a * i1;
  const i3 = 2 * i1 - a * i2;
  const i4 = 3 * i2 - a * i3;
  const i5 = 4 * i3 - a * i4;
  const i6 = 5 * i4 - a * i5;
  const i7 = 6 * i5 - a * i6;
  const i8 = 7 * i6 - a * i7;
  const i9 = 8 * i7 - a * i8;
  const y = t * t;
  let sum = i9 * (1 / 362_880);
  sum = sum * y + i7 * (1 / 5_040);
  sum = sum * y + i5 * (1 / 120);
  sum = sum * y + i3 * (1 / 6);
  return 2 * t * (sum * y + i1);
}

const LAST_MOMENT = 11;
const START = 18;

/** Quotients of moments downward, where only that way is stable (Miller): r(k) = I(k) / I(k − 1) = k / (a + r(k + 1)). */
function farGap(a: number, t: number): number {
  let ratio = 2 * START / (a + Math.sqrt(a * a + 4 * START)); // prettier-ignore
  for (let k = START - 1; k > LAST_MOMENT; k--) ratio = k / (a + ratio);
  let series = 1;
  for (let k = LAST_MOMENT; k > 1; k -= 2) {
    const odd = k / (a + ratio);
    const even = (k - 1) / (a + odd);
    // Each term of the sum over the one before: I(k)/I(k − 2) · t²/(k(k − 1)).
    series = 1 + ((odd * even * t * t) / (k * (k - 1))) * series;
    ratio = even;
  }
  return 2 * t * millsRatio(a) * (1 / (a + ratio)) * series;
}
