import { parseSymbol } from '#core/series/instrument';
import type { SeriesKind } from '#core/series/schema';
import { LADDER } from '#core/time/ladder';
import type { Ms } from '#core/time/ms';
import type { SeriesRecord } from '../store/types';

/**
 * Series of one kind that speak for an instrument: its own, or where it has none those of the same asset (`BTC` for
 * `BTCUSDT`), so that an asset's liquidations find the prices of its contracts.
 */
export function seriesFor(all: readonly SeriesRecord[], instrument: string, kind: SeriesKind): SeriesRecord[] {
  const ofKind = all.filter((series) => series.kind === kind && series.rows > 0);
  const own = ofKind.filter((series) => series.instrument === instrument);
  if (own.length > 0) return own;
  const { base } = parseSymbol(instrument);
  return ofKind.filter((series) => parseSymbol(series.instrument).base === base);
}

interface Wish {
  readonly from: Ms;
  readonly to: Ms;
  readonly interval: Ms;
  readonly maxBars: number;
}

export interface BarChoice {
  readonly series: SeriesRecord;
  readonly interval: Ms;
}

const overlap = (series: SeriesRecord, from: Ms, to: Ms): Ms =>
  Math.max(0, Math.min(series.to + series.interval, to) - Math.max(series.from, from));

/** Finest ladder step at or above the wish that the series can give and that fits in `maxBars`; undefined when none does. */
function stepFor(series: SeriesRecord, wish: Wish): Ms | undefined {
  return LADDER.find(
    (step) =>
      step >= wish.interval &&
      step >= series.interval &&
      step % series.interval === 0 &&
      (wish.to - wish.from) / step <= wish.maxBars,
  );
}

/**
 * Which stored series answers a request for bars, and at what interval: of those that cover the range about equally
 * well, the one that shows it finest; of equals the longest.
 */
export function chooseBars(candidates: readonly SeriesRecord[], wish: Wish): BarChoice | undefined {
  const choices = candidates
    .map((series) => ({
      series,
      interval: stepFor(series, wish) ?? Math.max(series.interval, LADDER.at(-1)!),
      covered: overlap(series, wish.from, wish.to),
    }))
    .sort((a, b) => b.covered - a.covered || b.series.rows - a.series.rows);
  const best = choices[0];
  if (!best) return undefined;
  const tolerance = Math.max(0.01 * best.covered, 2 * best.interval);
  return choices
    .filter((choice) => best.covered - choice.covered <= tolerance)
    .reduce((finest, choice) => (choice.interval < finest.interval ? choice : finest));
}

/** The series with the most rows in the range; prefers the finer of two that cover alike. */
export function chooseLongest(candidates: readonly SeriesRecord[], from: Ms, to: Ms): SeriesRecord | undefined {
  return [...candidates].sort(
    (a, b) => overlap(b, from, to) - overlap(a, from, to) || a.interval - b.interval || b.rows - a.rows,
  )[0];
}

/** The volatility index that belongs to an instrument's asset: `BTC-DVOL` or `DVOL` of BTC, `SIM-BTC-DVOL`. */
export function volatilityFor(all: readonly SeriesRecord[], instrument: string): SeriesRecord[] {
  const { base } = parseSymbol(instrument);
  const synthetic = all.find((series) => series.instrument === instrument)?.synthetic ?? false;
  return all.filter(
    (series) =>
      series.kind === 'vol' &&
      series.rows > 0 &&
      series.synthetic === synthetic &&
      (series.instrument === instrument ||
        series.instrument
          .toUpperCase()
          .split(/[-_.:/ ]/)
          .includes(base)),
  );
}
