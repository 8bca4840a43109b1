import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blankLayer } from '#core/hedge/blank-layers';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import { UNKNOWN_SIGNALS } from '#core/hedge/gates';
import { openLayers } from '#core/hedge/open-layer';
import { PRESETS } from '#core/hedge/presets';
import type { BetaRule, HedgePlan, Structure } from '#core/hedge/types';
import { MS_PER_DAY } from '#core/time/ms';
import { HedgePlanSchema, type HedgeMarketReply, type SavedPlan } from '#shared/hedge';
import { STRUCTURES } from '#shared/layer-words';
import { clock } from '../../../src/renderer/state/clock';
import { hedge, readDraft, selectDirty } from '../../../src/renderer/state/hedge';
import { planBook } from '../../../src/renderer/state/hedge-book';
import { addLayers, setStrike, switchLayer } from '../../../src/renderer/state/hedge-edit';
import { layersOf } from '../../../src/renderer/state/hedge-import';
import {
  hedgeMarket,
  marketQuery,
  refreshHedgeMarket,
  type KnownMarket,
} from '../../../src/renderer/state/hedge-market';
import { newPlan } from '../../../src/renderer/state/hedge-new';
import {
  copyName,
  deletePlan,
  duplicatePlan,
  hedgePlans,
  openPlan,
  savePlan,
} from '../../../src/renderer/state/hedge-plans';
import { knownPositions } from '../../../src/renderer/state/hedge-positions';
import { createFakeBridge } from '../../support/fake-bridge';
import { layerOf, planOf } from '../../support/hedge';
import { hedgeMarket as marketAt, inDays, position, T } from '../../support/hedge-market';

const LEADER = [0.02, -0.03, 0.01, 0.04, -0.05, 0.02, -0.01, 0.03, -0.02, 0.01];
const DAYS = 40;
/** Closes of `DAYS` days that move `beta` times as the leader does. */
function closesOf(instrument: string, beta: number) {
  const t = Float64Array.from({ length: DAYS }, (_, i) => T - (DAYS - 1 - i) * MS_PER_DAY);
  const close = new Float64Array(DAYS);
  close[0] = 100;
  for (let i = 1; i < DAYS; i++) close[i] = close[i - 1] * Math.exp(beta * LEADER[i % LEADER.length]);
  return { instrument, t, close };
}

function known(change: Partial<HedgeMarketReply> = {}): KnownMarket {
  const reply: HedgeMarketReply = {
    market: { t: T, spot: 60_000, carry: 0, slices: [], modelled: false, volatility: undefined, signals: UNKNOWN_SIGNALS, listed: [] },
    closes: [closesOf('BTC', 1), closesOf('ETH', 1.5)],
    benchmark: closesOf('BTC', 1),
    synthetic: false,
    notes: [],
    ...change,
  }; // prettier-ignore
  return { market: marketAt(), reply, query: { asset: 'BTC', benchmark: 'BTC', instruments: [], window: 90 } };
}
const RULE: BetaRule = { benchmark: 'BTC', window: 90, halfLife: null, shrink: false, downside: false };

describe('positions at an instant', () => {
  const one = (change: Parameters<typeof position>[0], rule = RULE, market = known()) =>
    knownPositions({ positions: [position(change)], beta: rule, asset: 'BTC' }, market)[0];

  it('take the asset as it is, and estimate another from its returns', () => {
    expect(one({})).toMatchObject({ price: 60_000, beta: 1, error: 0, days: null });
    const eth = one({ instrument: 'ETH' });
    expect(eth.beta).toBeCloseTo(1.5, 9);
    expect(eth.days).toBe(DAYS - 1);
    expect(eth.price).toBe(closesOf('ETH', 1.5).close.at(-1));
  });

  it('count to the asset, also where betas are taken to something else', () => {
    const index = closesOf('INDEX', 0.5);
    const market = known({ benchmark: index });
    const eth = one({ instrument: 'ETH' }, { ...RULE, benchmark: 'INDEX' }, market);
    expect(eth.beta).toBeCloseTo(1.5, 9); // 3 to the index, over the 2 of the asset
  });

  it('keep what is set by hand', () => {
    expect(one({ instrument: 'ETH', beta: 0.7, price: 5 })).toMatchObject({
      price: 5,
      beta: 0.7,
      error: 0,
      days: null,
    });
    expect(one({ kind: 'cash', instrument: null })).toMatchObject({ price: 1, beta: 0 });
  });

  it('take no part without a price or a beta, and say why', () => {
    expect(one({ instrument: 'SOL' })).toMatchObject({ exposed: undefined, why: 'No daily closes of it were known' });
    expect(one({ instrument: null, price: 3 })).toMatchObject({ exposed: undefined, why: 'It has no instrument' });
    expect(one({ instrument: 'ETH' }, RULE, known({ benchmark: undefined })).exposed).toBe(undefined);
    expect(one({ instrument: 'SOL', price: 3 })).toMatchObject({ price: 3, exposed: undefined });
    expect(one({ instrument: 'ETH' }, { ...RULE, window: 5 }).why).toMatch(/^It has \d+ days, and at least/);
  });

  it('mark an option on the surface', () => {
    const put = one({ kind: 'option', option: { kind: 'put', strike: 55_000, expiry: inDays(30) } });
    expect(put.price).toBeGreaterThan(500);
    expect(put.price).toBeLessThan(6_000);
    expect(put.beta).toBe(1);
  });
});

