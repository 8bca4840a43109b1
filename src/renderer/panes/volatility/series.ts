import type { Ms } from '#core/time/ms';
import type { IndexHistory, IndicesReply, SurfaceHistory } from '#shared/options';
import type { HistoryLine } from './history';

const INKS = ['series1', 'series2', 'series3', 'series4'] as const;
const DASHES: readonly (readonly number[])[] = [[], [5, 3], [1.5, 3], [8, 2, 2, 2]];

const line = (i: number, name: string, t: ArrayLike<Ms>, value: ArrayLike<number>): HistoryLine => ({
  ...{ name, t, value, ink: INKS[i % 4]!, width: i === 0 ? 1.5 : 1.25 },
  ...(DASHES[i % 4]!.length > 0 ? { dash: DASHES[i % 4]! } : {}),
});

/** Of one maturity: its risk reversal at each capture; undefined where the history has no such maturity. */
export function riskReversalLine({ columns }: SurfaceHistory, days: number): HistoryLine | undefined {
  const found = columns.maturities.find((one) => one.days === days);
  return found && line(0, `${days} d`, columns.t, found.riskReversal);
}

export interface SlopeChoice {
  readonly id: string;
  readonly label: string;
  readonly line: HistoryLine;
}

/** Every slope that is stored: of the surface between neighbouring maturities, and of two equity indices. */
export function slopeChoices(
  history: SurfaceHistory | null,
  indices: IndicesReply | undefined,
): readonly SlopeChoice[] {
  const own = (history?.columns.slopes ?? []).flatMap(({ front, back, value }): SlopeChoice[] => {
    if (!value.some((one) => Number.isFinite(one))) return [];
    const label = `${front}/${back} d`;
    return [{ id: label, label, line: line(0, label, history!.columns.t, value) }];
  });
  const all = [...(indices?.own ? [indices.own] : []), ...(indices?.equity ?? [])];
  const front = all.find(({ instrument, days }) => days === 30 && isEquity(instrument));
  const back = all.find(({ instrument, days }) => days === 93 && isEquity(instrument));
  if (!front || !back) return own;
  const label = `${front.instrument}/${back.instrument}`;
  const { t, value } = ratioOf(front, back);
  return [...own, { id: label, label, line: line(0, label, t, value) }];
}

const isEquity = (instrument: string): boolean => /^(SIM-)?VIX/i.test(instrument);

/** front / back − 1 at the instants of the front, by the last value of the back known then; NaN before its first. */
export function ratioOf(
  front: IndexHistory,
  back: IndexHistory,
): { readonly t: Float64Array; readonly value: Float64Array } {
  let j = -1;
  const value = front.t.map((at, i) => {
    while (j + 1 < back.t.length && back.t[j + 1]! <= at) j++;
    return j < 0 ? NaN : front.value[i]! / back.value[j]! - 1;
  });
  return { t: front.t, value };
}

/** The index of the asset first, then equities by tenor; without one the model-free volatility of the chain. */
export function indexLines(history: SurfaceHistory | null, indices: IndicesReply | undefined): readonly HistoryLine[] {
  const all = [...(indices?.own ? [indices.own] : []), ...(indices?.equity ?? [])];
  const named = all.filter(({ days, t }) => t.length > 0 && (days === 30 || all.length === 1));
  const lines = named.map(({ instrument, t, value }, i) => line(i, instrument, t, value));
  if (named.length > 0 || !history || history.columns.t.length === 0) return lines;
  return [line(0, 'model-free 30 d', history.columns.t, history.columns.volatilityIndex)];
}
