import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { HedgeMarket } from '#core/hedge/market';
import { toHedgeMarket } from '#core/hedge/market-data';
import type { HedgePlan } from '#core/hedge/types';
import type { HedgeMarketQuery, HedgeMarketReply } from '#shared/hedge';
import { call } from '../lib/call';
import { keyOf } from '../lib/same';
import { asOfArgs } from './clock';
import { data } from './data';
import { hedge } from './hedge';
import { restedClock } from './rested-clock';

/** A market at the instant of the clock, with what it was asked for. */
export interface KnownMarket {
  readonly market: HedgeMarket;
  readonly reply: HedgeMarketReply;
  readonly query: HedgeMarketQuery;
}

export interface HedgeMarketState {
  /** The last answer; it stays while a newer one is on its way. */
  readonly known: KnownMarket | null;
  readonly error: string | null;
  readonly loading: boolean;
}

export const createHedgeMarket = () =>
  createStore<HedgeMarketState>()(() => ({ known: null, error: null, loading: false }));

export const hedgeMarket = createHedgeMarket();
export const useHedgeMarket = <T>(select: (state: HedgeMarketState) => T): T => useStore(hedgeMarket, select);
export const selectKnownMarket = (s: HedgeMarketState): KnownMarket | null => s.known;
export const selectMarketError = (s: HedgeMarketState): string | null => s.error;
export const selectMarketLoading = (s: HedgeMarketState): boolean => s.loading;

/** What the market of a plan is asked for: alike for plans that differ in layers or quantities only. */
export function marketQuery({ asset, beta, positions }: HedgePlan, asOf: number | null): HedgeMarketQuery {
  const instruments = positions.flatMap(({ instrument }) => (instrument === null ? [] : [instrument]));
  return {
    asset,
    benchmark: beta.benchmark,
    instruments: [...new Set([asset, ...instruments])].sort(),
    window: beta.window,
    ...asOfArgs(asOf),
  };
}

let asked = '';

/** Asks again when the plan, the clock or the stored data ask for another market. @param anew whatever was asked */
export async function refreshHedgeMarket(anew = false): Promise<void> {
  const { plan } = hedge.getState();
  if (!plan) return;
  const query = marketQuery(plan, restedClock.getState().asOf);
  const key = keyOf([query, data.getState().revision]);
  if (key === asked && !anew) return;
  asked = key;
  hedgeMarket.setState({ loading: true });
  try {
    const reply = await call('hedge:market', query);
    if (key !== asked) return;
    const known = { market: toHedgeMarket(reply.market), reply, query };
    hedgeMarket.setState({ known, error: null, loading: false });
  } catch (cause) {
    if (key !== asked) return;
    // A market of another instant or asset would be taken for this one.
    hedgeMarket.setState({
      known: null,
      error: cause instanceof Error ? cause.message : String(cause),
      loading: false,
    });
  }
}

let followers = 0;
let unfollow: (() => void) | undefined;

function follow(): () => void {
  if (followers++ === 0) {
    const refresh = (): void => void refreshHedgeMarket();
    const stops = [
      restedClock.subscribe(refresh),
      data.subscribe(refresh),
      hedge.subscribe(({ plan }, before) => {
        if (plan !== before.plan) refresh();
      }),
    ];
    unfollow = () => stops.forEach((stop) => stop());
    refresh();
  }
  return () => {
    if (--followers === 0) unfollow?.();
  };
}

/** Keeps the market up to date while a pane that reads it is there. */
export function useFollowedMarket(): void {
  useEffect(follow, []);
}
