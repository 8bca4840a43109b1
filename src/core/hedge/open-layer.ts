import type { ExposedPosition } from './exposed';
import { exposureOf } from './exposure';
import { gateWords, signalName } from './gate-words';
import { adaptedRatio, gateValue } from './gates';
import type { HeldLeg, HedgeMarket } from './market';
import { rungOf, type Rung } from './rung';
import { baseUnits, effectiveRules, isPerpetual, type EffectiveRules } from './sizing';
import type { GateSignal, HedgePlan, Layer, LegRule, TenorRule } from './types';

export interface GateState {
  /** NaN: its signal is not known. */
  readonly value: number;
  /** Null of a gate that reads none. */
  readonly signal: GateSignal | null;
  /** Of the signal; NaN: not known, or none. */
  readonly level: number;
  readonly words: string;
}

/** A limit that made a layer smaller. Shares of the book. */
export interface CapApplied {
  readonly cap: 'notional' | 'premiumPerYear';
  readonly limit: number;
  readonly wanted: number;
}

/** A layer as it would be opened at the instant of a market. Shares refer to the value of the book. */
export interface OpenLayer {
  readonly layer: Layer;
  readonly gate: GateState;
  /** Of the hedge ratio; signals that it or a switch asks for and nobody knows. */
  readonly ratio: number;
  readonly unknown: readonly GateSignal[];
  /** The legs and tenors in force, and whether rich skew or an inverted curve chose them. */
  readonly rules: EffectiveRules;
  readonly rungs: readonly Rung[];
  /** Empty: not open. */
  readonly held: readonly HeldLeg[];
  /** Paid above 0, received below [quote currency]. */
  readonly premium: number;
  /** Premium of each rung over its years to expiry, net of nothing, as a share of the book. */
  readonly costPerYear: number;
  /** Notional of its rungs as a share of the book. */
  readonly sizeShare: number;
  readonly caps: readonly CapApplied[];
  /** Why it is not open, or not all of it. */
  readonly reasons: readonly string[];
}

/** How a gate stood when it was last read, by the id of the layer; missing: never read. */
export type GatesBefore = Readonly<Record<string, number>>;

/**
 * Every layer of a plan as it would be opened now. Strikes dragged by hand are in the plan: a leg's rule becomes a moneyness, strike over
 * the forward of the rung, which all rungs of a ladder then follow.
 *
 * Units: those of the size rule, at the price of what the legs are on, times the gate times the adaptation, split evenly over the rungs;
 * what a rung cannot open is not given to another. The cap on the premium of 365 days
 * meets only what is paid now, as no earlier opening is known here.
 * @source method.md, section 5.
 */
export function openLayers(
  plan: Pick<HedgePlan, 'layers'>,
  market: HedgeMarket,
  positions: readonly ExposedPosition[],
  before: GatesBefore = {},
): OpenLayer[] {
  const { betaNotional, book } = exposureOf(positions, market);
  return plan.layers.map((layer) => openLayer(layer, market, betaNotional, book, before[layer.id] ?? 0));
}

function openLayer(layer: Layer, market: HedgeMarket, exposure: number, book: number, before: number): OpenLayer {
  const gate = gateState(layer, market, before);
  const rules = effectiveRules(layer, market.signals);
  const adapted = adaptedRatio(layer.adaptation, market.signals);
  const reasons: string[] = [];
  const found: Rung[] = [];
  for (const target of targetsOf(layer, rules.tenor)) {
    const rung = rungOf(layer, rules, target, market);
    if (typeof rung === 'string') reasons.push(rung);
    else found.push(rung);
  }

  const share = adapted.ratio * gate.value / targetsOf(layer, rules.tenor).length; // prettier-ignore
  const wanted = found.map((rung): number => {
    const { underlying, premium, days } = rung;
    return share * baseUnits(layer, { exposure, book, underlying, premium, days });
  });
  if (wanted.some((units) => !Number.isNaN(units)))
    found.forEach(({ days }, i) => {
      if (Number.isNaN(wanted[i]))
        reasons.push(`sized by a premium, and there is none to pay at ${days.toFixed(0)} days`);
    });
  const closed = whyClosed(layer, gate, wanted, exposure);
  if (closed !== undefined) reasons.unshift(closed);

  const { units, caps } = closed === undefined ? capped(layer, found, wanted, book) : { units: [], caps: [] };
  const rungs = found.map((rung, i) => ({ ...rung, units: units[i] ?? 0 }));
  const held = rungs.flatMap((rung) => heldLegs(rung, rules.legs));
  return {
    layer,
    gate,
    ratio: adapted.ratio,
    unknown: [...new Set([...adapted.unknown, ...rules.unknown])],
    rules,
    rungs,
    held,
    premium: sumOf(rungs, ({ units: count, premium }) => count * premium),
    costPerYear: sumOf(rungs, ({ units: count, premium, days }) => (count * premium * 365) / days) / book,
    sizeShare: sumOf(rungs, ({ units: count, notional }) => count * notional) / book,
    caps,
    reasons,
  };
}

