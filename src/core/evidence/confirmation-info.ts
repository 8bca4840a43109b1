import type { ConfirmationId } from './types';

/** What a person reads about a confirmation. Numbers in it are the defaults of `ConfirmationSettings`. */
export interface ConfirmationInfo {
  readonly title: string;
  /** When it says yes, for an event that closed longs. */
  readonly definition: string;
  /** What changes for a squeeze, where shorts were closed; '' when nothing does. */
  readonly mirrored: string;
  /** What `value` is. */
  readonly value: string;
  readonly unit: 'timeframes' | 'bp' | 'share' | 'fundingRate' | 'bpPerMillionUsd' | 'points' | 'volatilityPerYear';
  /** How it is computed, and when it is unknown. */
  readonly method: string;
}

/** All of them read only what was known at the decision of the event. */
export const CONFIRMATION_INFO: Readonly<Record<ConfirmationId, ConfirmationInfo>> = {
  rsiOversold: {
    title: 'RSI oversold',
    definition: 'RSI(14) is at or below 30 on at least 2 of the timeframes 15m, 1h and 4h.',
    mirrored: 'At or above 70.',
    value: 'Timeframes on which it is.',
    unit: 'timeframes',
    method:
      'Wilder’s RSI of the last closed bar of each timeframe. Timeframes that the bars are too coarse for are left out; with one left, that one decides. Unknown when the others could still turn the answer.',
  },
  macdTurningUp: {
    title: 'MACD turning up',
    definition: 'The MACD(12, 26, 9) histogram of the last closed bar is above that of the bar before.',
    mirrored: 'Below it.',
    value: 'Step of the histogram, against the price.',
    unit: 'bp',
    method: 'On bars of 1h, or on the bars themselves when they are coarser.',
  },
  capitulationWick: {
    title: 'Capitulation wick',
    definition:
      'The bar of the low has a lower shadow of at least half its range, a range of at least twice the average true range before it, and closes in its upper half.',
    mirrored: 'The bar of the high, its upper shadow, its lower half.',
    value: 'Shadow over range.',
    unit: 'share',
    method: 'The first bar with the lowest low of the event, among those that had closed by the decision.',
  },
  openInterestDown: {
    title: 'Open interest down',
    definition: 'More than 5 % of the open interest at the start of the event is closed.',
    mirrored: '',
    value: 'Share closed.',
    unit: 'share',
    method:
      'One less the last reading by the decision over the last by the start, in base units when both have them, else in USD. A reading holds for three of its intervals.',
  },
  breakEvenReset: {
    title: 'Break-even reset lower',
    definition: 'The break-even of the surviving longs is lower than at the start of the event.',
    mirrored: 'That of the surviving shorts is higher.',
    value: 'Change of the break-even, log.',
    unit: 'bp',
    method:
      'Mean entry of the open-interest cohorts that are left, with funding paid and fees: an estimate from open interest and bars.',
  },
  fundingNegative: {
    title: 'Funding negative',
    definition: 'The last settled funding rate is below 0: shorts pay longs.',
    mirrored: 'Above 0.',
    value: 'Rate per funding interval.',
    unit: 'fundingRate',
    method: 'Unknown when the last settlement is more than a day old.',
  },
  intensityDecayed: {
    title: 'Liquidations decayed',
    definition: 'The intensity of long liquidations is below half its peak of the event.',
    mirrored: 'Of short liquidations.',
    value: 'Intensity over its peak.',
    unit: 'share',
    method:
      'USD per bin of the detection grid, summed from the start with a half-life of 5 minutes. A cascade is decided only after a quiet spell, so for that rule it says yes nearly always; it tells more with the other rules.',
  },
  absorptionBack: {
    title: 'Absorption back',
    definition: 'After the peak the price moves less per million USD liquidated than at the peak.',
    mirrored: '',
    value: 'Exhaustion stage less peak stage.',
    unit: 'bpPerMillionUsd',
    method:
      'Peak: the bin with most liquidations of the side; exhaustion: from there to the end of the event. Unknown when the event ends with its peak, or when no bar closed in one of the stages.',
  },
  breadthDivergence: {
    title: 'Breadth divergence',
    definition:
      'The low of the event is below the last swing low before it, and the advance-decline line stands no lower than it stood there.',
    mirrored: 'Highs, and a line no higher.',
    value: 'Line at the low less line at the swing low.',
    unit: 'points',
    method: 'A swing low has five higher bars on each side, and counts from when the fifth had closed.',
  },
  termStructureUpward: {
    title: 'Term structure upward',
    definition: 'Front implied volatility is below back implied volatility.',
    mirrored: '',
    value: 'Front over back, less one.',
    unit: 'share',
    method: 'Unknown when the last reading is more than four days old.',
  },
  skewEased: {
    title: 'Skew eased',
    definition: 'The 25-delta risk reversal is higher than at the start of the event: puts have become cheaper.',
    mirrored: 'Lower.',
    value: 'Change of the risk reversal.',
    unit: 'volatilityPerYear',
    method: 'Unknown without a reading since the start, or when the one at the start is more than four days old.',
  },
  macroStabilising: {
    title: 'Macro stabilising',
    definition:
      'The year-on-year change of consumer and of producer prices is lower in the last release than in the one before, for each that is known.',
    mirrored: '',
    value: 'The larger step of the two.',
    unit: 'share',
    method: 'By release, not by the month a figure is about. A release holds for 75 days.',
  },
  rateDifferentialNarrowing: {
    title: 'Rate differential narrowing',
    definition: 'The policy rate differential is smaller, whatever its sign, than 90 days before.',
    mirrored: '',
    value: 'Change of its size.',
    unit: 'share',
    method: 'Unknown when either figure is missing or more than 400 days old.',
  },
  reerEasing: {
    title: 'Real exchange rate easing',
    definition:
      'The real effective exchange rate of the money the asset is quoted in is lower in the last release than in the one before.',
    mirrored: 'Higher.',
    value: 'Step of the index.',
    unit: 'points',
    method:
      'Broad index of the BIS, 2020 = 100, of the fiat side: dollars for USDT. By release; a release holds for 75 days. Unknown where only the newest vintage is stored.',
  },
};
