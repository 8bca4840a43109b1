import { describeCondition } from '#core/evidence/describe';
import type { ConfirmationId, HorizonResult, Rule, RuleParameter, StudyResult, Verdict } from '#core/evidence/types';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { formatDuration, formatNumber, formatTime } from '../../../lib/format';
import type { IconName } from '../../../ui/icon-paths';
import type { Provenance } from '../../../ui/Tooltip';

interface VerdictWord {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: 'long' | 'short' | 'plain' | 'quiet';
  /** method.md, section 3. */
  readonly definition: string;
}

export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWord>> = {
  bounce: {
    word: 'bounce',
    icon: 'bounce',
    tone: 'long',
    definition: 'The whole interval of the effect lies above zero and above the cost line.',
  },
  continuation: {
    word: 'continuation',
    icon: 'continuation',
    tone: 'short',
    definition: 'The whole interval of the effect lies below zero: the move went on.',
  },
  noDifference: {
    word: 'no difference',
    icon: 'equal',
    tone: 'plain',
    definition: 'The whole interval lies inside the equivalence band: the event tells no more than its control.',
  },
  cannotTell: {
    word: 'cannot tell',
    icon: 'cannotTell',
    tone: 'quiet',
    definition: 'Anything else, or too few clusters: the data do not decide.',
  },
};

export const BECAUSE_WORDS: Readonly<Record<HorizonResult['because'], string>> = {
  aboveCosts: 'interval above the cost line',
  belowZero: 'interval below zero',
  insideBand: 'interval inside the band',
  tooFewClusters: 'too few clusters',
  spansZero: 'interval spans zero',
  withinCosts: 'above zero, within costs',
  noBars: 'no bars for it',
};

export const CONTROL_WORDS = { matched: 'matched declines', placebo: 'placebo' } as const;

/** Effect that decides the word. */
export const decidingEffect = (row: HorizonResult) =>
  row.decidedBy === 'matched' ? row.effectMatchedBp : row.effectPlaceboBp;

/** `1 day`, `15 minutes`: for sentences. Tables write `1 d`. */
export function horizonWords(ms: Ms): string {
  const units = [[MS_PER_DAY, 'day'], [MS_PER_HOUR, 'hour'], [MS_PER_MINUTE, 'minute']] as const; // prettier-ignore
  const [size, name] = units.find(([unit]) => ms >= unit && ms % unit === 0) ?? [1, 'millisecond'];
  const count = ms / size;
  return `${formatNumber(count)} ${name}${count === 1 ? '' : 's'}`;
}

/** `the next day`, `the next 15 minutes`. */
export const nextWords = (ms: Ms): string => `the next ${horizonWords(ms).replace(/^1 /, '')}`;

/** Words that turn with the side: a squeeze is a fall turned over. */
export const sideWords = (side: 'long' | 'short') =>
  side === 'long'
    ? { extreme: 'low', move: 'fall', decline: 'decline', event: 'Long cascade' }
    : { extreme: 'high', move: 'rise', decline: 'rise', event: 'Short squeeze' };

const usd = (value: number): string => `${formatNumber(value / 1e6, { decimals: value % 1e6 === 0 ? 0 : 1 })} M USD`;

/** A rule in a few words. */
export function describeRule(rule: Rule): string {
  const { event, move } = sideWords(rule.side);
  const cap = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
  switch (rule.kind) {
    case 'cascade':
      return [event, rule.minNotionalUsd > 0 && `over ${usd(rule.minNotionalUsd)}`, rule.k !== null && `k ${rule.k}`]
        .filter(Boolean)
        .join(', ');
    case 'absoluteMove':
      return `${cap(move)} of ${formatNumber(rule.fallBp)} bp in ${formatDuration(rule.withinMs)}`;
    case 'proxy':
      return `${cap(move)} over ${rule.sigmas} sigma, open interest down ${formatNumber(rule.oiFallShare * 100, { decimals: 1 })} %`;
    case 'condition':
      return `When ${describeCondition(rule.when)}`;
  }
}

interface ParameterWords {
  readonly title: string;
  /** Below the title of a grid's side. */
  readonly unit: string;
  readonly print: (value: number) => string;
}

