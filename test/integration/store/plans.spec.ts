import { expect, it } from 'vitest';
import type { NewPlanVersion, StoredPlanSignature } from '#main/store/types';
import { useStore } from './support/folder';

const store = useStore();
const version = (given: Partial<NewPlanVersion> = {}): NewPlanVersion => ({
  ...{ plan: 'p', format: 1, title: 'Ten coins', content: 'c1', saved: 1, note: 'drafted', voided: 0, json: '{}' },
  ...given,
});
const signed = (content: string, given: Partial<StoredPlanSignature> = {}): StoredPlanSignature => ({
  ...{ content, key: 'k', action: 'sign', at: 5, signature: 's' },
  ...given,
});

it('keeps every version of a plan and says which is the newest', () => {
  const writer = store.writer();
  writer.putPlanVersion(version(), []);
  writer.putPlanVersion(version({ content: 'c2', saved: 2, note: 'edited', voided: 1 }), []);
  writer.putPlanVersion(version({ plan: 'q', saved: 3 }), []);
  const reader = store.reader();
  expect(reader.plans().map(({ plan, version: n, content }) => [plan, n, content])).toEqual([['q', 1, 'c1'], ['p', 2, 'c2']]); // prettier-ignore
  expect(reader.planVersions('p')).toEqual([
    { ...version({ content: 'c2', saved: 2, note: 'edited', voided: 1 }), version: 2 },
    { ...version(), version: 1 },
  ]);
  writer.removePlan('p');
  expect(reader.planVersions('p')).toEqual([]);
  expect(reader.plans()).toHaveLength(1);
});

it('the same content again is no version, an old one is', () => {
  const writer = store.writer();
  for (const content of ['c1', 'c1', 'c2', 'c1']) writer.putPlanVersion(version({ content }), []);
  expect(store.reader().planVersions('p').map(({ content }) => content)).toEqual(['c1', 'c2', 'c1']); // prettier-ignore
});

it('signatures belong to their content, each once and in the order in which they were given', () => {
  const writer = store.writer();
  const [late, revoked] = [signed('c1', { at: 9, key: 'a' }), signed('c1', { at: 9, action: 'revoke' })];
  writer.putPlanVersion(version(), [revoked, late, signed('c1'), signed('c1'), signed('c2')]);
  writer.removePlan('p');
  expect(store.reader().planSignatures('c1')).toEqual([signed('c1'), late, revoked]);
  expect(store.reader().planSignatures('c2')).toEqual([signed('c2')]);
});
