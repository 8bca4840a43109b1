import { bookOf, type HedgeBook } from '#core/hedge/book';
import type { ExposedPosition } from '#core/hedge/exposed';
import { exposureOf, type Exposure } from '#core/hedge/exposure';
import { openLayers, type OpenLayer } from '#core/hedge/open-layer';
import type { HedgeMarket } from '#core/hedge/market';
import type { HedgePlan, Layer } from '#core/hedge/types';
import { hedge } from './hedge';
import { knownPositions, type KnownPosition } from './hedge-positions';
import type { KnownMarket } from './hedge-market';

/** A plan at the instant of the clock: what the panes of the Hedge workspace share. */
export interface PlanBook {
  readonly plan: HedgePlan;
  readonly known: KnownMarket;
  /** Every position, also one whose price or beta is not known. */
  readonly positions: readonly KnownPosition[];
  /** Of the positions that are known; the others are named in `left`. */
  readonly exposure: Exposure;
  readonly left: readonly string[];
  /** In the order of the plan. */
  readonly open: readonly OpenLayer[];
  readonly book: HedgeBook;
}

interface Held {
  readonly positions: readonly KnownPosition[];
  readonly exposed: readonly ExposedPosition[];
  readonly left: readonly string[];
  readonly exposure: Exposure;
}

/** Keeps the last answer while every argument is the same object: all panes ask alike, once a change. */
function memo<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (!last?.args.every((one, i) => one === args[i])) last = { args, result: compute(...args) };
    return last.result;
  };
}

/** Positions change with the hand that types them, not with a strike that is dragged. */
const held = memo(
  (positions: HedgePlan['positions'], beta: HedgePlan['beta'], asset: string, known: KnownMarket): Held => {
    const all = knownPositions({ positions, beta, asset }, known);
    const exposed = all.flatMap((one) => (one.exposed ? [one.exposed] : []));
    const errors = Object.fromEntries(all.map(({ position: { id }, error }) => [id, error]));
    return {
      positions: all,
      exposed,
      left: all.flatMap(({ position, exposed: one }) => (one ? [] : [position.label])),
      exposure: exposureOf(exposed, known.market, errors),
    };
  },
);

interface Opened {
  readonly market: HedgeMarket;
  readonly exposed: readonly ExposedPosition[];
  readonly open: OpenLayer;
}
const opened = new WeakMap<Layer, Opened>();

/** Layers open by themselves: one that did not change gives the same object. */
function openOf(layer: Layer, market: HedgeMarket, exposed: readonly ExposedPosition[]): OpenLayer {
  const before = opened.get(layer);
  if (before?.market === market && before.exposed === exposed) return before.open;
  const [open] = openLayers({ layers: [layer] }, market, exposed);
  opened.set(layer, { market, exposed, open: open! });
  return open!;
}

const priced = (plan: HedgePlan, known: KnownMarket): PlanBook => {
  const { positions, exposed, left, exposure } = held(plan.positions, plan.beta, plan.asset, known);
  const open = plan.layers.map((layer) => openOf(layer, known.market, exposed));
  return { plan, known, positions, exposure, left, open, book: bookOf(plan, known.market, exposed, open) };
};

/** Of the plan as it is, and of the one that a gesture left a moment ago: each is kept. */
export const planBook = memo(priced);
export const restedBook = memo((plan: HedgePlan, known: KnownMarket): PlanBook =>
  plan === hedge.getState().plan ? planBook(plan, known) : priced(plan, known),
);
