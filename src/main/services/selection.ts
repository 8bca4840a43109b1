import { isScenario } from '#core/scenario/id';
import { parseSymbol } from '#core/series/instrument';
import type { SeriesKind } from '#core/series/schema';
import { LADDER } from '#core/time/ladder';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { SeriesRecord } from '../store/types';

/**
 * Series of one kind that speak for an instrument: its own, or where it has none those of the same asset (`BTC` for
 * `BTCUSDT`), so that an asset's liquidations find the prices of its contracts.
 */
export function seriesFor(all: readonly SeriesRecord[], instrument: string, kind: SeriesKind): SeriesRecord[] {
  const ofKind = all.filter((series) => series.kind === kind && series.rows > 0);
  const own = ofKind.filter((series) => series.instrument === instrument);
  if (own.length > 0) return own;
  const asset = assetOf(all, instrument);
  return ofKind.filter((series) => isOf(asset, series));
}

/** The real market, the sample market, or that of one scenario: figures of one never speak for another. */
export const marketOf = ({ instrument, synthetic }: Pick<SeriesRecord, 'instrument' | 'synthetic'>): string =>
  isScenario(instrument) ? instrument : synthetic ? 'sample' : 'real';

/** What an instrument is a contract on, and in which market. */
interface Asset {
  readonly base: string;
  readonly market: string;
}

export function assetOf(all: readonly SeriesRecord[], instrument: string): Asset {
  const synthetic = all.find((series) => series.instrument === instrument)?.synthetic ?? false;
  return { base: parseSymbol(instrument).base, market: marketOf({ instrument, synthetic }) };
}

/** Whether a series speaks of an asset. */
export const isOf = ({ base, market }: Asset, series: SeriesRecord): boolean =>
  marketOf(series) === market && parseSymbol(series.instrument).base === base;

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

/** How much of a span a series covers. */
export const overlap = (series: SeriesRecord, from: Ms, to: Ms): Ms =>
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

/** An end this much before the newest one is as good as it. */
const REACH: Ms = 7 * MS_PER_DAY;
const knownEnd = ({ to, knownLag }: SeriesRecord): Ms => to + knownLag;

/**
 * Those that reach to the end of what is known of any of them, or to `until`: a long one that ended long ago says nothing of now.
 */
export function reaching(candidates: readonly SeriesRecord[], until: Ms = Infinity): SeriesRecord[] {
  const newest = Math.min(until, Math.max(...candidates.map(knownEnd)));
  return candidates.filter((series) => knownEnd(series) >= newest - REACH);
}

/** The longest of those that reach to the end. */
export const chooseReaching = (candidates: readonly SeriesRecord[]): SeriesRecord | undefined =>
  chooseLongest(reaching(candidates), -Infinity, Infinity);

/** The volatility index that belongs to an instrument's asset: `BTC-DVOL` or `DVOL` of BTC, `SIM-BTC-DVOL`. */
export function volatilityFor(all: readonly SeriesRecord[], instrument: string): SeriesRecord[] {
  const { base, market } = assetOf(all, instrument);
  return all.filter(
    (series) =>
      series.kind === 'vol' &&
      series.rows > 0 &&
      marketOf(series) === market &&
      (series.instrument === instrument ||
        series.instrument
          .toUpperCase()
          .split(/[-_.:/ ]/)
          .includes(base)),
  );
}

/** Series that open-interest cohorts of an instrument are made from. */
export interface CohortChoice {
  readonly bars: SeriesRecord;
  readonly oi: SeriesRecord;
  readonly funding: SeriesRecord | undefined;
}

/**
 * The open interest that reaches farthest back, with bars that reach about as far: of those the finest that are no finer
 * than its readings, which would cost more and tell little more. Undefined when either is not stored.
 */
export function chooseCohorts(all: readonly SeriesRecord[], instrument: string): CohortChoice | undefined {
  const oi = chooseLongest(seriesFor(all, instrument, 'oi'), -Infinity, Infinity);
  if (!oi) return undefined;
  const covered = (series: SeriesRecord): Ms => overlap(series, oi.from, oi.to);
  const candidates = seriesFor(all, instrument, 'bars');
  const longest = Math.max(0, ...candidates.map(covered));
  const [bars] = candidates
    .filter((series) => covered(series) > 0 && covered(series) >= NEARLY * longest)
    .sort(
      (a, b) =>
        Number(a.interval < oi.interval) - Number(b.interval < oi.interval) ||
        (a.interval < oi.interval ? b.interval - a.interval : a.interval - b.interval) ||
        b.rows - a.rows,
    );
  if (!bars) return undefined;
  return { bars, oi, funding: chooseLongest(seriesFor(all, instrument, 'funding'), bars.from, bars.to) };
}

/** Fewer members say nothing of a market's breadth. */
const LEAST_BASKET = 5;
const LEAST_BASKET_INTERVAL: Ms = MS_PER_HOUR;
/** Covers a span about as well as the best does. */
export const NEARLY = 0.98;

/**
 * Bars of one source and interval that make the widest basket around the asset over a span, its own among them; empty when
 * there is none. Markets are never mixed.
 */
export function chooseBasket(
  all: readonly SeriesRecord[],
  instrument: string,
  from: Ms = -Infinity,
  to: Ms = Infinity,
): SeriesRecord[] {
  const asset = assetOf(all, instrument);
  const groups = new Map<string, SeriesRecord[]>();
  for (const series of all) {
    const isBars = series.kind === 'bars' && series.rows > 0 && series.interval >= LEAST_BASKET_INTERVAL;
    if (!isBars || marketOf(series) !== asset.market) continue;
    const key = `${series.source} ${series.interval}`;
    groups.set(key, [...(groups.get(key) ?? []), series]);
  }
  const baskets = [...groups.values()].flatMap((group) => {
    const members = onePerAsset(group);
    const own = members.find((series) => isOf(asset, series));
    return own && members.length >= LEAST_BASKET ? [{ members, covered: overlap(own, from, to) }] : [];
  });
  const longest = Math.max(0, ...baskets.map(({ covered }) => covered));
  const [best] = baskets
    .filter(({ covered }) => covered >= NEARLY * longest)
    .sort((a, b) => b.members[0]!.interval - a.members[0]!.interval || b.members.length - a.members.length);
  return best ? [...best.members] : [];
}

/** A second contract of an asset would vote twice. */
function onePerAsset(group: readonly SeriesRecord[]): readonly SeriesRecord[] {
  const byAsset = new Map<string, SeriesRecord>();
  for (const series of group) {
    const { base } = parseSymbol(series.instrument);
    if (!byAsset.has(base)) byAsset.set(base, series);
  }
  return [...byAsset.values()];
}
