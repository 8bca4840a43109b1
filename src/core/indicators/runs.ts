/**
 * What every indicator does about missing values: the input is cut into runs without NaN. Within a run the indicator starts
 * afresh, as if the run's first value were the first ever; its output is NaN until it has the values it needs, and NaN
 * where an input is. So leading NaN are skipped, and a hole costs one warm-up, not the rest of the series.
 * @param inputs  shape (n) each; a row is missing when any of them is NaN.
 * @param outputs shape (n) each; set to NaN where a row is missing.
 * @param kernel  fills the rows [from, to) of a run, warm-up included.
 * @throws {RangeError} Shapes differ.
 */
export function eachRun(
  inputs: readonly Float64Array[],
  outputs: readonly Float64Array[],
  kernel: (from: number, to: number) => void,
): void {
  const n = inputs[0].length;
  for (const x of [...inputs, ...outputs]) if (x.length !== n) throw new RangeError(`shapes ${n}, ${x.length}`);
  for (let from = 0; from < n;) {
    let to = n;
    for (const x of inputs) to = firstMissing(x, from, to);
    if (to > from) kernel(from, to);
    from = to;
    while (from < n && inputs.some((x) => x[from] !== x[from])) from++;
    for (const out of outputs) out.fill(Number.NaN, to, from);
  }
}

/** Looks at four values at a time: their sum is NaN when one of them is. */
function firstMissing(x: Float64Array, from: number, to: number): number {
  let i = from;
  for (;;) {
    while (i + 3 < to && isNumber(x[i] + x[i + 1] + x[i + 2] + x[i + 3])) i += 4;
    const end = Math.min(i + 4, to); // one is missing, the rest is short, or infinities cancelled
    while (i < end && isNumber(x[i])) i++;
    if (i < end || i === to) return i;
  }
}

const isNumber = (x: number): boolean => x === x;

/** @throws {RangeError} value is not a whole number of at least `least`. */
export function checkPeriod(name: string, value: number, least = 1): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`${name}=${value}, expected a whole number of at least ${least}`);
}

/** Mean of x[from..to) from the differences to the first, so that equal values have that very value as their mean. */
export function meanOf(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from + 1; i < to; i++) sum += x[i] - x[from];
  return x[from] + sum / (to - from);
}
