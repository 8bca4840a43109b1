/** Things of one name once: what a venue repeats by mistake is no second event, and what happened twice has two names. */
export const once = <T>(things: readonly T[], nameOf: (thing: T) => string): readonly T[] => [
  ...new Map(things.map((thing) => [nameOf(thing), thing])).values(),
];
