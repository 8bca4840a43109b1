/**
 * p-values adjusted for the number of tests: reject those at or below q and the expected share of false discoveries is at most q.
 * @param p shape (n), each in [0, 1]; NaN = not tested, which stays NaN and does not count.
 * @returns shape (n), in the order of p, each in [p, 1]. A new array.
 * @throws {RangeError} a value outside [0, 1].
 * @source Benjamini, Hochberg (1995) JRSS B 57; valid under positive dependence (Benjamini, Yekutieli 2001).
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  for (const x of p) if (x < 0 || x > 1) throw new RangeError(`p=${x}`);
  const adjusted = new Float64Array(p.length).fill(NaN);
  const tested = Array.from(p.keys()).filter((i) => !Number.isNaN(p[i]));
  tested.sort((i, j) => p[i] - p[j]);
  const m = tested.length;
  let least = 1;
  for (let rank = m; rank >= 1; rank--) {
    const i = tested[rank - 1];
    least = Math.min(least, p[i] * (m / rank)); // a factor of at least 1: never below p, not by a rounding either
    adjusted[i] = least;
  }
  return adjusted;
}
