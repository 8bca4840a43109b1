import { expect, it } from 'vitest';
import { answerFromJson, answerToJson, questionOf, readAnswer, toKeep } from '#main/services/kept-answers';
import type { StoredAnswer } from '#main/store/types';

it('an answer comes back bit by bit', () => {
  const answer = {
    ...{ name: 'a', missing: NaN, none: null, list: [1, NaN], nested: { empty: new Float64Array(0) } },
    column: Float64Array.of(0.1, -0, NaN, 1e-310),
  };
  expect(answerFromJson(answerToJson(answer))).toEqual(answer);
  const part = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
  expect(answerFromJson(answerToJson({ part }))).toEqual({ part: Float64Array.of(2, 3) });
  expect(answerFromJson('{')).toBeUndefined();
});

it('an answer is stale when the data changed, and none when something else is asked', () => {
  const stored = new Map<string, StoredAnswer>();
  const read = (asked: ReturnType<typeof questionOf>) => readAnswer(stored.get(asked.question), asked);
  const asked = questionOf({ plan: 1 }, [[1, 'a']], []);
  stored.set(asked.question, toKeep(asked, { x: 1 }, 5));
  expect(read(asked)).toEqual({ result: { x: 1 }, stale: false, computedAt: 5, problems: [] });
  const later = questionOf({ plan: 1 }, [[1, 'b']], []);
  expect(read(later)).toMatchObject({ result: { x: 1 }, stale: true });
  const other = questionOf({ plan: 2 }, [[1, 'a']], ['no price']);
  expect(read(other)).toEqual({ result: null, stale: false, computedAt: null, problems: ['no price'] }); // prettier-ignore
  stored.set(asked.question, { ...asked, computed: 5, json: '{' });
  expect(read(asked)).toMatchObject({ result: null, stale: false, computedAt: null });
});