const plain = (value: number): string => String(value);
export const PARAMETER_WORDS: Readonly<Record<RuleParameter, ParameterWords>> = {
  k: { title: 'Hot-bin threshold k', unit: 'robust deviations', print: plain },
  minNotionalUsd: {
    title: 'Floor',
    unit: 'M USD',
    print: (v) => formatNumber(v / 1e6, { decimals: v > 0 && v < 1e6 ? 1 : 0 }),
  },
  fallBp: { title: 'Least move', unit: 'bp', print: (v) => formatNumber(v) },
  withinMs: { title: 'Within', unit: 'time', print: (v) => formatDuration(v) },
  sigmas: { title: 'Move', unit: 'trailing sigmas', print: plain },
  oiFallShare: { title: 'OI fall', unit: '%', print: (v) => formatNumber(v * 100, { decimals: 1 }) },
  volumeZ: { title: 'Volume', unit: 'z', print: plain },
  mergeMs: { title: 'Merge gap', unit: 'time', print: (v) => formatDuration(v) },
  lookbackMs: { title: 'Lookback', unit: 'time', print: (v) => formatDuration(v) },
  cooldownMs: { title: 'Cooldown', unit: 'time', print: (v) => formatDuration(v) },
};

interface ConfirmationWords {
  readonly yes: string;
  readonly no: string;
  readonly definition: string;
}

/** What a confirmation is called when it is there and when it is not (method.md, sections 1 to 3). */
export const CONFIRMATION_WORDS: Readonly<Record<ConfirmationId, ConfirmationWords>> = {
  rsiOversold: { yes: 'RSI oversold', no: 'RSI not oversold', definition: 'RSI below its bound on enough of the timeframes, each at its last closed bar.' },
  macdTurningUp: { yes: 'MACD histogram turning up', no: 'MACD histogram not turning up', definition: 'The MACD histogram rises over the last closed bars.' },
  capitulationWick: { yes: 'Capitulation wick', no: 'No capitulation wick', definition: 'Lower shadow at least half of the range, range at least twice the ATR, close back above.' },
  openInterestDown: { yes: 'Open interest down', no: 'Open interest not down', definition: 'Open interest fell by more than the stated share over the event.' },
  breakEvenReset: { yes: "Survivors' break-even reset", no: 'Break-even not reset', definition: 'The open-interest-weighted entry of those who still hold moved lower over the event.' },
  fundingNegative: { yes: 'Funding negative', no: 'Funding not negative', definition: 'The last settled funding rate is below zero: shorts pay longs.' },
  intensityDecayed: { yes: 'Intensity below half its peak', no: 'Intensity still high', definition: 'Fitted intensity of liquidations is below half its peak at the decision.' },
  absorptionBack: { yes: 'Absorption back', no: 'Absorption not back', definition: 'Price change per million USD liquidated is back near its calm level.' },
  breadthDivergence: { yes: 'Advance-decline divergence', no: 'No advance-decline divergence', definition: 'Price made a lower low against the previous swing low, the advance-decline line did not.' },
  termStructureUpward: { yes: 'Term structure slopes up', no: 'Term structure inverted', definition: 'Implied volatility of the front expiry is below that of the back.' },
  skewEased: { yes: '25-delta skew eased', no: 'Skew not eased', definition: 'The 25-delta risk reversal is less negative than at its extreme.' },
  macroStabilising: { yes: 'CPI and PPI change slowing', no: 'CPI and PPI not slowing', definition: 'The last released changes of consumer and producer prices are smaller than before.' },
  rateDifferentialNarrowing: { yes: 'Rate differential narrowing', no: 'Rate differential not narrowing', definition: 'The policy rate differential, as known then, is narrowing.' },
}; // prettier-ignore

/** Where the figures of a study come from. */
export function provenanceOf({ inputs, spec }: StudyResult): Required<Omit<Provenance, 'knownAt'>> {
  const bars = inputs.filter(({ role }) => role === 'outcomes');
  const liquidations = inputs.filter(({ role }) => role === 'liquidations');
  const shown = [...bars.slice(0, 1), ...liquidations.slice(0, 1)].map(
    ({ instrument, kind, intervalMs, source, coverage }) =>
      [instrument, kind, intervalMs > 0 ? formatDuration(intervalMs) : 'prints', source, kind === 'liquidations' ? coverage.at(-1)?.coverage : '']
        .filter(Boolean)
        .join(', '),
  ); // prettier-ignore
  const more = new Set(bars.map(({ instrument }) => instrument)).size - 1;
  const from = Math.min(...bars.map((one) => one.from));
  const to = Math.max(...bars.map((one) => one.to));
  return {
    source: shown.join('; ') + (more > 0 ? ` and ${more} more ${more === 1 ? 'instrument' : 'instruments'}` : ''),
    method: `BCa bootstrap of UTC-day clusters, ${formatNumber(spec.resamples)} draws, seed ${spec.seed}`,
    window: Number.isFinite(from) ? `${formatTime(from, 'utc', 'day')} to ${formatTime(to, 'utc', 'day')}` : '',
  };
}