describe('the book of a plan', () => {
  const market = known();
  const plan = planOf([layerOf(), layerOf({ id: 'b' })], { positions: [position()], beta: RULE });

  it('is computed once for all who ask, and again when something changed', () => {
    expect(planBook(plan, market)).toBe(planBook(plan, market));
    expect(planBook({ ...plan }, market)).not.toBe(planBook(plan, market));
  });

  it('opens what core opens', () => {
    const { open, exposure } = planBook(plan, market);
    const exposed = knownPositions(plan, market).map((one) => one.exposed!);
    expect(open).toEqual(openLayers(plan, market.market, exposed));
    expect(exposure.betaNotional).toBe(600_000);
  });

  it('opens a layer again only when it, or what it rests on, changed', () => {
    const before = planBook(plan, market);
    const moved = planBook(
      setStrike({ layer: 'a', leg: 0, rich: false }, { by: 'moneyness', value: 0.8 })(plan),
      market,
    );
    expect(moved.open[0]).not.toBe(before.open[0]);
    expect(moved.open[1]).toBe(before.open[1]);
    expect(moved.exposure).toBe(before.exposure);
    const grown = planBook({ ...plan, positions: [position({ quantity: 11 })] }, market);
    expect(grown.open[1]).not.toBe(before.open[1]);
  });

  it('names the positions that take no part', () => {
    const { left, exposure } = planBook({ ...plan, positions: [position(), position({ id: 'x', label: 'SOL', instrument: 'SOL' })] }, market); // prettier-ignore
    expect(left).toEqual(['SOL']);
    expect(exposure.rows).toHaveLength(1);
  });
});

describe('a structure that was sent', () => {
  const condor = [
    { kind: 'put', quantity: 1, strike: 48_000 },
    { kind: 'put', quantity: -1, strike: 54_000 },
    { kind: 'call', quantity: -1, strike: 66_000 },
    { kind: 'call', quantity: 1, strike: 72_000 },
  ] as const;
  const market = marketAt();

  it('becomes a layer that opens at its strikes and expiry', () => {
    const legs = condor.map((leg) => ({ ...leg, quantity: leg.quantity * 3, expiry: inDays(28) }));
    const [layer] = layersOf({ label: 'Condor', legs }, market);
    expect(layer).toMatchObject({ name: 'Condor', structure: 'condor', size: { by: 'contracts', count: 3 } });
    const expiry = inDays(28);
    const listed = [{ expiry, forward: 60_370, strikes: Float64Array.of(48_000, 54_000, 60_000, 66_000, 72_000) }];
    const [open] = openLayers({ layers: layersOf({ label: 'Condor', legs }, { ...market, listed }) }, { ...market, listed }, []); // prettier-ignore
    expect(open.held.map(({ strike, quantity, expiry: at }) => [strike, quantity, at])).toEqual(
      legs.map(({ strike, quantity }) => [strike, quantity, expiry]),
    );
  });

  it('is a layer for each expiry, and nothing of what has expired', () => {
    const put = { kind: 'put', quantity: 1, strike: 50_000 } as const;
    const legs = [{ ...put, expiry: inDays(-1) }, { ...put, expiry: inDays(30) }, { ...put, expiry: inDays(60) }]; // prettier-ignore
    expect(layersOf({ label: 'Two', legs }, market).map(({ tenor }) => tenor.targets[0])).toEqual([30, 60]);
  });
});

