import { formatInterval } from '../time/interval';
import type { Ms } from '../time/ms';
import { coarsestFor, signalLacks, SIGNALS } from './signals';
import type { Condition, Rule, Signal, StudyMarket } from './types';

/** Signals of a tree, each as often as it stands there. */
function signalsOf(condition: Condition): Signal[] {
  if ('all' in condition) return condition.all.flatMap(signalsOf);
  if ('any' in condition) return condition.any.flatMap(signalsOf);
  if ('not' in condition) return signalsOf(condition.not);
  if ('within' in condition) return signalsOf(condition.of);
  return typeof condition.value === 'number' ? [condition.signal] : [condition.signal, condition.value];
}

/** The widest bars on which a rule means what it says; Infinity when any will do. */
export function coarsestBars(rule: Rule): Ms {
  if (rule.kind === 'absoluteMove') return rule.withinMs;
  if (rule.kind !== 'condition') return Infinity;
  return Math.min(...signalsOf(rule.when).map(coarsestFor));
}

/**
 * What keeps a rule from meaning what it says on a market, in sentences; empty when nothing does. A rule that lacks something
 * may still find events: none of a condition that hangs on an unknown signal, others than asked for on coarse bars.
 */
export function ruleLacks(market: StudyMarket, rule: Rule): string[] {
  const { instrument, bars, oi } = market;
  const own = formatInterval(bars.interval);
  if (rule.kind === 'absoluteMove' && bars.interval > rule.withinMs)
    return [`${instrument}: a move within ${formatInterval(rule.withinMs)} is looked for within ${own}, the interval of its bars.`]; // prettier-ignore
  if (rule.kind === 'proxy' && oi && oi.interval > bars.interval)
    return [`${instrument}: the proxy finds nothing, because open interest comes per ${formatInterval(oi.interval)} and the bars are ${own}.`]; // prettier-ignore
  if (rule.kind !== 'condition') return [];
  const told = signalsOf(rule.when).flatMap((signal) => {
    const lacks = signalLacks(market, signal);
    return lacks === '' ? [] : [`${instrument}: “${SIGNALS[signal.name].title}” is unknown throughout, for want of ${lacks}.`];
  }); // prettier-ignore
  return [...new Set(told)];
}
