import { expect, it } from 'vitest';
import { createReplayActs } from '../../../src/renderer/state/replay-acts';
import { hedgePlan } from '../../support/hedge-plan';

const [ONE, TWO] = [hedgePlan({ name: 'one' }), hedgePlan({ name: 'two' })];

it('keeps acts in the order of their instants, one at each', () => {
  const store = createReplayActs();
  const { act, remove } = store.getState();
  act(20, ONE);
  act(10, TWO);
  act(20, null);
  expect(store.getState().acts).toEqual([
    { at: 10, plan: TWO },
    { at: 20, plan: null },
  ]);
  remove(10);
  remove(11);
  expect(store.getState().acts).toEqual([{ at: 20, plan: null }]);
});

it('takes acts back and does them again, and begins anew with those of another session', () => {
  const store = createReplayActs();
  const { act, undo, redo, put } = store.getState();
  const now = () => store.getState().acts.map(({ at }) => at);
  act(1, ONE);
  act(2, TWO);
  undo();
  expect(now()).toEqual([1]);
  undo();
  undo();
  expect(now()).toEqual([]);
  redo();
  expect(now()).toEqual([1]);
  act(3, null);
  redo(); // what was undone before is gone
  expect(now()).toEqual([1, 3]);
  put([{ at: 9, plan: ONE }]);
  undo();
  expect(now()).toEqual([9]);
});
