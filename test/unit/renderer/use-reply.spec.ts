import { expect, it } from 'vitest';
import { withoutLater } from '../../../src/renderer/state/use-reply';

it.each([
  ['live', 'set back', null, 5, true],
  ['later', 'set back', 9, 5, true],
  ['at the same instant', 'where it was', 5, 5, false],
  ['before', 'moved on', 3, 5, false],
  ['before', 'live again', 3, null, false],
  ['live', 'live', null, null, false],
] as const)('an answer that was asked for %s, with the clock %s', (_asked, _clock, askedAt, asOf, isForgotten) => {
  const held = { value: 'known then', askedAt, loading: true };
  expect(withoutLater(held, asOf)).toEqual({ ...held, value: isForgotten ? undefined : 'known then' });
  const waiting = { value: undefined, askedAt, loading: true };
  expect(withoutLater(waiting, asOf)).toBe(waiting); // nothing to draw anew
});
