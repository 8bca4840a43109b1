import { MS_PER_DAY } from '../../time/ms';
import { adaptedRatio, gateValue } from '../gates';
import { linearCost } from '../costs';
import { baseUnits, isPerpetual } from '../sizing';
import { nearest, strikeOf } from '../strike';
import type { Adaptation, Layer } from '../types';
import { forwardOf, quote, volOf } from './mark';
import { isKnown, readSignals } from './market';
import type { Rung, Slot } from './programme';
import { note, type Run } from './run';
import { NONE } from './state';
import { buy, charge, heldSlots, sell } from './trade';
import { remember } from './spent';

/** What a cap leaves of an opening below this share is nothing. */
const DUST = 1e-9;

/** Strikes of the legs in hand; reused. */
const STRIKES: number[] = [];

/**
 * Reads the gates that are read at every step and closes the layers whose gate fell to 0. What is not known opens and closes nothing.
 */
export function readGates(run: Run, l: number): void {
  const { state, programme, counts } = run;
  const layer = programme.layers[l];
  if (layer.gate.reads !== 'step') return;
  for (let path = 0; path < state.n; path++) {
    const value = readGate(run, l, path);
    state.gateNow[l * state.width + path] = value;
    if (Number.isNaN(value)) counts[l].unknown++;
    if (value !== 0) continue;
    let [cash, isClosed] = [0, false];
    for (const rung of programme.rungsOf[l]) {
      const i = rung.index * state.width + path;
      if (state.expiry[i] === NONE) continue;
      cash += sell(run, rung, path, 1);
      isClosed = true;
      state.due[i] = state.openedAt[i] + layer.roll.every * MS_PER_DAY;
    }
    if (isClosed) note(run, layer.id, 'close', cash, `${layer.name} is closed by its gate`);
  }
}

function readGate(run: Run, l: number, path: number): number {
  const { gate } = run.programme.layers[l].gate;
  if (gate.kind === 'always') return 1;
  const { state } = run;
  const signals = readSignals(run, path);
  if (!isKnown(run, gate.signal)) return NaN;
  const i = l * state.width + path;
  state.gate[i] = gateValue(gate, signals, state.gate[i]);
  return state.gate[i];
}

/** Opens the rungs of a layer that stand empty and rolls those that are due. */
export function openLayer(run: Run, l: number): void {
  const { state, programme, t } = run;
  const rungs = programme.rungsOf[l];
  for (let path = 0; path < state.n; path++) {
    let isDue = false;
    for (const { index } of rungs) isDue ||= t >= state.due[index * state.width + path];
    if (isDue) openPath(run, l, path);
  }
}

function openPath(run: Run, l: number, path: number): void {
  const { state, programme, t, counts } = run;
  const layer = programme.layers[l];
  const isEach = layer.gate.reads === 'step';
  const gate = isEach ? state.gateNow[l * state.width + path] : readGate(run, l, path);
  if (Number.isNaN(gate)) {
    if (!isEach) counts[l].unknown++;
    return;
  }
  const { adaptation } = layer;
  const scale = gate * ratioOf(run, adaptation, path);
  const isInverted = adaptation.inverted !== null && isAbove(run, 'slope', adaptation.inverted.above);
  const isRich = adaptation.rich !== null && isAbove(run, 'skew', adaptation.rich.above);
  for (const rung of programme.rungsOf[l]) {
    if (t < state.due[rung.index * state.width + path]) continue;
    if (scale > 0) openRung(run, rung, path, scale, isInverted, isRich);
    else leaveEmpty(run, rung, path, isInverted);
  }
}

function ratioOf(run: Run, adaptation: Adaptation, path: number): number {
  const { skew, slope, exhaustion, rich, inverted } = adaptation;
  if (skew === 0 && slope === 0 && exhaustion === 0 && rich === null && inverted === null)
    return adaptedRatio(adaptation, run.signals).ratio;
  const signals = readSignals(run, path);
  if (skew !== 0) isKnown(run, 'skew');
  if (slope !== 0) isKnown(run, 'slope');
  if (exhaustion !== 0) isKnown(run, 'exhaustion');
  return adaptedRatio(adaptation, signals).ratio;
}

const isAbove = (run: Run, signal: 'slope' | 'skew', above: number): boolean =>
  isKnown(run, signal) && run.signals[signal] > above;

