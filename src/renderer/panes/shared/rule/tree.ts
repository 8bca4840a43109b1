import type { Condition, Signal } from '#core/evidence/types';
import { MS_PER_HOUR } from '#core/time/ms';

/** Where a condition stands: indexes of children from the root on. */
export type Path = readonly number[];
export type Comparison = Extract<Condition, { readonly signal: Signal }>;

export const isComparison = (one: Condition): one is Comparison => 'signal' in one;

export const childrenOf = (one: Condition): readonly Condition[] => {
  if ('all' in one) return one.all;
  if ('any' in one) return one.any;
  if ('not' in one) return [one.not];
  return 'within' in one ? [one.of] : [];
};

/** The same node over other children. */
function withChildren(one: Condition, children: readonly Condition[]): Condition {
  if ('all' in one) return { all: children };
  if ('any' in one) return { any: children };
  const [only] = children;
  if (only === undefined || isComparison(one)) return one;
  return 'not' in one ? { not: only } : { within: one.within, of: only };
}

/** The tree with what stands at a path replaced; undefined removes it, and what is left without a child goes with it. */
function change(tree: Condition, path: Path, next: (one: Condition) => Condition | undefined): Condition | undefined {
  const [at, ...rest] = path;
  if (at === undefined) return next(tree);
  const children = childrenOf(tree);
  const child = children[at];
  if (child === undefined) return tree;
  const changed = change(child, rest, next);
  const kept = changed === undefined ? children.toSpliced(at, 1) : children.with(at, changed);
  return kept.length === 0 ? undefined : withChildren(tree, kept);
}

export const replaceAt = (tree: Condition, path: Path, next: Condition): Condition =>
  change(tree, path, () => next) ?? tree;

/** A tree is never empty: the last condition stays. */
export const removeAt = (tree: Condition, path: Path): Condition => change(tree, path, () => undefined) ?? tree;

/** A child more at the end of a group. */
export const addTo = (tree: Condition, path: Path, child: Condition): Condition =>
  replaceWith(tree, path, (one) => withChildren(one, [...childrenOf(one), child]));

export type Wrapper = 'all' | 'any' | 'not' | 'within';
const WRAP: Readonly<Record<Wrapper, (one: Condition) => Condition>> = {
  all: (one) => ({ all: [one] }),
  any: (one) => ({ any: [one] }),
  not: (one) => ({ not: one }),
  within: (of) => ({ within: MS_PER_HOUR, of }),
};
export const wrapAt = (tree: Condition, path: Path, by: Wrapper): Condition => replaceWith(tree, path, WRAP[by]);

/** A node gives way to its only child. */
export const unwrapAt = (tree: Condition, path: Path): Condition =>
  replaceWith(tree, path, (one) => (childrenOf(one).length === 1 ? childrenOf(one)[0]! : one));

const replaceWith = (tree: Condition, path: Path, next: (one: Condition) => Condition): Condition =>
  change(tree, path, next) ?? tree;

export const newComparison = (): Comparison => ({
  signal: { name: 'rsi', period: 14, interval: MS_PER_HOUR },
  is: 'below',
  value: 30,
});

export const countOf = (one: Condition): number =>
  isComparison(one) ? 1 : childrenOf(one).reduce((sum, child) => sum + countOf(child), 0);
