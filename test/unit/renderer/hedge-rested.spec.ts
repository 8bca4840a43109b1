import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultPlan } from '#core/hedge/blank-layers';
import { createHedge } from '../../../src/renderer/state/hedge';
import { createRested, createTrailing } from '../../../src/renderer/state/hedge-rested';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rename = (name: string) => (plan: ReturnType<typeof defaultPlan>) => ({ ...plan, name });

it('follows a single change at once, a gesture a few times a second, and its end at once', () => {
  const hedge = createHedge({ plan: defaultPlan('BTC'), saved: null, savedId: null });
  const rested = createRested(hedge, 150);
  const names: string[] = [];
  rested.subscribe(({ plan }) => names.push(plan!.name));
  hedge.getState().edit(rename('typed'));
  expect(names).toEqual(['typed']);
  for (let frame = 0; frame < 20; frame++) {
    hedge.getState().edit(rename(`frame ${frame}`), 'strike');
    vi.advanceTimersByTime(16);
  }
  expect(names).toEqual(['typed', 'frame 9', 'frame 19']);
  hedge.getState().edit(rename('last'), 'strike');
  hedge.getState().settle();
  expect(names.at(-1)).toBe('last');
  vi.advanceTimersByTime(1_000);
  expect(names).toHaveLength(4);
  hedge.getState().undo();
  expect(names.at(-1)).toBe('typed');
});

it('waits for the end of a gesture where it is told to', () => {
  const hedge = createHedge({ plan: defaultPlan('BTC'), saved: null, savedId: null });
  const settled = createRested(hedge, null);
  const names: string[] = [];
  settled.subscribe(({ plan }) => names.push(plan!.name));
  hedge.getState().edit(rename('half'), 'strike');
  vi.advanceTimersByTime(10_000);
  expect(names).toEqual([]);
  hedge.getState().settle();
  expect(names).toEqual(['half']);
});

it('passes on the plan of the moment between the times of the others, and the end of a gesture at once', () => {
  const hedge = createHedge({ plan: defaultPlan('BTC'), saved: null, savedId: null });
  const trailing = createTrailing(hedge, createRested(hedge, 150), 75);
  const names: string[] = [];
  trailing.subscribe(({ plan }) => names.push(plan!.name));
  hedge.getState().edit(rename('typed'));
  expect(names).toEqual(['typed']);
  for (let frame = 0; frame < 20; frame++) {
    hedge.getState().edit(rename(`frame ${frame}`), 'strike');
    vi.advanceTimersByTime(16);
  }
  expect(names).toEqual(['typed', 'frame 14']);
  hedge.getState().edit(rename('last'), 'strike');
  hedge.getState().settle();
  expect(names).toEqual(['typed', 'frame 14', 'last']);
  vi.advanceTimersByTime(1_000);
  expect(names).toHaveLength(3);
});
