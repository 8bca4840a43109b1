import { DEFAULT_CONFIRMATION_SETTINGS } from '../evidence/confirmation-settings';
import type { SignalUnit } from '../evidence/signals';
import type { Signal } from '../evidence/types';
import { MS_PER_DAY, type Ms } from '../time/ms';
import type { Ingredient } from './types';

/** What a person reads about a part of the state, and what it is made from. Every figure is the one known at the decision. */
export interface IngredientInfo {
  readonly title: string;
  readonly unit: SignalUnit;
  readonly definition: string;
  /** Where the study has a signal for it, the signal at the last bar that had closed. */
  readonly signal?: Signal;
  /** Else a series by its instants: its level, or its change over a span. */
  readonly points?: {
    readonly of: 'breadth' | 'cpi' | 'policyRate' | 'rateDifferential' | 'reer';
    /** How long a figure tells the state. */
    readonly stale: Ms;
    readonly change?: { readonly over: Ms; readonly as: 'difference' | 'share' };
    /** What is missing where the series is not stored. */
    readonly title: string;
  };
}

const DAY = MS_PER_DAY;
const MONTH = 30 * DAY;
const { macroStaleMs, rates } = DEFAULT_CONFIRMATION_SETTINGS;

export const INGREDIENT_INFO: { readonly [I in Ingredient]: IngredientInfo } = {
  drop: {
    title: 'Fall into it',
    unit: 'bp',
    definition:
      'Log move from the start of the event to its low by the decision (a squeeze: to its high); of a release or a turn, from the close a day before to the low of that day.',
  },
  return1d: {
    title: 'Return, 1 day',
    unit: 'bp',
    definition: 'Log return over the day before the last close known.',
    signal: { name: 'return', over: DAY },
  },
  return30d: {
    title: 'Return, 30 days',
    unit: 'bp',
    definition: 'Log return over the 30 days before the last close known.',
    signal: { name: 'return', over: MONTH },
  },
  drawdown90d: {
    title: 'Drawdown, 90 days',
    unit: 'bp',
    definition: 'How far the last close lies below the highest high of 90 days, as a log ratio.',
    signal: { name: 'drawdown', over: 90 * DAY },
  },
  realizedVol: {
    title: 'Realised volatility, 30 days',
    unit: 'volatilityPerYear',
    definition: 'Close to close over the bars of 30 days, per year of 365 days.',
    signal: { name: 'realizedVol', over: MONTH },
  },
  volatilityIndex: {
    title: 'Volatility index',
    unit: 'volatilityPerYear',
    definition: 'Implied-volatility index of the asset, at most four days old.',
    signal: { name: 'volatilityIndex' },
  },
  termSlope: {
    title: 'Volatility term slope',
    unit: 'share',
    definition: 'Front implied volatility over the back one, less one; at most four days old.',
    signal: { name: 'termSlope' },
  },
  skew: {
    title: 'Risk reversal',
    unit: 'volatilityPerYear',
    definition: 'Implied volatility of the 25-delta call less that of the put, at most four days old.',
    signal: { name: 'skew' },
  },
  funding: {
    title: 'Funding rate',
    unit: 'fundingRate',
    definition: 'Rate of the last settlement, per funding interval, at most a day old.',
    signal: { name: 'funding' },
  },
  oiChange: {
    title: 'Open interest, 1 day',
    unit: 'share',
    definition: 'Open interest over that of a day before, less one; in base units where they are known.',
    signal: { name: 'oiChange', over: DAY },
  },
  breadth: {
    title: 'Breadth, 30 days',
    unit: 'points',
    definition: 'Change of the advance-decline line of the basket over 30 days, both readings at most four days old.',
    points: {
      of: 'breadth',
      stale: 4 * DAY,
      change: { over: MONTH, as: 'difference' },
      title: 'the advance-decline line of a basket',
    },
  },
  cpi: {
    title: 'Consumer prices',
    unit: 'share',
    definition: 'Year-on-year change of consumer prices in the last release, at most 75 days old.',
    points: { of: 'cpi', stale: macroStaleMs, title: 'consumer prices by release' },
  },
  policyRate: {
    title: 'Policy rate',
    unit: 'share',
    definition: 'Policy rate of the quote’s economy, per year; of the last 400 days.',
    points: { of: 'policyRate', stale: rates.staleMs, title: 'the policy rate' },
  },
  rateDifferential: {
    title: 'Rate differential',
    unit: 'share',
    definition: 'Policy rate of the quote’s economy less that of the other; of the last 400 days.',
    points: { of: 'rateDifferential', stale: rates.staleMs, title: 'the policy rate differential' },
  },
  reer: {
    title: 'Real exchange rate, 12 months',
    unit: 'share',
    definition:
      'Real effective exchange rate of the quote’s economy over that of 365 days before, less one; both at most 75 days old.',
    points: {
      of: 'reer',
      stale: macroStaleMs,
      change: { over: 365 * DAY, as: 'share' },
      title: 'the real effective exchange rate by release',
    },
  },
};
