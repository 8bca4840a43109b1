import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HedgePlan } from '#core/hedge/types';
import { hedge, type HedgeState } from './hedge';

/** Between two changes that are passed on during a gesture [ms]. */
const EVERY_MS = 150;

/**
 * The plan, but during a gesture only so often: payoff and heat map follow the hand on every frame, and what stands beside them would
 * take the time of those frames.
 */
export function createRested(from: Pick<StoreApi<HedgeState>, 'getState' | 'subscribe'>): StoreApi<{ readonly plan: HedgePlan | null }> {
  const rested = createStore<{ readonly plan: HedgePlan | null }>()(() => ({ plan: from.getState().plan }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pass = (): void => {
    timer = undefined;
    const { plan } = from.getState();
    if (plan !== rested.getState().plan) rested.setState({ plan });
  };
  from.subscribe(({ moving }) => {
    if (moving) timer ??= setTimeout(pass, EVERY_MS);
    else {
      clearTimeout(timer);
      pass();
    }
  });
  return rested;
} // prettier-ignore

const rested = createRested(hedge);
export const useRestedPlan = (): HedgePlan | null => useStore(rested, ({ plan }) => plan);
