import { useEffect } from 'react';
import type { HedgePlan } from '#core/hedge/types';
import { hedge, selectPlan, useHedge } from '../../../state/hedge';
import { planBook, restedBook, type PlanBook } from '../../../state/hedge-book';
import {
  refreshHedgeMarket,
  selectKnownMarket,
  selectMarketError,
  selectMarketLoading,
  useFollowedMarket,
  useHedgeMarket,
} from '../../../state/hedge-market';
import { newPlan } from '../../../state/hedge-new';
import { useRestedPlan } from '../../../state/hedge-rested';
import { selectInstrument, useInstruments } from '../../../state/instruments';
import { selectPaneGroup, useLink } from '../../../state/link';

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

function useBook(pane: string, plan: HedgePlan | null, price: typeof planBook): HedgeBookState {
  useFollowedMarket();
  const known = useHedgeMarket(selectKnownMarket);
  const error = useHedgeMarket(selectMarketError);
  const loading = useHedgeMarket(selectMarketLoading);
  const { instrument: id } = useLink(selectPaneGroup(pane));
  const instrument = useInstruments(selectInstrument(id));
  useEffect(() => {
    if (instrument && hedge.getState().plan === null) hedge.getState().open(newPlan(instrument), null);
  }, [instrument]);
  const fits = plan !== null && known !== null && known.query.asset === plan.asset;
  return { book: fits ? price(plan, known) : undefined, error, loading, reload };
}
