const GOLDEN = (3 - Math.sqrt(5)) / 2;
const MOST_STEPS = 100;

/**
 * Place of the largest value of a function with one peak in [lo, hi], without derivatives. Where there are several peaks it finds
 * one of them.
 * @param tolerance absolute, on the place; below about 1e-8 of the place rounding decides.
 * @source Brent (1973) "Algorithms for minimization without derivatives", chapter 5: golden section and parabolas.
 */
export function maximize(f: (x: number) => number, lo: number, hi: number, tolerance: number): number {
  let [a, b] = [lo, hi];
  let x = a + GOLDEN * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let step = 0;
  let stepBefore = 0;
  for (let k = 0; k < MOST_STEPS; k++) {
    const middle = (a + b) / 2;
    if (Math.abs(x - middle) <= 2 * tolerance - (b - a) / 2) break;
    // The parabola through x, w and v, if it falls inside and moves less than half of the step before the last.
    const r = (x - w) * (fx - fv);
    const q0 = (x - v) * (fx - fw);
    const denominator = 2 * (q0 - r);
    const p = (denominator > 0 ? -1 : 1) * ((x - v) * q0 - (x - w) * r);
    const q = Math.abs(denominator);
    if (Math.abs(p) < Math.abs(0.5 * q * stepBefore) && p > q * (a - x) && p < q * (b - x)) {
      stepBefore = step;
      step = p / q;
      const next = x + step;
      if (next - a < 2 * tolerance || b - next < 2 * tolerance) step = x < middle ? tolerance : -tolerance;
    } else {
      stepBefore = x < middle ? b - x : a - x;
      step = GOLDEN * stepBefore;
    }
    const u = x + (Math.abs(step) >= tolerance ? step : step > 0 ? tolerance : -tolerance);
    const fu = f(u);
    if (fu >= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
      continue;
    }
    if (u < x) a = u;
    else b = u;
    if (fu >= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
    else if (fu >= fv || v === x || v === w) [v, fv] = [u, fu];
  }
  return x;
}
