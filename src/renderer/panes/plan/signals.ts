import type { PlanCondition } from '#core/plan/types';

type Reads = NonNullable<PlanCondition['when']>['reads'];

interface Signal {
  readonly label: string;
  /** Printed after the level. */
  readonly unit: string | undefined;
  /** The level is a share: it is typed in percent. */
  readonly share: boolean;
  readonly usual: number;
}

/** What a condition can be read off, and in which unit its level is typed. */
export const SIGNALS: Readonly<Record<Reads, Signal>> = {
  spot: { label: 'Spot', unit: undefined, share: false, usual: 0 },
  volatility: { label: '30-day volatility', unit: 'points', share: false, usual: 40 },
  slope: { label: 'Term-structure slope', unit: '%', share: true, usual: 0 },
  skew: { label: 'Skew', unit: 'z', share: false, usual: 0 },
  exhaustion: { label: 'Exhaustion', unit: '%', share: true, usual: 0.5 },
  ivOverRealized: { label: 'Implied over realised', unit: 'times', share: false, usual: 1 },
  drawdown: { label: 'Drawdown', unit: '%', share: true, usual: -0.1 },
};
export const READS = Object.keys(SIGNALS) as readonly Reads[];

/** As it is typed: shares in percent, without the dust of the product. */
export const typed = (reads: Reads, value: number): number => (SIGNALS[reads].share ? Number((100 * value).toPrecision(12)) : value); // prettier-ignore
export const meant = (reads: Reads, value: number): number => (SIGNALS[reads].share ? Number((value / 100).toPrecision(12)) : value); // prettier-ignore
