import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from '#core/plan/canonical';
import { diffJson } from '#core/plan/diff';
import { planDocument } from '../../support/plan';

const { json } = fc.letrec<{ json: Json; named: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json[]>(null, true, 0, -0, 1, '', 'a'),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(tie('named'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'id'), tie('json'), { maxKeys: 3 }),
  ),
  named: fc.record({ id: fc.constantFrom<Json[]>('x', 'y', 'z', '["x"]', ['x']), value: tie('json') }),
})); // prettier-ignore

it('finds nothing exactly where the canonical forms are the same', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(diffJson(a, b).length === 0).toBe(canonicalJson(a) === canonicalJson(b));
      expect(diffJson(a, structuredClone(a))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

it('a plan whose one field is another differs in that field, or as a whole item', () => {
  const plan = JSON.parse(canonicalJson(planDocument())) as Json;
  const places = placesOf(plan);
  fc.assert(
    fc.property(fc.constantFrom(...places), (place) => {
      const changed = structuredClone(plan) as Record<string, unknown>;
      let at: Record<string, unknown> = changed;
      for (const key of place.slice(0, -1)) at = at[key] as Record<string, unknown>;
      at[place.at(-1)!] = 'something else';
      const found = diffJson(plan, changed as Json);
      expect(found.length).toBeGreaterThan(0);
      for (const { path } of found) expect(`/${place.join('/')}/`.startsWith(`${path}/`)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

/** Where its texts and numbers stand. */
function placesOf(value: Json, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, member]) => placesOf(member as Json, [...at, key]));
}
