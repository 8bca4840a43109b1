import { expect, it } from 'vitest';
import { diffJson } from '#core/plan/diff';
import type { Json } from '#core/plan/canonical';
import { layerOf } from '../../support/hedge';
import { planDocument } from '../../support/plan';

const data = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const plan = planDocument({}, [layerOf({ id: 'a' }), layerOf({ id: 'b' })]);
const between = (before: unknown, after: unknown) => diffJson(data(before), data(after));
const withLayers = (layers: readonly unknown[]) => ({ ...plan, hedge: { ...plan.hedge, layers } });
const [a, b] = plan.hedge.layers;
const c = layerOf({ id: 'c' });

it('a layer that was put in, taken out, or changed is one change wherever it stands', () => {
  expect(between(plan, withLayers([c, a, b]))).toEqual([{ path: '/hedge/layers/0', before: undefined, after: data(c) }]); // prettier-ignore
  expect(between(plan, withLayers([b]))).toEqual([{ path: '/hedge/layers/0', before: data(a), after: undefined }]);
  expect(between(plan, withLayers([c, a, { ...b, name: 'Other' }])).slice(1)).toEqual([
    { path: '/hedge/layers/2/name', before: b!.name, after: 'Other' },
  ]);
  expect(between(plan, withLayers([b, a]))).toEqual([{ path: '/hedge/layers', before: ['a', 'b'], after: ['b', 'a'] }]);
});

it('so is a line that was put between others, and a text that was changed', () => {
  const lines = (...assumptions: string[]) => ({ ...plan, assumptions });
  expect(between(lines('one', 'two'), lines('one', 'new', 'two'))).toEqual([{ path: '/assumptions/1', before: undefined, after: 'new' }]); // prettier-ignore
  expect(between(lines('one', 'two'), lines('two'))).toEqual([{ path: '/assumptions/0', before: 'one', after: undefined }]); // prettier-ignore
  expect(between(lines('one', 'two'), lines('one', '2'))).toEqual([{ path: '/assumptions/1', before: 'two', after: '2' }]); // prettier-ignore
  expect(between(plan, { ...plan, expiry: null })).toEqual([{ path: '/expiry', before: plan.expiry, after: null }]);
});

it('places are JSON pointers', () => {
  expect(between({ 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } })).toEqual([{ path: '/a~1b/~0', before: 1, after: 2 }]);
});