/** A roll at a gate of 0: what is held is closed. A gate read at rolls is read again where the holding would have rolled. */
function leaveEmpty(run: Run, rung: Rung, path: number, isInverted: boolean): void {
  const { state, programme, t, step } = run;
  const layer = programme.layers[rung.layer];
  const i = rung.index * state.width + path;
  if (state.expiry[i] !== NONE) {
    const cash = sell(run, rung, path, 1);
    note(run, layer.id, 'close', cash, `${layer.name} is not rolled: its gate is shut`);
  }
  if (layer.gate.reads === 'step') {
    state.due[i] = t;
    return;
  }
  const { daysBefore, every } = layer.roll;
  const e = programme.choose(step, rung, isInverted);
  if (e === NONE) state.due[i] = t;
  else if (isPerpetual(layer)) state.due[i] = t + every * MS_PER_DAY;
  else state.due[i] = programme.expiries[e] - daysBefore * MS_PER_DAY + run.rollShift;
}

/** Instant at which what is opened now is replaced. */
function dueAfter({ programme, rollShift, t }: Run, rung: Rung, e: number): number {
  const layer = programme.layers[rung.layer];
  const { daysBefore, every } = layer.roll;
  const least = t + every * MS_PER_DAY;
  if (isPerpetual(layer)) return every > 0 ? least : Infinity;
  return Math.max(programme.expiries[e] - daysBefore * MS_PER_DAY + rollShift, least);
}

function openRung(run: Run, rung: Rung, path: number, scale: number, isInverted: boolean, isRich: boolean): void {
  const { state, programme, counts, step, t, terms } = run;
  const layer = programme.layers[rung.layer];
  const i = rung.index * state.width + path;
  const isHeld = state.expiry[i] !== NONE;
  const e = programme.choose(step, rung, isInverted);
  if (e === NONE) return refuse(run, rung, path, 'no expiry');
  const perpetual = isPerpetual(layer);
  // Rolled onto itself it would only cost.
  if (isHeld && !perpetual && programme.expiries[e] <= programme.expiries[state.expiry[i]]) return;
  terms.fill(e);
  const slots = rung.slots[isRich ? 1 : 0];
  const unit = unitOf(run, slots, e, path);
  if (unit === undefined) return refuse(run, rung, path, 'no strike');
  const wanted = sizeOf(run, layer, e, path, unit) * scale / layer.tenor.targets.length;
  const units = capped(run, layer, rung, path, wanted, unit);
  if (!(units > DUST * wanted)) return refuse(run, rung, path, wanted > 0 ? 'over a cap' : 'nothing to size it on');
  const due = dueAfter(run, rung, e);
  let cash = 0;
  if (perpetual) cash += resize(run, rung, path, isRich, e, units);
  else {
    if (isHeld) cash += sell(run, rung, path, 1);
    cash += buy(run, rung, path, isRich, e, units, STRIKES);
  }
  counts[rung.layer].opened++;
  if (isHeld) counts[rung.layer].rolled++;
  remember(run, rung.layer, path, units * Math.max(0, unit.premium));
  state.due[i] = due;
  state.openedAt[i] = t;
  state.fired[i] = 0;
  state.isRefused[i] = 0;
  if (run.events !== undefined) note(run, layer.id, isHeld ? 'roll' : 'open', cash, wordsOf(layer, units, e, run));
} // prettier-ignore

function wordsOf(layer: Layer, units: number, e: number, { programme, t }: Run): string {
  const days = (programme.expiries[e] - t) / MS_PER_DAY;
  const strikes = STRIKES.filter((x) => !Number.isNaN(x)).map((x) => Number(x.toPrecision(6)));
  const at = strikes.length > 0 ? ` at ${strikes.join(' / ')}` : '';
  const tenor = days < Infinity ? `, ${Math.round(days)} days` : '';
  return `${Number(units.toPrecision(4))} × ${layer.name}${at}${tenor}`;
}

/** Counted once until something is opened. What is held goes on. */
function refuse(run: Run, rung: Rung, path: number, why: string): void {
  const { state, programme, counts } = run;
  const i = rung.index * state.width + path;
  if (state.isRefused[i] === 1) return;
  state.isRefused[i] = 1;
  counts[rung.layer].refused++;
  const { id, name } = programme.layers[rung.layer];
  note(run, id, 'refuse', 0, `${name} is not opened: ${why}`);
}

/** One contract of a rung at the market of the step: premium at the middle, price of its underlying, notional. */
const UNIT = { premium: 0, underlying: 0, notional: 0 };

