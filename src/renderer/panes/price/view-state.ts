import { createStore } from 'zustand/vanilla';
import type { Coverage } from '#core/series/schema';
import type { Ms } from '#core/time/ms';

export interface PaneBox {
  readonly id: string;
  readonly top: number;
  readonly height: number;
}

/** What React shows around the chart. It changes a few times a second at most; what follows the pointer does not pass here. */
export interface PriceView {
  readonly status: 'idle' | 'loading' | 'ready' | 'empty' | 'error';
  readonly error: string;
  /** Interval of the bars on screen, and the one that the zoom would show. */
  readonly level: Ms | undefined;
  readonly wanted: Ms | undefined;
  readonly wish: Ms;
  readonly boxes: readonly PaneBox[];
  /** Studies over the candles, in the order of their legends. */
  readonly overlays: readonly string[];
  /** Studies for which nothing is stored, or whose read failed. */
  readonly missing: readonly string[];
  readonly failed: readonly string[];
  readonly coverage: Coverage | undefined;
  readonly liquidationSource: string;
  /** Series behind what the engine has computed, by study. */
  readonly derivedFrom: Readonly<Record<string, string>>;
  readonly synthetic: boolean;
  readonly source: string;
  readonly volumeUnit: 'base' | 'quote';
}

export const createPriceView = (wish: Ms) =>
  createStore<PriceView>()(() => ({
    status: 'idle',
    error: '',
    level: undefined,
    wanted: undefined,
    wish,
    boxes: [],
    overlays: [],
    missing: [],
    failed: [],
    coverage: undefined,
    liquidationSource: '',
    derivedFrom: {},
    synthetic: false,
    source: '',
    volumeUnit: 'base',
  }));

export type PriceViewStore = ReturnType<typeof createPriceView>;

/** Changes only what differs, so that React is not woken for nothing. */
export function patchView(store: PriceViewStore, patch: Partial<PriceView>): void {
  const before = store.getState();
  const same = Object.entries(patch).every(([key, value]) => equal(before[key as keyof PriceView], value));
  if (!same) store.setState(patch);
}

function equal(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