function gateState({ gate: { gate } }: Layer, { signals }: HedgeMarket, before: number): GateState {
  const value = gateValue(gate, signals, before);
  const signal = gate.kind === 'always' ? null : gate.signal;
  const level = signal ? signals[signal] : NaN;
  return { value, signal, level, words: gateWords(gate, level, value, before) };
}

/** What has no expiry has no tenor to split over. */
const targetsOf = (layer: Layer, { targets }: TenorRule): readonly number[] =>
  isPerpetual(layer) ? targets.slice(0, 1) : targets;

/** @returns undefined: it opens. */
function whyClosed(layer: Layer, gate: GateState, wanted: readonly number[], exposure: number): string | undefined {
  if (!layer.enabled) return 'switched off';
  if (Number.isNaN(gate.value)) return `the gate’s signal is not known: ${gate.signal ? signalName(gate.signal) : ''}`;
  if (gate.value === 0) return `the gate is off: ${gate.words}`;
  if (layer.size.by === 'exposure' && !(exposure > 0)) {
    return Number.isNaN(exposure) ? 'the exposure is not known' : 'no long exposure to cover';
  }
  if (wanted.length === 0) return undefined; // The rungs have said why.
  if (wanted.every(Number.isNaN)) {
    return layer.size.by === 'exposure' || layer.size.by === 'contracts' ? 'a price is not known' : 'sized by a premium, and there is none to pay'; // prettier-ignore
  }
  return wanted.every((units) => units === 0 || Number.isNaN(units)) ? 'its size is 0' : undefined;
}

const ROUNDING = 1e-12;

/** What the caps leave of each rung; the first one has the first claim on the room. */
function capped({ caps: limits }: Layer, rungs: readonly Rung[], wanted: readonly number[], book: number): { readonly units: number[]; readonly caps: CapApplied[] } {
  const caps: CapApplied[] = [];
  const units = [...wanted];
  const apply = (cap: CapApplied['cap'], limit: number | null, costOf: (rung: Rung) => number): void => {
    const asked = sumOf(rungs, (rung, i) => units[i] * Math.max(0, costOf(rung))) / book;
    if (limit === null || !(asked > limit * (1 + ROUNDING))) return;
    caps.push({ cap, limit, wanted: asked });
    let room = limit * book;
    rungs.forEach((rung, i) => {
      const cost = Math.max(0, costOf(rung));
      if (!(cost > 0 && units[i] > 0)) return;
      units[i] = Math.min(units[i], room / cost);
      room = Math.max(0, room - units[i] * cost);
    });
  };
  apply('notional', limits.notional, ({ notional }) => notional);
  apply('premiumPerYear', limits.premiumPerYear, ({ premium }) => premium);
  return { units: units.map((count) => (Number.isNaN(count) ? 0 : count)), caps };
} // prettier-ignore

function heldLegs({ units, expiry, strikes, prices }: Rung, legs: readonly LegRule[]): HeldLeg[] {
  if (!(Math.abs(units) > 0)) return [];
  return legs.map(({ on, kind, ratio }, i) => ({ on, kind, quantity: units * ratio, strike: strikes[i], expiry, entry: prices[i] })); // prettier-ignore
}

function sumOf<T>(items: readonly T[], of: (item: T, i: number) => number): number {
  return items.reduce((sum, item, i) => {
    const value = of(item, i);
    return Number.isNaN(value) ? sum : sum + value;
  }, 0);
}
