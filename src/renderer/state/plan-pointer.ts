/** Pane that shows the field of a JSON pointer into a plan. */
export function planPaneOf(pointer: string): 'plan' | 'plan-orders' | 'plan-signatures' {
  if (isWithin(pointer, '/tickets')) return 'plan-orders';
  return isWithin(pointer, '/policy') ? 'plan-signatures' : 'plan';
}

const isWithin = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`);

/** The place that shows a pointer best: itself, else what holds it, else the first that it holds; null: none does. */
export function nearestPointer(pointer: string, places: readonly string[]): string | null {
  const around = places.filter((place) => isWithin(pointer, place)).sort((a, b) => b.length - a.length);
  return around[0] ?? places.find((place) => isWithin(place, pointer)) ?? null;
}

/** Which of a list a pointer is about: `/tickets/3/lot` is 3 of `/tickets`. */
export function indexIn(pointer: string, list: string): number | null {
  if (!isWithin(pointer, list)) return null;
  const [index] = pointer.slice(list.length + 1).split('/');
  return index && /^\d+$/.test(index) ? Number(index) : null;
}
