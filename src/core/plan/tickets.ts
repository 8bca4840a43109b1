import type { ExposedPosition } from '../hedge/exposed';
import type { HedgeMarket } from '../hedge/market';
import { openLayers, type OpenLayer } from '../hedge/open-layer';
import { forwardOf, quoteOf } from '../hedge/pricing';
import type { Rung } from '../hedge/rung';
import { isPerpetual } from '../hedge/sizing';
import type { CostRule, HedgePlan, Layer, LegRule } from '../hedge/types';
import { MS_PER_DAY } from '../time/ms';
import { triggerWords } from './trigger-words';
import type { OrderTicket } from './types';
import { contractFor, type ContractTerms, type Wanted } from './venues';

export interface Ticketing {
  readonly tickets: readonly OrderTicket[];
  /** Why a layer has none, or fewer than rungs, a sentence each. */
  readonly notes: readonly string[];
  /** Premium of a year of what is open now, as a share of the book. */
  readonly costPerYear: number;
}

/**
 * The orders that put on every enabled layer: those of layers whose gate is on at its size, those of others at the size of a gate that
 * is fully on, to be placed when the trigger says so. Sold legs are rounded down to a lot and bought ones to the nearest, so that rounding
 * never leaves a sold leg without its cover.
 */
export function ticketsOf(plan: HedgePlan, market: HedgeMarket, positions: readonly ExposedPosition[]): Ticketing {
  const tickets: OrderTicket[] = [];
  const notes: string[] = [];
  let costPerYear = 0;
  for (const layer of plan.layers.filter(({ enabled }) => enabled)) {
    const [now] = openLayers({ layers: [layer] }, market, positions);
    if (Number.isFinite(now.costPerYear)) costPerYear += now.costPerYear;
    const wanted = now.gate.value > 0 ? now : whenOn(layer, market, positions);
    for (const rung of wanted.rungs)
      if (Math.abs(rung.units) > 0) tickets.push(...ofRung(plan, now, wanted, rung, market));
    const reasons = wanted.reasons.map((reason) => `${layer.name}: ${reason}.`);
    notes.push(...reasons);
    if (wanted !== now && wanted.held.length > 0) notes.push(`${layer.name}: not open now, ${now.gate.words}.`);
  }
  return { tickets, notes, costPerYear };
}

function whenOn(layer: Layer, market: HedgeMarket, positions: readonly ExposedPosition[]): OpenLayer {
  const on: Layer = { ...layer, gate: { ...layer.gate, gate: { kind: 'always' } } };
  return openLayers({ layers: [on] }, market, positions)[0];
}

function ofRung(plan: HedgePlan, { layer, gate }: OpenLayer, { rules }: OpenLayer, rung: Rung, market: HedgeMarket): OrderTicket[] {
  const trigger = {
    words: triggerWords(layer.gate),
    rule: layer.gate,
    value: Number.isNaN(gate.value) ? null : gate.value,
  };
  return rules.legs.flatMap((leg, i): OrderTicket[] => {
    const units = rung.units * leg.ratio;
    if (units === 0) return [];
    return [{ ...order(plan, layer, leg, rung, rung.strikes[i], units, market), trigger }];
  });
} // prettier-ignore

