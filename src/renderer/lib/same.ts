/** Text that is equal for equal values, whatever the order of their keys. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

export const isSame = (a: unknown, b: unknown): boolean => keyOf(a) === keyOf(b);
