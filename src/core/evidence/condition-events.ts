import { lowerBound } from '../series/search';
import type { Ms } from '../time/ms';
import { evaluateCondition, FALSE, TRUE, UNKNOWN } from './conditions';
import type { Rule, StudyEvent, StudyMarket } from './types';

type ConditionRule = Extract<Rule, { readonly kind: 'condition' }>;

/**
 * An event at each close at which the tree turns true: it is true, and the last time it was known it was false. So a tree
 * that is true when the data begin, or true again after a spell of not knowing, has not turned. None in the cooldown.
 */
export function conditionEvents(market: StudyMarket, rule: ConditionRule): StudyEvent[] {
  const { bars } = market;
  const states = evaluateCondition(market, rule.when);
  const events: StudyEvent[] = [];
  let before = UNKNOWN;
  let quietUntil = -Infinity;
  for (let i = 0; i < states.length; i++) {
    const state = states[i];
    const decision = bars.columns.t[i] + bars.interval;
    if (state === TRUE && before === FALSE && decision >= quietUntil) {
      events.push(eventAt(market, rule, i, decision));
      quietUntil = decision + rule.cooldownMs;
    }
    if (state !== UNKNOWN) before = state;
  }
  return events;
}

/**
 * The fall that led to bar `last`, in the bars that lie wholly in the lookback: from the highest close before the lowest low
 * (or from the open of the first bar when that was higher) to that low. Mirrored for shorts.
 */
function eventAt({ instrument, bars }: StudyMarket, rule: ConditionRule, last: number, decision: Ms): StudyEvent {
  const { t, o, h, l, c } = bars.columns;
  const { side } = rule;
  const sign = side === 'long' ? 1 : -1;
  const lows = side === 'long' ? l : h;
  const first = Math.min(last, lowerBound(t, decision - rule.lookbackMs));
  let low = -1;
  for (let i = first; i <= last; i++)
    if (!Number.isNaN(lows[i]) && (low < 0 || sign * lows[i] < sign * lows[low])) low = i;
  let start = t[first];
  let priceStart = o[first];
  for (let i = first; i < low; i++) {
    if (Number.isNaN(c[i]) || sign * c[i] < sign * priceStart) continue;
    priceStart = c[i];
    start = t[i] + bars.interval;
  }
  const priceExtreme = low < 0 ? NaN : lows[low];
  const dropBp = 1e4 * sign * Math.log(priceStart / priceExtreme);
  return { instrument, side, start, end: decision, decision, priceExtreme, dropBp, notionalUsd: NaN, coverage: null };
}
