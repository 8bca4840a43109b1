/** Something that is looked for by name. */
export interface Findable {
  readonly title: string;
  /** Other words it answers to. */
  readonly also?: string | undefined;
}

const words = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}?.,%]+/u)
    .filter((word) => word !== '');

/** How well one typed word fits: the whole word, its beginning, or its inside; in the title before other words. */
function fit(typed: string, title: readonly string[], also: readonly string[]): number {
  if (title.includes(typed)) return 6;
  if (title.some((word) => word.startsWith(typed))) return 4;
  if (also.some((word) => word.startsWith(typed))) return 2;
  return typed.length > 1 && title.some((word) => word.includes(typed)) ? 1 : 0;
}

/** @returns 0 when a typed word fits nowhere; more is better. */
export function score({ title, also = '' }: Findable, query: string): number {
  const typed = words(query);
  if (typed.length === 0) return 1;
  const [inTitle, inAlso] = [words(title), words(also)];
  let total = 0;
  for (const word of typed) {
    const value = fit(word, inTitle, inAlso);
    if (value === 0) return 0;
    total += value;
  }
  const isStart = title.toLowerCase().startsWith(query.trim().toLowerCase());
  return total / typed.length + (isStart ? 3 : 0) - Math.min(0.9, inTitle.length / 20);
}

/** Those that fit, best first; equals keep their order. */
export function rank<T>(list: readonly T[], query: string, of: (one: T) => Findable): readonly T[] {
  return list
    .map((one) => ({ one, value: score(of(one), query) }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .map(({ one }) => one);
}
