import type { AbsorptionGap, AbsorptionStage, AbsorptionStageName } from '#core/liquidations/absorption';
import type { TextGrid } from '#shared/csv';
import { exactTime, formatNumber } from '../../lib/format';

export const perMinute = (perSecond: Float64Array): Float64Array => perSecond.map((rate) => rate * 60);

const LEAST_P = 0.001;
/** A probability as one reads it: `0.21`, `< 0.001`. */
export function formatP(p: number): string {
  if (p < LEAST_P) return `< ${LEAST_P}`;
  return formatNumber(p, { decimals: p < 0.1 ? 3 : 2, missing: 'not tested' });
}

export const STAGE_TITLES: Readonly<Record<AbsorptionStageName, string>> = {
  onset: 'Onset',
  peak: 'Peak',
  exhaustion: 'Exhaustion',
  after: 'After',
};

/** Why a stage has no figure. */
const GAPS: Readonly<Record<AbsorptionGap, string>> = {
  empty: 'no bins',
  notCovered: 'not covered',
  noPrice: 'no bar closed',
  noLiquidations: 'nothing closed',
  noCalm: 'no calm level',
};
export const gapWords = ({ gap }: AbsorptionStage): string => (gap ? GAPS[gap] : 'unknown');

/** Length of a ratio's bar, 0 … 1 of the longest; the calm level is 1 on the same scale. */
export function ratioShare(ratio: number, stages: readonly AbsorptionStage[]): number {
  const longest = stages.reduce((most, { ratioToCalm }) => (ratioToCalm > most ? ratioToCalm : most), 1);
  return Number.isNaN(ratio) ? 0 : ratio / longest;
}

/** Rows as a spreadsheet takes them; empty where there is no figure. */
export const absorptionGrid = (stages: readonly AbsorptionStage[]): TextGrid => {
  const cell = (value: number): string => (Number.isNaN(value) ? '' : String(value));
  return [
    ['Stage', 'From', 'To', 'Move bp', 'USD', 'bp per M USD', 'Calm bp per M USD', 'Ratio to calm', 'Lacks'],
    ...stages.map((one) => [
      STAGE_TITLES[one.name],
      exactTime(one.from),
      exactTime(one.to),
      cell(one.moveBp),
      cell(one.notionalUsd),
      cell(one.bpPerMillion),
      cell(one.calmBpPerMillion),
      cell(one.ratioToCalm),
      one.gap === null ? '' : gapWords(one),
    ]),
  ];
};
