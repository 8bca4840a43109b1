import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../time/ms';
import type { Rule, RuleParameter, SweepAxis } from './types';

/** What a rule has for a parameter; undefined when it has none, null for the `k` that its grid decides. */
export function parameterOf(rule: Rule, parameter: RuleParameter): number | null | undefined {
  return (rule as Partial<Record<RuleParameter, number | null>>)[parameter];
}

/** The rule with another value of a parameter; undefined when it has no such parameter. */
export function withParameter(rule: Rule, parameter: RuleParameter, value: number): Rule | undefined {
  return parameterOf(rule, parameter) === undefined ? undefined : { ...rule, [parameter]: value };
}

/** Around the value in use, which is always one of them. */
const AROUND = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const TIMES = [1, 2, 4, 8] as const;

/**
 * A grid around a rule, for the question whether its answer hangs on its exact numbers.
 * @param defaults.k what `k: null` stands for on the market; default 4
 * @param defaults.floorsUsd least totals of a cascade, such as quantiles of its events; default: multiples of the rule's
 */
export function defaultSweep(
  rule: Rule,
  { k = 4, floorsUsd }: { readonly k?: number; readonly floorsUsd?: readonly number[] } = {},
): { readonly x: SweepAxis; readonly y: SweepAxis } {
  switch (rule.kind) {
    case 'cascade': {
      const least = rule.minNotionalUsd;
      const floors = floorsUsd ?? (least > 0 ? AROUND.map((f) => f * least) : [1e5, 3e5, 1e6, 3e6, 1e7]);
      return { x: around('k', rule.k ?? k), y: axis('minNotionalUsd', [least, ...floors]) };
    }
    case 'absoluteMove':
      return {
        x: around('fallBp', rule.fallBp),
        y: axis('withinMs', [rule.withinMs, ...[5, 15, 30, 60].map((m) => m * MS_PER_MINUTE)]),
      };
    case 'proxy':
      return { x: around('sigmas', rule.sigmas), y: around('oiFallShare', rule.oiFallShare) };
    case 'condition':
      return {
        x: axis('cooldownMs', [rule.cooldownMs, MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY, 3 * MS_PER_DAY]),
        y: axis(
          'lookbackMs',
          TIMES.map((f) => f * rule.lookbackMs),
        ),
      };
  }
}

function around(parameter: RuleParameter, value: number): SweepAxis {
  return axis(
    parameter,
    AROUND.map((f) => Number((f * value).toPrecision(12))),
  );
}

/** Each value once, ascending. */
function axis(parameter: RuleParameter, values: readonly number[]): SweepAxis {
  return { parameter, values: [...new Set(values)].sort((a, b) => a - b) };
}
