export interface Basket {
  /** Daily log returns, NaN on days without a member. */
  readonly returns: Float64Array;
  /** Shares of the members, in their order; they add up to 1. 0: no capitalisation is known of it. */
  readonly weights: Float64Array;
  /** No capitalisation is known of any: all count alike. */
  readonly isEqual: boolean;
  /** What the weights are, for a person. */
  readonly words: string;
}

/**
 * Log returns of a basket that is brought back to its weights every day: log Σ share · e^return. On a day a member without a return is left
 * out and the others count for it; a member without a capitalisation is left out of the basket as long as another has one.
 * @param members log returns of the same days, same shapes. @param capitalisations by member, > 0; null or NaN: not known.
 * @throws {RangeError} no member, or shapes differ.
 * @source method.md, section 5: capitalisation-weighted crypto basket.
 */
export function basketOf(members: readonly Float64Array[], capitalisations: readonly (number | null)[]): Basket {
  const n = members[0]?.length ?? -1;
  if (n < 0 || capitalisations.length !== members.length || members.some((column) => column.length !== n)) {
    throw new RangeError(`members ${members.length}, capitalisations ${capitalisations.length}`);
  }
  const known = capitalisations.map((size) => (size !== null && size > 0 && size < Infinity ? size : 0));
  const isEqual = known.every((size) => size === 0);
  const sizes = isEqual ? known.map(() => 1) : known;
  const sum = sizes.reduce((a, b) => a + b, 0);
  const weights = Float64Array.from(sizes, (size) => size / sum);
  const returns = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let [growth, share] = [0, 0];
    members.forEach((column, k) => {
      if (Number.isNaN(column[i]) || weights[k] === 0) return;
      growth += weights[k] * Math.expm1(column[i]);
      share += weights[k];
    });
    returns[i] = share > 0 ? Math.log1p(growth / share) : NaN;
  }
  const out = known.filter((size) => size === 0).length;
  const words = isEqual
    ? 'equal weights: no capitalisation is known'
    : `weighted by capitalisation${out > 0 ? `, ${out} of ${members.length} left out for want of one` : ''}`;
  return { returns, weights, isEqual, words };
}
