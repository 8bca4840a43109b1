import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HedgePlan } from '#core/hedge/types';
import { hedge, type HedgeState } from './hedge';

interface Rested {
  readonly plan: HedgePlan | null;
}

/**
 * The plan, but during a gesture only so often: payoff and heat map follow the hand on every frame, and what stands beside them would
 * take the time of those frames.
 * @param every ms between two changes that are passed on; null: none before the gesture ends.
 */
export function createRested(from: Pick<StoreApi<HedgeState>, 'getState' | 'subscribe'>, every: number | null): StoreApi<Rested> {
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
} // prettier-ignore

const rested = createRested(hedge, 150);
const settled = createRested(hedge, null);
const selectPlan = ({ plan }: Rested): HedgePlan | null => plan;
/** For what should be seen to follow. */
export const useRestedPlan = (): HedgePlan | null => useStore(rested, selectPlan);
/** For what a half-made change means nothing to. */
export const useSettledPlan = (): HedgePlan | null => useStore(settled, selectPlan);
