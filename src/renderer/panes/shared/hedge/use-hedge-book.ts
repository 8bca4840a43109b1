import { useEffect } from 'react';
import type { HedgePlan } from '#core/hedge/types';
import { hedge, selectPlan, useHedge } from '../../../state/hedge';
import { planBook, restedBook, type PlanBook } from '../../../state/hedge-book';
import {
  hedgeMarket,
  refreshHedgeMarket,
  selectKnownMarket,
  selectMarketError,
  selectMarketLoading,
  useFollowedMarket,
  useHedgeMarket,
  type KnownMarket,
} from '../../../state/hedge-market';
import { newPlan } from '../../../state/hedge-new';
import { useRestedPlan, useTrailingPlan } from '../../../state/hedge-rested';
import { selectInstrument, useInstruments } from '../../../state/instruments';
import { selectPaneGroup, useLink } from '../../../state/link';
import { useShown } from '../../../state/shown';

export interface HedgeBookState {
  /** Undefined while there is no market to price it on. */
  readonly book: PlanBook | undefined;
  readonly error: string | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

const reload = (): void => void refreshHedgeMarket(true);

/** The plan on the market at the instant of the clock. The first time it is asked for, the plan is one unit of the pane's instrument. */
export function useHedgeBook(pane: string): HedgeBookState {
  return useBook(pane, useHedge(selectPlan), planBook);
}

/** The same for what stands beside a strike that is dragged: it follows a few times a second. */
export function useRestedBook(pane: string): HedgeBookState {
  return useBook(pane, useRestedPlan(), restedBook);
}

/** The same, in frames of its own. */
export function useTrailingBook(pane: string): HedgeBookState {
  return useBook(pane, useTrailingPlan(), restedBook);
}

/**
 * The plan on its market at every change of a gesture, past React: for a controller that draws on each frame.
 * @returns what ends it
 */
export const followGesture = (draw: (book: PlanBook) => void): (() => void) =>
  hedge.subscribe(({ plan, moving }, before) => {
    const book = moving && plan !== before.plan ? bookOn(plan, selectKnownMarket(hedgeMarket.getState()), planBook) : undefined;
    if (book) draw(book);
  }); // prettier-ignore

/** Undefined without a plan, or without a market of its asset. */
const bookOn = (plan: HedgePlan | null, known: KnownMarket | null, price: typeof planBook): PlanBook | undefined =>
  plan !== null && known !== null && known.query.asset === plan.asset ? price(plan, known) : undefined;

function useBook(pane: string, plan: HedgePlan | null, price: typeof planBook): HedgeBookState {
  useFollowedMarket();
  const known = useHedgeMarket(selectKnownMarket);
  useShown(pane, known?.market.t);
  const error = useHedgeMarket(selectMarketError);
  const loading = useHedgeMarket(selectMarketLoading);
  const { instrument: id } = useLink(selectPaneGroup(pane));
  const instrument = useInstruments(selectInstrument(id));
  useEffect(() => {
    if (instrument && hedge.getState().plan === null) hedge.getState().open(newPlan(instrument), null);
  }, [instrument]);
  return { book: bookOn(plan, known, price), error, loading, reload };
}
