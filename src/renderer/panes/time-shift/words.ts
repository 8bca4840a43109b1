import { INGREDIENTS, type Alignment, type Ingredient, type TimeShiftResult } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { formatDuration, formatNumber, formatTime, MINUS } from '../../lib/format';
import type { Answered } from '../shared/evidence/sentence';
import { describeRule } from '../shared/evidence/words';

interface IngredientWords {
  readonly title: string;
  /** Printed once, in a header. */
  readonly unit: string;
  readonly definition: string;
  /** What a stored value is multiplied by before it is printed. */
  readonly scale: number;
  readonly decimals: number;
  /** A change or a difference carries its sign. */
  readonly sign: boolean;
}

const change = (title: string, definition: string): IngredientWords => ({ title, unit: '%', definition, scale: 100, decimals: 1, sign: true }); // prettier-ignore
const level = (title: string, unit: string, definition: string, scale = 1, decimals = 1): IngredientWords => ({ title, unit, definition, scale, decimals, sign: false }); // prettier-ignore

/** Every part of a state, as known at the decision of an instance. */
export const INGREDIENT_WORDS: Readonly<Record<Ingredient, IngredientWords>> = {
  drop: level('Drop', 'bp', 'Move against the side that was closed, from the start of the event to its extreme by the decision.', 1, 0), // prettier-ignore
  return1d: change('Return 1 d', 'Log return over the day before the decision.'),
  return30d: change('Return 30 d', 'Log return over the 30 days before the decision.'),
  drawdown90d: change('Drawdown 90 d', 'Price at the decision below the highest of the 90 days before.'),
  realizedVol: level('Realised volatility', '%', 'Annualised volatility of the log returns before the decision.', 100),
  volatilityIndex: level('Volatility index', 'pt', 'Last close of the volatility index before the decision.'),
  termSlope: { ...change('Term slope', 'Volatility of the longer tenor less that of the shorter one; positive slopes upward.'), unit: 'pt' }, // prettier-ignore
  skew: { ...change('Skew', 'Risk reversal at a delta of 0.25, call less put.'), unit: 'pt' },
  funding: { ...change('Funding', 'Funding rate per interval in force at the decision.'), decimals: 4 },
  oiChange: change('OI change', 'Open interest known at the decision against that known at the start of the event.'),
  breadth: change('Breadth', 'Share of markets that rose less the share that fell, over the last closed day.'),
  cpi: change('CPI change', 'Consumer prices over the year, as released by the decision.'),
  policyRate: level('Policy rate', '%', 'Policy rate in force at the decision.', 100, 2),
  rateDifferential: { ...change('Rate differential', 'Policy rate of the first currency less that of the second.'), unit: 'pp', decimals: 2 }, // prettier-ignore
  reer: level('REER', 'index', 'Real effective exchange rate, as released by the decision.'),
};

export function formatIngredient(ingredient: Ingredient, value: number, missing = 'not known'): string {
  const { scale, decimals, sign } = INGREDIENT_WORDS[ingredient];
  return formatNumber(value * scale, { decimals, sign, missing });
}

/** Those that tell instances of a kind apart at a glance; the others are a click away. */
export const shownIngredients = ({ kind }: Alignment): readonly Ingredient[] =>
  kind === 'cascade' ? ['drop', 'oiChange'] : kind === 'rule' ? ['drop', 'return1d'] : ['return1d', 'realizedVol'];

export const placeOf = (ingredient: Ingredient): number => INGREDIENTS.indexOf(ingredient);

const WHICH_WORDS = { all: 'every', up: 'higher', down: 'lower', unchanged: 'unchanged', above: 'above consensus', below: 'below consensus' } as const; // prettier-ignore

/** `Aligned at …`: what lies on t = 0. */
export function alignWords(align: Alignment, ruleName = ''): string {
  switch (align.kind) {
    case 'cascade':
      return `the peak of a ${align.side === 'long' ? 'long cascade' : 'short squeeze'}`;
    case 'release':
      return align.which === 'all' ? `the ${align.label} release` : `a ${align.label} release, ${WHICH_WORDS[align.which]}`; // prettier-ignore
    case 'differential':
      return `a turn of the ${align.a} and ${align.b} rate differential${align.turn === 'any' ? '' : `, ${align.turn}`}`;
    case 'rule':
      return `the rule "${ruleName || describeRule(align.rule)}"`;
  }
}

/** What t = 0 is called below the chart. */
export const zeroWord = ({ kind }: Alignment): string =>
  ({ cascade: 'peak', release: 'release', differential: 'turn', rule: 'decision' })[kind];

/** The side whose low, or high, outcomes speak of. */
export const sideOf = (align: Alignment): 'long' | 'short' =>
  align.kind === 'cascade' ? align.side : align.kind === 'rule' ? align.rule.side : 'long';

/** The result as the shared sentences of evidence read it. */
export const answeredOf = ({ inputs, spec }: TimeShiftResult): Answered => ({ inputs, spec: { ...spec, rule: { side: sideOf(spec.align) } } }); // prettier-ignore

/** `+4 h`, `−24 h`, `+3 d`. */
export function offsetWords(offset: Ms): string {
  if (offset === 0) return '0';
  const size = Math.abs(offset);
  const inHours = size < 4 * MS_PER_DAY && size % MS_PER_HOUR === 0;
  const text = inHours ? `${formatNumber(size / MS_PER_HOUR)}\u00a0h` : formatDuration(size);
  return `${offset < 0 ? MINUS : '+'}${text}`;
}

/** An instance by its day. */
export const dayOf = ({ t0 }: { readonly t0: Ms }, zone: 'utc' | 'local' = 'utc'): string =>
  formatTime(t0, zone, 'day');
