/** What every figure of the pane is, said once. */
export const DEFINITIONS = {
  level: 'Last figure of the newest period that was known at the clock.',
  change: 'Level less that of the period before, as both were known at the clock.',
  yearChange: 'Level against the same period a year before: in points of a percentage, in percent of a level.',
  surprise:
    'First print less the last consensus before its release, in robust standard deviations of the surprises before it.',
  direction: 'Sign of the change.',
  known: 'Since when the level is known: its release, or the latest instant at which it was.',
  basis:
    'Released: each figure carries its release, revisions theirs. In force: never revised, safe to read as of an instant. Not point-in-time: periods and the newest vintage alone, refused at a past clock.',
  period: 'What the figure is of.',
  consensus: 'What was expected by the last consensus before the release.',
  actual: 'What was told at the release.',
  previous: 'Of the period before, as it was known then.',
  countdown: 'Time from the as-of clock to the release.',
  differential: 'Policy rate of the first currency less that of the second, each as known at the instant.',
  reer: 'Real effective exchange rate: against the currencies of trade partners, prices taken out. Above the year before, the currency has become dearer in real terms.',
} as const;

export const METHOD = {
  surprise: 'Median absolute surprise times 1.4826; at least eight surprises before it',
  differential: 'Step functions of both rates; a turn is where the size begins to shrink or to grow',
  vintages: 'Each period by its first release, by its newest one at the clock, and by its newest one at the past date',
} as const;

export type Direction = 'up' | 'down' | 'unchanged';

/** Why a figure of a state is missing. */
export const WHY = {
  noState: 'nothing released',
  noConsensus: 'no consensus',
  fewSurprises: 'under 8 surprises',
  noYear: 'no year before',
  noChange: 'first figure',
  notStored: 'not stored',
  untold: 'not told',
  /** Beside a level that says why. */
  unknown: 'not known',
} as const;
