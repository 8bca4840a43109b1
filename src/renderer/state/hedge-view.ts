import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readLocal, writeLocal } from '../lib/storage';

/** What is asked in a dialog of the hedge builder. */
export type HedgeDialog =
  /** The layer of an id; null: a new one. */
  | { readonly kind: 'layer'; readonly id: string | null }
  | { readonly kind: 'position'; readonly id: string | null }
  /** @param id of the preset that is shown first; null: the first one. */
  | { readonly kind: 'presets'; readonly id: string | null }
  | { readonly kind: 'plans' }
  /** Name, asset, betas and costs. */
  | { readonly kind: 'rules' };

/** The grid that the book is tested on. */
export interface ScenarioWish {
  readonly axes: 'vol' | 'time';
  /** Days forward of the grid of volatility. */
  readonly days: number;
  /** Shock of the grid of time [points of volatility]. */
  readonly points: number;
}

export const MOST_DAYS = 730;
const USUAL: ScenarioWish = { axes: 'vol', days: 7, points: 0 };

/** What the panes of the Hedge workspace show of the plan, beside the plan itself. */
export interface HedgeViewState {
  readonly dialog: HedgeDialog | null;
  readonly scenario: ScenarioWish;
  readonly show: (dialog: HedgeDialog) => void;
  readonly close: () => void;
  readonly askScenario: (change: Partial<ScenarioWish>) => void;
}

/** What was kept of it, the usual where it is broken. */
export function readScenario(stored: unknown): ScenarioWish {
  const { axes, days, points } = (stored ?? {}) as Partial<Record<keyof ScenarioWish, unknown>>;
  return {
    axes: axes === 'time' ? 'time' : 'vol',
    days: typeof days === 'number' && days >= 0 && days <= MOST_DAYS ? days : USUAL.days,
    points: typeof points === 'number' && Math.abs(points) <= 200 ? points : USUAL.points,
  };
}

export const createHedgeView = (scenario: ScenarioWish = USUAL, keep: (wish: ScenarioWish) => void = () => undefined) =>
  createStore<HedgeViewState>()((set, get) => ({
    dialog: null,
    scenario,
    show: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
    askScenario: (change) => {
      const next = { ...get().scenario, ...change };
      set({ scenario: next });
      keep(next);
    },
  }));

const KEY = 'scenario';
export const hedgeView = createHedgeView(readScenario(readLocal(KEY)), (wish) => writeLocal(KEY, wish));
export const useHedgeView = <T>(select: (state: HedgeViewState) => T): T => useStore(hedgeView, select);
export const selectHedgeDialog = (s: HedgeViewState): HedgeDialog | null => s.dialog;
export const selectScenario = (s: HedgeViewState): ScenarioWish => s.scenario;
export const showHedgeDialog = (dialog: HedgeDialog): void => hedgeView.getState().show(dialog);
