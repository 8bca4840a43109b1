import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HedgePlan } from '#core/hedge/types';
import { hedge, type HedgeState } from './hedge';

type Source = Pick<StoreApi<HedgeState>, 'getState' | 'subscribe'>;

interface Rested {
  readonly plan: HedgePlan | null;
}

/**
 * The plan, but during a gesture only so often: payoff and the cells of the heat map follow the hand on every frame, and what stands
 * beside them would take the time of those frames.
 * @param every ms between two changes that are passed on; null: none before the gesture ends.
 */
export function createRested(from: Source, every: number | null): StoreApi<Rested> {
  const rested = createStore<Rested>()(() => ({ plan: from.getState().plan }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = (): void => {
    timer = undefined;
    const { plan } = from.getState();
    if (plan !== rested.getState().plan) rested.setState({ plan });
  };
  from.subscribe(({ moving }) => {
    if (!moving) {
      clearTimeout(timer);
      pass();
    } else if (every !== null) timer ??= setTimeout(pass, every);
  });
  return rested;
}

/**
 * The plan as it is a while after each time that it is passed on: two panes that are drawn for one frame would be late for it. At the
 * end of a gesture it waits for nothing.
 * @param lag ms
 */
export function createTrailing(from: Source, rested: StoreApi<Rested>, lag: number): StoreApi<Rested> {
  const trailing = createStore<Rested>()(() => ({ plan: from.getState().plan }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // As it is now: a plan of a while ago would be drawn over a newer one.
    const { plan } = from.getState();
    if (plan !== trailing.getState().plan) trailing.setState({ plan });
  };
  rested.subscribe(() => {
    timer ??= setTimeout(pass, lag);
  });
  from.subscribe(({ moving }) => {
    if (!moving) pass();
  });
  return trailing;
}

const EVERY = 150;
const rested = createRested(hedge, EVERY);
const trailing = createTrailing(hedge, rested, EVERY / 2);
const settled = createRested(hedge, null);
const selectPlan = ({ plan }: Rested): HedgePlan | null => plan;
/** For what should be seen to follow. */
export const useRestedPlan = (): HedgePlan | null => useStore(rested, selectPlan);
/** The same, between the times at which the others are drawn. */
export const useTrailingPlan = (): HedgePlan | null => useStore(trailing, selectPlan);
/** For what a half-made change means nothing to. */
export const useSettledPlan = (): HedgePlan | null => useStore(settled, selectPlan);