/** Chooses the strikes. @returns undefined where a leg has none, or no price. */
function unitOf(run: Run, slots: readonly Slot[], e: number, path: number): Readonly<typeof UNIT> | undefined {
  const { state, terms, market, step } = run;
  [UNIT.premium, UNIT.underlying, UNIT.notional] = [0, 0, 0];
  STRIKES.length = slots.length;
  for (let leg = 0; leg < slots.length; leg++) {
    const slot = slots[leg];
    const { leg: rule, isVolatility } = slot;
    const forward = forwardOf(run, isVolatility, e, path);
    if (Number.isNaN(forward)) return undefined;
    const underlying = isVolatility ? forward : state.spot[path];
    if (leg === 0) UNIT.underlying = underlying;
    UNIT.notional = Math.max(UNIT.notional, Math.abs(rule.ratio) * underlying);
    STRIKES[leg] = NaN;
    if (rule.kind === 'future') continue;
    const vol = isVolatility ? () => terms.indexVol[e] : (_: number, logM: number) => volOf(run, e, path, logM);
    let strike = strikeOf(rule.strike, rule.kind, { forward, spot: underlying, tau: terms.tau[e], vol });
    if (!(strike > 0)) return undefined;
    const listed = step === 0 && !isVolatility ? market.listed.find(({ expiry }) => expiry === terms.expiries[e]) : undefined;
    if (listed !== undefined && listed.strikes.length > 0) strike = nearest(listed.strikes, strike);
    STRIKES[leg] = strike;
    UNIT.premium += rule.ratio * quote(run, isVolatility, rule.kind, e, strike, path).value;
  }
  return UNIT;
} // prettier-ignore

/** Units of the whole layer at a gate and an adaptation of 1. */
function sizeOf({ state, programme, t }: Run, layer: Layer, e: number, path: number, { underlying, premium }: Readonly<typeof UNIT>): number {
  const book = Math.max(0, state.book[path]);
  const days = (programme.expiries[e] - t) / MS_PER_DAY;
  return baseUnits(layer, { exposure: state.exposure[path], book, underlying, premium, days });
} // prettier-ignore

/** What the caps leave of a size: premium of 365 days, and notional of the layer with its other rungs. */
function capped(run: Run, { caps }: Layer, rung: Rung, path: number, wanted: number, unit: Readonly<typeof UNIT>): number {
  const { state, programme } = run;
  const book = Math.max(0, state.book[path]);
  let units = wanted;
  if (caps.premiumPerYear !== null && unit.premium > 0) {
    const room = caps.premiumPerYear * book - state.spent[rung.layer * state.width + path];
    units = Math.min(units, Math.max(0, room) / unit.premium);
  }
  if (caps.notional !== null) {
    let room = caps.notional * book;
    for (const other of programme.rungsOf[rung.layer]) if (other !== rung) room -= notionalOf(run, other, path);
    units = Math.min(units, Math.max(0, room) / unit.notional);
  }
  return units;
} // prettier-ignore

function notionalOf(run: Run, rung: Rung, path: number): number {
  const { state } = run;
  let most = 0;
  for (const slot of heldSlots(run, rung, path)) {
    const i = slot.index * state.width + path;
    const underlying = slot.isVolatility ? state.forward[i] : state.spot[path];
    if (state.quantity[i] !== 0) most = Math.max(most, Math.abs(state.quantity[i]) * underlying);
  }
  return most;
}

/** A perpetual is not closed and opened again: only the difference is traded. */
function resize(run: Run, rung: Rung, path: number, isRich: boolean, e: number, units: number): number {
  const { state, plan } = run;
  const all = [...rung.slots[0], ...rung.slots[1]];
  const before = all.map(({ index }) => state.quantity[index * state.width + path]);
  const isHeld = state.expiry[rung.index * state.width + path] !== NONE;
  const cash = (isHeld ? sell(run, rung, path, 1, true) : 0) + buy(run, rung, path, isRich, e, units, STRIKES, true);
  let cost = 0;
  all.forEach((slot, k) => {
    const traded = Math.abs(state.quantity[slot.index * state.width + path] - before[k]);
    if (traded > 0) cost += traded * linearCost(plan.costs, forwardOf(run, slot.isVolatility, e, path));
  });
  charge(run, rung.layer, path, cost);
  return cash - cost;
}
