import type { SignalUnit } from '#core/evidence/signals';
import { INGREDIENT_INFO } from '#core/timeshift/ingredients';
import type { Alignment, Ingredient, TimeShiftResult } from '#core/timeshift/types';
import { sideOf } from '#core/timeshift/align';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { formatDuration, formatNumber, formatTime, MINUS } from '../../lib/format';
import type { Answered } from '../shared/evidence/sentence';
import { describeRule } from '../shared/evidence/words';

/** How a stored figure is printed: its factor, its unit and its decimals. */
const UNITS: Readonly<Partial<Record<SignalUnit, { readonly unit: string; readonly scale: number; readonly decimals: number }>>> = {
  bp: { unit: 'bp', scale: 1, decimals: 0 },
  volatilityPerYear: { unit: '%', scale: 100, decimals: 1 },
  share: { unit: '%', scale: 100, decimals: 1 },
  fundingRate: { unit: '%', scale: 100, decimals: 4 },
  points: { unit: '', scale: 1, decimals: 0 },
}; // prettier-ignore
const PLAIN = { unit: '', scale: 1, decimals: 2 };
/** Rates move by hundredths. */
const FINE: ReadonlySet<Ingredient> = new Set(['policyRate', 'rateDifferential']);
/** Levels carry no plus. */
const LEVELS: ReadonlySet<Ingredient> = new Set(['drop', 'drawdown90d', 'realizedVol', 'volatilityIndex', 'policyRate']); // prettier-ignore
/** For a column, where the whole title has no room. */
const SHORT: Partial<Readonly<Record<Ingredient, string>>> = {
  drop: 'Drop',
  return1d: 'Return 1 d',
  return30d: 'Return 30 d',
  drawdown90d: 'Drawdown 90 d',
  realizedVol: 'Realised vol',
  termSlope: 'Term slope',
  oiChange: 'OI change',
  breadth: 'Breadth',
  cpi: 'CPI, yearly',
  reer: 'REER 12 m',
};

export function ingredientWords(ingredient: Ingredient) {
  const { title, unit, definition } = INGREDIENT_INFO[ingredient];
  return { title, definition, short: SHORT[ingredient] ?? title, ...(UNITS[unit] ?? PLAIN) };
}

export function formatIngredient(ingredient: Ingredient, value: number, missing = 'not known'): string {
  const { scale, decimals } = ingredientWords(ingredient);
  return formatNumber(value * scale, { decimals: FINE.has(ingredient) ? 2 : decimals, sign: !LEVELS.has(ingredient), missing }); // prettier-ignore
}

/** Those that tell instances of a kind apart at a glance; the others are a click away. */
export const shownIngredients = ({ kind }: Alignment): readonly Ingredient[] =>
  kind === 'cascade' ? ['drop', 'oiChange'] : kind === 'rule' ? ['drop', 'return1d'] : ['return1d', 'realizedVol'];

const WHICH_WORDS = { all: 'every', up: 'higher', down: 'lower', unchanged: 'unchanged', above: 'above consensus', below: 'below consensus' } as const; // prettier-ignore

/** `Aligned at …`: what lies on t = 0. */
export function alignWords(align: Alignment, ruleName = ''): string {
  switch (align.kind) {
    case 'cascade':
      return `the peak of a ${align.side === 'long' ? 'long cascade' : 'short squeeze'}`;
    case 'release':
      return align.which === 'all' ? `the ${align.label} ${releaseWord(align.label)}` : `a ${align.label} ${releaseWord(align.label)}, ${WHICH_WORDS[align.which]}`; // prettier-ignore
    case 'differential':
      return `a turn of the ${align.a} and ${align.b} rate differential${align.turn === 'any' ? '' : `, ${align.turn}`}`;
    case 'rule':
      return `the rule "${ruleName || describeRule(align.rule)}"`;
  }
}

/** What t = 0 is called below the chart. */
export const zeroWord = (align: Alignment): string =>
  align.kind === 'release' ? releaseWord(align.label) : ({ cascade: 'peak', differential: 'turn', rule: 'decision' } as const)[align.kind]; // prettier-ignore
/** A committee decides; figures are released. */
const releaseWord = (label: string): string => (label === 'FOMC' ? 'decision' : 'release');

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
