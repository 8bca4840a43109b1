import type { Condition, Rule } from '#core/evidence/types';
import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { newComparison } from './tree';

export const KINDS: readonly { readonly value: Rule['kind']; readonly label: string; readonly hint: string }[] = [
  { value: 'cascade', label: 'Cascade', hint: 'A run of bins whose liquidations stand far above their trailing median, ended by a calm stretch.' },
  { value: 'absoluteMove', label: 'Absolute move', hint: 'The price moves at least this far within this time. Needs candles only.' },
  { value: 'proxy', label: 'Proxy', hint: 'A large move with a fall of open interest and high volume, where no prints exist. An estimate, and marked so.' },
  { value: 'condition', label: 'Condition', hint: 'Anything that is known at the close of a bar, put together by you.' },
]; // prettier-ignore

interface NumberSpec {
  readonly kind: 'number';
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly unit?: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Stored value for one of what is shown: 1e6 where millions are shown. */
  readonly factor?: number;
  /** Said where the field may be empty: stored as null. */
  readonly empty?: string;
}
interface DurationSpec {
  readonly kind: 'duration';
  readonly key: string;
  readonly label: string;
  readonly hint: string;
}
export type FieldSpec = NumberSpec | DurationSpec;

const MERGE: DurationSpec = {
  kind: 'duration',
  key: 'mergeMs',
  label: 'Merge gap',
  hint: 'Bursts closer than this are one event; a calm of this length ends it.',
};

/** The numbers of each kind, in the bounds that a study accepts. */
export const FIELDS: Readonly<Record<Rule['kind'], readonly FieldSpec[]>> = {
  cascade: [
    { kind: 'number', key: 'k', label: 'Hot-bin threshold k', hint: 'Robust deviations above the median. Empty: 4 below 1 h bins, 3 from 1 h, 2 daily.', unit: 'sigma', min: 0.5, max: 50, step: 0.5, empty: 'auto' },
    { kind: 'number', key: 'minNotionalUsd', label: 'Least total', hint: 'Liquidations of the side between start and end.', unit: 'M USD', min: 0, max: 1e9, step: 10, factor: 1e6 },
    MERGE,
  ],
  absoluteMove: [
    { kind: 'number', key: 'fallBp', label: 'Least move', hint: 'Log return against the side.', unit: 'bp', min: 1, max: 10_000, step: 10 },
    { kind: 'duration', key: 'withinMs', label: 'Within', hint: 'At least one stored bar: on coarser bars, the length of one bar.' },
    MERGE,
  ],
  proxy: [
    { kind: 'number', key: 'sigmas', label: 'Move', hint: 'Trailing standard deviations of a bar.', unit: 'sigma', min: 0.1, max: 50, step: 0.5 },
    { kind: 'number', key: 'oiFallShare', label: 'Open interest falls by', hint: 'More than this share.', unit: '%', min: 0, max: 100, step: 0.5, factor: 0.01 },
    { kind: 'number', key: 'volumeZ', label: 'Volume above', hint: 'Standard deviations above its mean.', unit: 'z', min: -10, max: 50, step: 0.5 },
    MERGE,
  ],
  condition: [
    { kind: 'duration', key: 'cooldownMs', label: 'Cooldown', hint: 'No second event until this long after one.' },
    { kind: 'duration', key: 'lookbackMs', label: 'Lookback for the low', hint: "The event's low is the lowest low of this span before the decision." },
  ],
}; // prettier-ignore

type Numbers = Readonly<Record<string, number | null>>;

/** What a field shows of a rule: NaN for an empty one. */
export function readField(rule: Rule, field: FieldSpec): number {
  const stored = (rule as unknown as Numbers)[field.key] ?? Number.NaN;
  const factor = field.kind === 'number' ? (field.factor ?? 1) : 1;
  return Number((stored / factor).toPrecision(12));
}

export function writeField(rule: Rule, field: FieldSpec, shown: number): Rule {
  const factor = field.kind === 'number' ? (field.factor ?? 1) : 1;
  const stored = Number.isNaN(shown) ? null : Number((shown * factor).toPrecision(12));
  return { ...rule, [field.key]: stored } as Rule;
}

const MERGE_MS: Ms = 15 * MS_PER_MINUTE;

/** A rule of another kind with its usual numbers; the side stays. */
export function ofKind(kind: Rule['kind'], { side }: Rule): Rule {
  switch (kind) {
    case 'cascade':
      return { kind, side, k: null, minNotionalUsd: 0, mergeMs: MERGE_MS };
    case 'absoluteMove':
      return { kind, side, fallBp: 300, withinMs: 15 * MS_PER_MINUTE, mergeMs: MERGE_MS };
    case 'proxy':
      return { kind, side, sigmas: 4, oiFallShare: 0.03, volumeZ: 3, mergeMs: MERGE_MS };
    case 'condition':
      return { kind, side, when: firstCondition(side), cooldownMs: MS_PER_DAY, lookbackMs: MS_PER_DAY };
  }
}

function firstCondition(side: Rule['side']): Condition {
  const one = newComparison();
  return { all: [side === 'long' ? one : { ...one, is: 'above', value: 70 }] };
}

/** Horizons that are offered. */
export const HORIZON_STEPS: readonly Ms[] = [5, 15, 30, 60, 120, 240, 480, 720].map((m) => m * MS_PER_MINUTE).concat([1, 3, 7, 14, 30].map((d) => d * MS_PER_DAY)); // prettier-ignore
