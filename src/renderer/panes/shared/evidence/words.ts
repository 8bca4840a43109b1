import { CONFIRMATION_INFO } from '#core/evidence/confirmation-info';
import { describeCondition } from '#core/evidence/describe';
import type {
  ConfirmationId,
  HorizonResult,
  Rule,
  RuleParameter,
  StudyResult,
  StudySpec,
  Verdict,
} from '#core/evidence/types';
import { VERDICT_WORDS as WORDS } from '#shared/evidence-words';
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
    word: WORDS.bounce,
    icon: 'bounce',
    tone: 'long',
    definition: 'The whole interval of the effect lies above zero and above the cost line.',
  },
  continuation: {
    word: WORDS.continuation,
    icon: 'continuation',
    tone: 'short',
    definition: 'The whole interval of the effect lies below zero: the move went on.',
  },
  noDifference: {
    word: WORDS.noDifference,
    icon: 'equal',
    tone: 'plain',
    definition: 'The whole interval lies inside the equivalence band: the event tells no more than its control.',
  },
  cannotTell: {
    word: WORDS.cannotTell,
    icon: 'cannotTell',
    tone: 'quiet',
    definition: 'Anything else, or too few clusters: the data do not decide.',
  },
};

export const BECAUSE_WORDS: Readonly<Record<HorizonResult['because'], string>> = {
  aboveCosts: 'interval above the cost line',
  belowZero: 'interval below zero',
  insideBand: 'interval inside the band',
  insidePoints: 'undercut as often, within the band',
  controlsDisagree: 'the controls contradict each other',
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

/** What a confirmation is called when it is known not to be there; when it is, its own title says so. */
export const ABSENT_WORDS: Readonly<Record<ConfirmationId, string>> = {
  rsiOversold: 'RSI not oversold',
  macdTurningUp: 'MACD not turning up',
  capitulationWick: 'No capitulation wick',
  openInterestDown: 'Open interest not down',
  breakEvenReset: 'Break-even not reset',
  fundingNegative: 'Funding not negative',
  intensityDecayed: 'Liquidations not decayed',
  absorptionBack: 'Absorption not back',
  breadthDivergence: 'No breadth divergence',
  termStructureUpward: 'Term structure not upward',
  skewEased: 'Skew not eased',
  macroStabilising: 'Macro not stabilising',
  rateDifferentialNarrowing: 'Rate differential not narrowing',
  reerEasing: 'Real exchange rate not easing',
};

/** What a confirmation means on a side. */
export function confirmationDefinition(id: ConfirmationId, side: 'long' | 'short'): string {
  const { definition, mirrored } = CONFIRMATION_INFO[id];
  return side === 'short' && mirrored !== '' ? `${definition} For a squeeze: ${mirrored}` : definition;
}

/** What figures were read from, and how their intervals were drawn. */
export interface Sourced {
  readonly inputs: StudyResult['inputs'];
  readonly spec: Pick<StudySpec, 'resamples' | 'seed'>;
}

/** Where the figures of a study come from. */
export function provenanceOf({ inputs, spec }: Sourced): Required<Omit<Provenance, 'knownAt'>> {
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