function order(
  { asset, costs }: HedgePlan,
  layer: Layer,
  { on, kind }: LegRule,
  { expiry, listed }: Rung,
  wantedStrike: number,
  units: number,
  market: HedgeMarket,
): Omit<OrderTicket, 'trigger'> {
  const isBuy = units > 0;
  const underlying = on === 'asset' ? market.spot : forwardOf(market, on, expiry);
  const asked = { kind, strike: wantedStrike, expiry, listed, underlying };
  const terms = contractFor(asset, on, asked) ?? withoutVenue(layer, on, asked);
  const { strike } = terms;
  const quote = quoteOf(market, { on, kind, strike, expiry });
  const scale = terms.priceIn === 'coin' ? quote.forward : 1;
  const spread = kind === 'future' ? costs.linearSpread * quote.price : Math.max(costs.optionSpread * quote.price, costs.leastVolSpread * quote.vega); // prettier-ignore
  const wanted = quote.price + ((isBuy ? 1 : -1) * spread) / 2;
  const price = onTick(Math.max(0, wanted) / scale, terms, isBuy);
  const unitPrice = price * scale;
  const contracts = inLots(Math.abs(units) / terms.size, terms.lot, isBuy);
  const ordered = contracts * terms.size;
  const fee = feeOf(costs, kind, ordered, unitPrice, underlying);
  return {
    layer: layer.id,
    venue: terms.venue === '' ? null : terms.venue,
    instrument: terms.name,
    ...{ on, kind, strike: kind === 'future' ? null : strike, expiry: expiry === Infinity ? null : expiry },
    listed,
    side: isBuy ? 'buy' : 'sell',
    units: Math.abs(units),
    ...{ contracts, contractSize: terms.size, lot: terms.lot },
    rounding: tidy(contracts - Math.abs(units) / terms.size),
    limit: {
      price,
      unit: terms.unit,
      words: `${isBuy ? 'At most' : 'At least'} this, the far side of a usual spread; begin at the middle, ${tidy(quote.price / scale, 6)} ${terms.unit}.`,
    },
    ...{ unitPrice, fee },
    timeInForce: isPerpetual(layer) || layer.gate.gate.kind === 'always' ? 'goodTillCancelled' : 'day',
    worstCase: aloneAtWorst(isBuy, kind, strike, ordered, unitPrice, fee),
  };
}

/** The most that an order can lose by itself; null: the price may rise without bound. */
function aloneAtWorst(isBuy: boolean, kind: LegRule['kind'], strike: number, ordered: number, price: number, fee: number): number | null {
  if (isBuy) return ordered * price + fee;
  return kind === 'put' ? Math.max(0, ordered * (strike - price)) + fee : ordered === 0 ? 0 : null;
} // prettier-ignore

function feeOf({ optionFee, optionFeeCap, linearFee }: CostRule, kind: LegRule['kind'], ordered: number, price: number, underlying: number): number {
  if (kind === 'future') return ordered * linearFee * price;
  return ordered * Math.min(optionFee * underlying, optionFeeCap * price);
} // prettier-ignore

const EDGE = 1e-9;
/** Floating-point dust of multiples of a decimal step. */
const tidy = (x: number, digits = 12): number => Number(x.toPrecision(digits));

function inLots(contracts: number, lot: number, isBuy: boolean): number {
  if (lot === 0) return tidy(contracts);
  const lots = isBuy ? Math.round(contracts / lot) : Math.floor(contracts / lot + EDGE);
  return tidy(lots * lot);
}

/** A price that the venue takes and that is no worse for being filled; nothing is sold for nothing. */
function onTick(price: number, { tick }: ContractTerms, isBuy: boolean): number {
  const step = tick(price);
  if (step === 0) return price;
  const steps = isBuy ? Math.ceil(price / step - EDGE) : Math.max(1, Math.floor(price / step + EDGE));
  return tidy(steps * step);
}

/** Nothing is rounded: what a lot is would be a guess. */
function withoutVenue({ name }: Layer, on: LegRule['on'], { kind, strike, expiry }: Wanted): ContractTerms {
  const date = expiry === Infinity ? 'perpetual' : new Date(Math.floor(expiry / MS_PER_DAY) * MS_PER_DAY).toISOString().slice(0, 10);
  const what = kind === 'future' ? `future ${date}` : `${kind} ${tidy(strike, 6)} of ${date}`;
  const of = on === 'volatility' ? ' on the volatility index' : '';
  const none = { venue: '', priceIn: 'quote', unit: 'quote currency', tick: () => 0 } as const;
  return { ...none, name: `${name}: ${what}${of}`, strike, size: 1, lot: 0 };
} // prettier-ignore
