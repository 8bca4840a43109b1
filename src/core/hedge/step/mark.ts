import { BLOCK, blackTerms, type BlackTerms } from '../../options/black';
import { MS_PER_YEAR } from '../../time/ms';
import type { OptionKind } from '../../options/types';
import { shapeAt, SHAPE_POINTS } from '../surface';
import type { Run } from './run';
import type { Slot } from './programme';
import { CARRY, PART_COUNT } from './state';

// One block of options: forwards, strikes over forwards, volatilities and their deviations σ√τ.
const FORWARD = new Float64Array(BLOCK);
const MONEYNESS = new Float64Array(BLOCK);
const VOL = new Float64Array(BLOCK);
const DEVIATION = new Float64Array(BLOCK);
const PATH = new Int32Array(BLOCK);

/** Volatility of a strike on the asset in one path [1/√yr]: the formula of `VolSurface.vol` on terms computed once. @param logM ln(K / F). */
export function volOf({ terms, state, plan }: Run, e: number, path: number, logM: number): number {
  const base = terms.base[e];
  const level = base * Math.max(terms.least, 1 + (state.volMove[path] - 1) * terms.power[e]);
  const isFixed = plan.surface.dynamics === 'stickyStrike';
  const k = isFixed ? logM + state.logRatio[path] : logM;
  return level * shapeAt(terms.shapes, k / ((isFixed ? base : level) * terms.root[e]), e * SHAPE_POINTS);
}

/** Forward of an expiry in one path; of the volatility index in points. */
export function forwardOf({ terms, state }: Run, isVolatility: boolean, e: number, path: number): number {
  return isVolatility ? terms.pull[e] + terms.share[e] * state.level[path] : state.spot[path] * terms.growth[e];
}

/** One option of one path, not kept. */
const QUOTE = { value: NaN, vega: NaN, delta: NaN, forward: NaN };

export function quote(
  run: Run,
  isVolatility: boolean,
  kind: OptionKind,
  e: number,
  strike: number,
  path: number,
): Readonly<typeof QUOTE> {
  const forward = forwardOf(run, isVolatility, e, path);
  MONEYNESS[0] = strike / forward;
  VOL[0] = isVolatility ? run.terms.indexVol[e] : volOf(run, e, path, Math.log(MONEYNESS[0]));
  DEVIATION[0] = VOL[0] * run.terms.root[e];
  const { value, density, cdf1 } = blackTerms(kind, 1, MONEYNESS, DEVIATION, 1, 0, 1);
  QUOTE.value = forward * value[0];
  QUOTE.vega = forward * density[0] * run.terms.root[e];
  QUOTE.delta = kind === 'call' ? cdf1[0] : -cdf1[0];
  QUOTE.forward = forward;
  return QUOTE;
}

/**
 * Marks what a slot holds and adds what it gained since the last mark to the parts of its layer: a Taylor series in the forward, the
 * volatility of the strike and time around the last mark. Of the move of the forward that which the spot (of the volatility index: the
 * index) brought is delta and the rest, the run of the curve towards it, carry.
 */
export function markSlot(run: Run, slot: Slot): void {
  if (slot.leg.kind === 'future') {
    markFuture(run, slot);
    return;
  }
  const { state } = run;
  const from = slot.index * state.width;
  let count = 0;
  for (let path = 0; path < state.n; path++) {
    if (state.quantity[from + path] === 0) continue;
    PATH[count++] = path;
    if (count === BLOCK) {
      markBlock(run, slot, slot.leg.kind, count);
      count = 0;
    }
  }
  if (count > 0) markBlock(run, slot, slot.leg.kind, count);
}

/** The first mark of what was just opened. */
export function markOpened(run: Run, slot: Slot, path: number): void {
  const { state } = run;
  if (slot.leg.kind === 'future') {
    const i = slot.index * state.width + path;
    state.forward[i] = state.entry[i];
    state.value[i] = 0;
    return;
  }
  PATH[0] = path;
  loadBlock(run, slot, 1);
  keepBlock(run, slot, slot.leg.kind, 1, blackTerms(slot.leg.kind, 1, MONEYNESS, DEVIATION, 1, 0, 1));
}

function markBlock(run: Run, slot: Slot, kind: OptionKind, count: number): void {
  loadBlock(run, slot, count);
  attribute(run, slot, count);
  keepBlock(run, slot, kind, count, blackTerms(kind, 1, MONEYNESS, DEVIATION, 1, 0, count));
}

