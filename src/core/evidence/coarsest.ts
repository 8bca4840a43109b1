import type { Ms } from '../time/ms';
import type { Condition, Rule, Signal } from './types';

/** The widest bars that a signal can be told from; Infinity when any will do. */
export function coarsestFor(signal: Signal): Ms {
  if ('interval' in signal) return signal.interval;
  if (!('over' in signal)) return Infinity;
  return signal.name === 'realizedVol' || signal.name === 'volumeZ' ? signal.over / 2 : signal.over;
}

/** Signals of a tree, each as often as it stands there. */
export function signalsOf(condition: Condition): Signal[] {
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
