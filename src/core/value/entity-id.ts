/** A name in the form that an id takes: `Aave V3` gives `aave-v3`; '' when nothing of it is left. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');

/** The first id of `aave`, `aave-2`, … that is free. */
export function freeEntityId(name: string, taken: { has(id: string): boolean }): string {
  const slug = slugOf(name) || 'entity';
  for (let n = 1; ; n++) {
    const id = n === 1 ? slug : `${slug}-${n}`;
    if (!taken.has(id)) return id;
  }
}
