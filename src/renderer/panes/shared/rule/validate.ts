import type { Condition, Signal } from '#core/evidence/types';
import type { Instrument } from '#shared/market';
import { isSame } from '../../../lib/same';
import type { Draft } from './draft';
import { FIELDS, readField } from './fields';
import { childrenOf, isComparison } from './tree';

const MOST_BRANCHES = 20;

/** What keeps a draft from being used, each as a sentence; empty when nothing does. */
export function problemsOf({ rule, horizonsMs }: Draft, instruments: readonly Instrument[]): readonly string[] {
  const problems: string[] = [];
  for (const field of FIELDS[rule.kind]) {
    const value = readField(rule, field);
    if (field.kind !== 'number' || (Number.isNaN(value) && field.empty !== undefined)) continue;
    if (!(value >= field.min && value <= field.max))
      problems.push(
        `${field.label} has to lie between ${field.min} and ${field.max.toLocaleString('en-US')} ${field.unit ?? ''}.`.replace(
          ' .',
          '.',
        ),
      );
  }
  if (rule.kind === 'condition') problems.push(...treeProblems(rule.when));
  if (horizonsMs.length === 0) problems.push('Choose at least one horizon.');
  if (instruments.length === 0) problems.push('No stored instrument has candles to measure outcomes on.');
  const without = (kind: Instrument['kinds'][number]): boolean =>
    instruments.length > 0 && instruments.every((one) => !one.kinds.includes(kind));
  if (rule.kind === 'cascade' && without('liquidations'))
    problems.push(
      'A cascade rule needs liquidations, and none are stored for this choice. Use an absolute move or the proxy.',
    );
  if (rule.kind === 'proxy' && without('oi'))
    problems.push('The proxy needs open interest, and none is stored for this choice.');
  return problems;
}

function treeProblems(tree: Condition): readonly string[] {
  if (isComparison(tree)) {
    const same = typeof tree.value !== 'number' && isSame(tree.value, tree.signal);
    return [
      ...signalProblems(tree.signal),
      ...(typeof tree.value === 'number' ? [] : signalProblems(tree.value)),
      ...(same ? ['A signal is compared with itself: that is never true.'] : []),
    ];
  }
  const children = childrenOf(tree);
  const many = children.length > MOST_BRANCHES ? [`A group holds at most ${MOST_BRANCHES} conditions.`] : [];
  return [...new Set([...many, ...children.flatMap(treeProblems)])];
}

const signalProblems = (signal: Signal): readonly string[] =>
  signal.name === 'macdHistogram' && signal.fast >= signal.slow
    ? ['The fast period of MACD has to be shorter than the slow one.']
    : [];