describe('the market of the page', () => {
  const bridge = createFakeBridge();
  const asked = () => bridge.calls.filter(({ channel }) => channel === 'hedge:market');
  beforeEach(() => {
    vi.stubGlobal('window', { ballast: bridge });
    clock.getState().goLive();
    hedge.getState().open(planOf([layerOf()], { asset: 'BTCUSDT' }), null);
  });

  it('is asked for the instruments of the plan, each once, as of the clock', () => {
    const plan = planOf([], {
      asset: 'BTC',
      positions: [position({ instrument: 'ETH' }), position({ instrument: null })],
    });
    expect(marketQuery(plan, 5)).toEqual({ asset: 'BTC', benchmark: 'basket', instruments: ['BTC', 'ETH'], window: 90, asOf: 5 }); // prettier-ignore
    expect(marketQuery(plan, null)).not.toHaveProperty('asOf');
  });

  it('is asked again for another instant, and not for another strike', async () => {
    await refreshHedgeMarket(true);
    expect(hedgeMarket.getState()).toMatchObject({ error: null, loading: false, known: { market: { spot: 110_000 } } });
    const before = asked().length;
    hedge.getState().edit(switchLayer('a', false));
    await refreshHedgeMarket();
    expect(asked()).toHaveLength(before);
    clock.getState().goTo(T);
    await refreshHedgeMarket();
    expect(asked()).toHaveLength(before + 1);
    expect(hedgeMarket.getState().known?.market.t).toBe(T);
  });

  it('is none when it was refused, and the plan stays', async () => {
    vi.stubGlobal('window', { ballast: createFakeBridge({ failing: ['hedge:market'] }) });
    await refreshHedgeMarket(true);
    expect(hedgeMarket.getState()).toMatchObject({ known: null, loading: false });
    expect(hedgeMarket.getState().error).toMatch(/./);
    expect(hedge.getState().plan).not.toBe(null);
  });
});

describe('plans that are kept', () => {
  const plan: HedgePlan = newPlan({ id: 'BTCUSDT', label: 'BTCUSDT' });
  beforeEach(() => {
    vi.stubGlobal('window', { ballast: createFakeBridge() });
    hedge.getState().open(plan, null);
  });

  it('begin with one unit of an instrument, no layer, and betas to it', () => {
    expect(plan).toMatchObject({ asset: 'BTCUSDT', layers: [], beta: { benchmark: 'BTCUSDT' }, positions: [{ quantity: 1 }] }); // prettier-ignore
  });

  it('can be stored with everything that the builder makes', () => {
    const put = { kind: 'put', quantity: 2, strike: 50_000, expiry: inDays(30) } as const;
    const layers = [
      ...PRESETS.flatMap((preset) => preset.layers()),
      ...layersOf({ label: 'Sent', legs: [put] }, marketAt()),
      ...(Object.keys(STRUCTURES) as Structure[]).map((structure) => blankLayer(structure, structure)),
    ];
    for (const part of [layers.slice(0, 30), layers.slice(-30)]) {
      const whole = addLayers(part)({ ...plan, capital: HEDGE_DEFAULTS.capital });
      expect(whole.layers).toHaveLength(30);
      expect(HedgePlanSchema.safeParse(JSON.parse(JSON.stringify(whole))).error).toBe(undefined);
      expect(readDraft(JSON.parse(JSON.stringify({ version: 1, plan: whole })))?.plan).toEqual(whole);
      expect(addLayers([layerOf()])(whole)).toBe(whole);
    }
  });

  it('are clean once saved, and saved again under the same number', async () => {
    expect(await savePlan()).toBe(true);
    const { savedId } = hedge.getState();
    expect(savedId).not.toBe(null);
    expect(selectDirty(hedge.getState())).toBe(false);
    hedge.getState().edit(addLayers([layerOf()]));
    expect(selectDirty(hedge.getState())).toBe(true);
    await savePlan();
    expect(hedge.getState().savedId).toBe(savedId);
    expect(selectDirty(hedge.getState())).toBe(false);
  });

  it('stay a draft when they could not be stored', async () => {
    vi.stubGlobal('window', { ballast: createFakeBridge({ failing: ['hedgePlans:save'] }) });
    expect(await savePlan()).toBe(false);
    expect(hedge.getState().savedId).toBe(null);
  });

  it('do not give their number to a plan that was opened while they were written', async () => {
    const other: HedgePlan = { ...plan, name: 'Other' };
    const written = savePlan();
    openPlan({ id: 'other', savedAt: 0, plan: other });
    expect(await written).toBe(true);
    expect(hedge.getState()).toMatchObject({ savedId: 'other', plan: { name: 'Other' } });
    expect(selectDirty(hedge.getState())).toBe(false);
  });

  it('are one plan when they are saved twice at once', async () => {
    await Promise.all([savePlan(), savePlan()]);
    expect(hedgePlans.getState().list).toHaveLength(1);
  });

  it('are drafts again once deleted', async () => {
    await savePlan();
    await deletePlan(hedge.getState().savedId!);
    expect(hedge.getState()).toMatchObject({ savedId: null, saved: null });
  });

  it('are copied under a name that is free', async () => {
    await savePlan();
    const saved = (name: string): SavedPlan => ({ id: name, savedAt: 0, plan: { ...plan, name } });
    expect(copyName('A', [saved('A')])).toBe('A copy');
    expect(copyName('A copy', [saved('A copy'), saved('A copy 2')])).toBe('A copy 3');
    duplicatePlan();
    expect(hedge.getState()).toMatchObject({ savedId: null, plan: { name: `${plan.name} copy` } });
    openPlan(saved('B'));
    expect(hedge.getState()).toMatchObject({ savedId: 'B', past: [] });
  });
});
