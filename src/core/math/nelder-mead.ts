/** Where a simplex ended. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
}

export interface NelderMeadOptions {
  /** Ends when the values at the corners differ by less than this share of the best, and the corners lie within it of one another. */
  readonly tolerance: number;
  readonly mostSteps: number;
}

/**
 * A local minimum of a function of n variables, without derivatives. A bound is a function that gives Infinity beyond it.
 * @param start finite value there. @param size edge of the first simplex along each axis, shape (n), none 0.
 * @source Nelder, Mead (1965) with the usual coefficients 1, 2, 1/2, 1/2.
 */
export function nelderMead(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  size: ArrayLike<number>,
  { tolerance, mostSteps }: NelderMeadOptions,
): Minimum {
  const n = start.length;
  const corner = (x: Float64Array): Minimum => ({ x, value: f(x) });
  const simplex: Minimum[] = [corner(Float64Array.from(start))];
  for (let i = 0; i < n; i++) simplex.push(corner(Float64Array.from(start, (x, j) => (i === j ? x + size[i] : x))));
  const along = (centre: Float64Array, worst: Float64Array, step: number): Minimum =>
    corner(centre.map((c, j) => c + step * (worst[j] - c)));
  for (let step = 0; step < mostSteps; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const [best] = simplex;
    const worst = simplex[n];
    if (worst.value - best.value <= tolerance * Math.abs(best.value) && isNarrow(simplex, size, tolerance)) break;
    const centre = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) centre[j] += simplex[i].x[j] / n;
    const mirrored = along(centre, worst.x, -1);
    if (mirrored.value < best.value) {
      const far = along(centre, worst.x, -2);
      simplex[n] = far.value < mirrored.value ? far : mirrored;
    } else if (mirrored.value < simplex[n - 1].value) simplex[n] = mirrored;
    else {
      const isOutside = mirrored.value < worst.value;
      const near = along(centre, worst.x, isOutside ? -0.5 : 0.5);
      if (near.value < Math.min(mirrored.value, worst.value)) simplex[n] = near;
      else for (let i = 1; i <= n; i++) simplex[i] = along(best.x, simplex[i].x, 0.5);
    }
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a));
}

const isNarrow = ([best, ...others]: readonly Minimum[], size: ArrayLike<number>, tolerance: number): boolean =>
  others.every(({ x }) => x.every((value, j) => Math.abs(value - best.x[j]) <= tolerance * Math.abs(size[j])));