function loadBlock(run: Run, slot: Slot, count: number): void {
  const { terms, state, plan } = run;
  const { base, power, root, shapes, least, growth, logGrowth, pull, share, indexVol } = terms;
  const { expiry, strike, logStrike, spot, logSpot, level: index, volMove, logRatio } = state;
  const [ofSlot, ofRung] = [slot.index * state.width, slot.rung * state.width];
  if (slot.isVolatility) {
    for (let j = 0; j < count; j++) {
      const path = PATH[j];
      const e = expiry[ofRung + path];
      FORWARD[j] = pull[e] + share[e] * index[path];
      MONEYNESS[j] = strike[ofSlot + path] / FORWARD[j];
      VOL[j] = indexVol[e];
      DEVIATION[j] = indexVol[e] * root[e];
    }
    return;
  }
  const isFixed = plan.surface.dynamics === 'stickyStrike';
  for (let j = 0; j < count; j++) {
    const path = PATH[j];
    const e = expiry[ofRung + path];
    const forward = spot[path] * growth[e];
    const level = base[e] * Math.max(least, 1 + (volMove[path] - 1) * power[e]);
    const logM = logStrike[ofSlot + path] - logSpot[path] - logGrowth[e];
    const x = isFixed ? (logM + logRatio[path]) / (base[e] * root[e]) : logM / (level * root[e]);
    const vol = level * shapeAt(shapes, x, e * SHAPE_POINTS);
    FORWARD[j] = forward;
    MONEYNESS[j] = strike[ofSlot + path] / forward;
    VOL[j] = vol;
    DEVIATION[j] = vol * root[e];
  }
}

function attribute(run: Run, slot: Slot, count: number): void {
  const { terms, state, paths } = run;
  const { width, parts, quantity, forward, vol, delta, gamma, vega, theta, vanna, volga } = state;
  const [ofSlot, ofRung, ofLayer] = [slot.index * width, slot.rung * width, slot.layer * PART_COUNT * width];
  const now = slot.isVolatility ? state.level : state.spot;
  const before = slot.isVolatility ? state.levelBefore : state.spotBefore;
  const slope = slot.isVolatility ? terms.share : terms.growth;
  const years = paths.step / MS_PER_YEAR;
  for (let j = 0; j < count; j++) {
    const path = PATH[j];
    const i = ofSlot + path;
    const q = quantity[i];
    const dF = FORWARD[j] - forward[i];
    const dVol = VOL[j] - vol[i];
    const moved = slope[state.expiry[ofRung + path]] * (now[path] - before[path]);
    const o = ofLayer + path;
    parts[o] += q * delta[i] * moved;
    parts[o + width] += q * 0.5 * gamma[i] * dF * dF;
    parts[o + 2 * width] += q * vega[i] * dVol;
    parts[o + 3 * width] += q * (vanna[i] * dF + 0.5 * volga[i] * dVol) * dVol;
    parts[o + 4 * width] += q * theta[i] * years;
    parts[o + CARRY * width] += q * delta[i] * (dF - moved);
  }
}

function keepBlock(run: Run, slot: Slot, kind: OptionKind, count: number, terms: BlackTerms): void {
  const { state } = run;
  const { value, forward, vol, delta, gamma, vega, theta, vanna, volga } = state;
  const [ofSlot, ofRung] = [slot.index * state.width, slot.rung * state.width];
  const sign = kind === 'call' ? 1 : -1;
  for (let j = 0; j < count; j++) {
    const path = PATH[j];
    const i = ofSlot + path;
    const root = run.terms.root[state.expiry[ofRung + path]];
    const f = FORWARD[j];
    const v = VOL[j];
    const density = terms.density[j];
    const perVol = f * density * root;
    forward[i] = f;
    vol[i] = v;
    value[i] = f * terms.value[j];
    delta[i] = sign * terms.cdf1[j];
    gamma[i] = density / (f * DEVIATION[j]);
    vega[i] = perVol;
    theta[i] = (-f * density * v) / (2 * root);
    vanna[i] = (-density * terms.d2[j]) / v;
    volga[i] = (perVol * terms.d1[j] * terms.d2[j]) / v;
  }
}

function markFuture(run: Run, slot: Slot): void {
  const { terms, state } = run;
  const { width, parts, quantity, forward, value, entry } = state;
  const [ofSlot, ofRung, ofLayer] = [slot.index * width, slot.rung * width, slot.layer * PART_COUNT * width];
  const now = slot.isVolatility ? state.level : state.spot;
  const before = slot.isVolatility ? state.levelBefore : state.spotBefore;
  const slope = slot.isVolatility ? terms.share : terms.growth;
  for (let path = 0; path < state.n; path++) {
    const i = ofSlot + path;
    const q = quantity[i];
    if (q === 0) continue;
    const e = state.expiry[ofRung + path];
    const f = forwardOf(run, slot.isVolatility, e, path);
    const moved = slope[e] * (now[path] - before[path]);
    parts[ofLayer + path] += q * moved;
    parts[ofLayer + CARRY * width + path] += q * (f - forward[i] - moved);
    forward[i] = f;
    value[i] = f - entry[i];
  }
}
