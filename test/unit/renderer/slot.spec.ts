import { expect, it } from 'vitest';
import { createSlot } from '../../../src/renderer/ui/slot';

const element = (): HTMLElement => ({}) as HTMLElement;

it('holds the element that came last, and lets go of no other', () => {
  const slot = createSlot();
  const [older, newer] = [element(), element()];
  let heard = 0;
  slot.subscribe(() => heard++);
  const releaseOlder = slot.set(older);
  const releaseNewer = slot.set(newer);
  releaseOlder(); // a header that is replaced may leave after the next one came
  expect(slot.get()).toBe(newer);
  expect(heard).toBe(2);
  releaseNewer();
  expect(slot.get()).toBeNull();
});
