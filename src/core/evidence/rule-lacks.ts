import { formatInterval } from '../time/interval';
import { signalsOf } from './coarsest';
import { signalLacks, SIGNALS } from './signals';
import type { Rule, StudyMarket } from './types';

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
