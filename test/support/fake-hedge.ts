import { UNKNOWN_SIGNALS } from '#core/hedge/gates';
import { modelledSvi } from '#core/options/modelled-smile';
import { HedgePlanSchema, type HedgeMarketQuery, type HedgeMarketReply, type SavedPlan } from '#shared/hedge';
import type { Args } from '#shared/ipc/contract';

const NOW = Date.UTC(2025, 9, 11, 1, 30);

/** A market with a modelled surface and no history. */
export function createFakeHedgeMarket({ asOf }: Pick<HedgeMarketQuery, 'asOf'>): HedgeMarketReply {
  const slices = [7, 30, 90, 180].map((days) => ({ tau: days / 365, svi: modelledSvi({ atm: 0.5, tau: days / 365 }) }));
  return {
    market: {
      t: asOf ?? NOW,
      spot: 110_000,
      carry: 0,
      slices,
      modelled: true,
      volatility: { level: 50, longRun: 52, speed: 2, volOfVol: 0.8 },
      signals: { ...UNKNOWN_SIGNALS, volatility: 50.3, drawdown: -0.12 },
      listed: [],
    },
    closes: [],
    benchmark: undefined,
    synthetic: false,
    notes: ['Surface: modelled, a usual form on the level of DVOL-BTC. Carry: taken as 0.'],
  };
}

/** Saved plans in memory. */
export function createFakeHedgePlans() {
  let plans: readonly SavedPlan[] = [];
  let next = 1;
  const add = (plan: SavedPlan['plan'], id = `plan-${next++}`): SavedPlan => {
    const saved = { id, savedAt: NOW, plan };
    plans = [...plans.filter((one) => one.id !== id), saved];
    return saved;
  };
  return {
    list: () => plans,
    save: ({ id, plan }: Args<'hedgePlans:save'>) => add(HedgePlanSchema.parse(plan), id),
    remove: ({ id }: Args<'hedgePlans:delete'>) => void (plans = plans.filter((one) => one.id !== id)),
    duplicate: ({ id }: Args<'hedgePlans:duplicate'>) => {
      const { plan } = plans.find((one) => one.id === id)!;
      return add({ ...plan, name: `${plan.name} copy` });
    },
  };
}
