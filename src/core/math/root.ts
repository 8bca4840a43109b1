const MOST_STEPS = 200;

/**
 * Where a function crosses from above 0 to below it, to the last digits of the place.
 * @returns NaN where it is not above 0 at `lo` and below it at `hi`. Of several roots any.
 * @source Chandrupatla (1997), "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function".
 */
export function fallingRoot(f: (x: number) => number, lo: number, hi: number): number {
  // a and b hold the root between them, c is the one before; inverse quadratic steps where the three points allow one.
  let [a, b] = [hi, lo];
  let [fa, fb] = [f(hi), f(lo)];
  if (!(fb > 0 && fa < 0)) return NaN;
  let t = 0.5;
  for (let i = 0; i < MOST_STEPS; i++) {
    const x = a + t * (b - a);
    const fx = f(x);
    const isSame = fx < 0 === fa < 0;
    const [c, fc] = isSame ? [a, fa] : [b, fb];
    if (!isSame) [b, fb] = [a, fa];
    a = x;
    fa = fx;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (2 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(b - a);
    if (least >= 0.5 || fa === 0 || fb === 0) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    t = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)
      t = (fa / (fb - fa)) * (fc / (fb - fc)) + (((c - a) / (b - a)) * (fa / (fc - fa)) * fb) / (fc - fb);
    t = Math.min(1 - least, Math.max(least, t));
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
