import { lowerBound } from '../series/search';
import type { Ms } from '../time/ms';
import type { CohortInput } from './cohorts';
import type { LevelMap } from './level-map';
import { DEFAULT_LEVEL_SETTINGS, LevelWalk, type LevelSettings } from './liquidation-levels';
import type { LiquidationSeries, Side, Span } from './types';

/** How well the estimated levels told where liquidations happened. */
export interface LevelsLift {
  /** Share of the notional in the top decile, over the share of a uniform map: 1 is no better than chance. NaN without liquidations. */
  readonly lift: number;
  /** Share of the counted notional in the top decile of places, 0 … 1. */
  readonly topShare: number;
  /** Places that the market passed: bins by bars, of both sides. */
  readonly places: number;
  /** Prints or buckets counted, bars that had any, and their USD. */
  readonly liquidations: number;
  readonly bars: number;
  readonly notionalUsd: number;
}

const TOP = 0.1;

/**
 * Measures {@link liquidationLevels} against liquidations that came after them.
 *
 * A place is a bin that the market passed over a bar on the way from the close before to the bar's low (longs; the high for shorts).
 * Its prediction is the share of open interest that the map held there when the bar before ended. Of all places those of the highest
 * predictions are the top decile; places that tie at its edge are in it by the same fraction. A uniform map over the same
 * prices has a tenth of the notional there. So a map gains nothing by knowing that liquidations happen close to the price. It does
 * gain by pointing at prices long unvisited, which levels share with simpler maps: a lift above 1 does not tell them apart.
 * Prints of a bar that lie outside its places count as missed; one without notional counts price × quantity. A bucket tells no
 * price: it is spread evenly over the places of its bar.
 * @param within liquidations outside are not counted, such as those between cascades; every place is. Ascending, disjoint.
 * @throws {RangeError} buckets longer than the bars, or as {@link liquidationLevels}
 * @source method.md, section 2.
 */
export function levelsLift(
  input: CohortInput,
  liquidations: LiquidationSeries,
  settings: LevelSettings = DEFAULT_LEVEL_SETTINGS,
  within?: readonly Span[],
): LevelsLift {
  const { columns, interval } = input.bars;
  if (liquidations.kind === 'buckets' && !(liquidations.interval <= interval))
    throw new RangeError(`buckets of ${liquidations.interval} ms in bars of ${interval} ms`);
  const walk = new LevelWalk(input, settings);
  const bin = (price: number): number => Math.floor(Math.log(price) / walk.width);
  const score = new Score();
  const flow = new Flow(liquidations, within, bin);
  while (walk.step()) {
    const next = walk.row + 1;
    if (next === columns.t.length || columns.t[next] + interval > (input.asOf ?? Infinity)) break;
    const close = bin(columns.c[next - 1]);
    const [low, high] = [bin(columns.l[next]), bin(columns.h[next])];
    if (!(walk.openInterest > 0) || Number.isNaN(close + low + high)) continue;
    flow.take(columns.t[next], columns.t[next] + interval);
    score.add(walk.longs, Math.min(low, close), close, flow.long, walk.openInterest);
    score.add(walk.shorts, close, Math.max(high, close), flow.short, walk.openInterest);
    score.count(flow.rows);
  }
  return score.result();
}

/** USD by bin; what has no price is kept by itself. */
interface SideFlow {
  readonly byBin: Map<number, number>;
  unplaced: number;
}

/** What was liquidated over one bar. */
class Flow {
  readonly long: SideFlow = { byBin: new Map(), unplaced: 0 };
  readonly short: SideFlow = { byBin: new Map(), unplaced: 0 };
  /** Prints or buckets. */
  rows = 0;
  private readonly series: LiquidationSeries;
  private readonly within: readonly Span[] | undefined;
  private readonly bin: (price: number) => number;
  private span = 0;

  constructor(series: LiquidationSeries, within: readonly Span[] | undefined, bin: (price: number) => number) {
    this.series = series;
    this.within = within;
    this.bin = bin;
  }

  take(from: Ms, to: Ms): void {
    for (const side of [this.long, this.short]) {
      side.byBin.clear();
      side.unplaced = 0;
    }
    this.rows = 0;
    const { t } = this.series.columns;
    for (let k = lowerBound(t, from); k < t.length && t[k] < to; k++) if (this.isCounted(t[k])) this.add(k);
  }

  private isCounted(t: Ms): boolean {
    const { within } = this;
    if (!within) return true;
    while (this.span < within.length && within[this.span].to <= t) this.span++;
    return this.span < within.length && within[this.span].from <= t;
  }

  private add(k: number): void {
    const { series } = this;
    if (series.kind === 'buckets') {
      const { long, short } = series.columns;
      if (long[k] > 0) this.long.unplaced += long[k];
      if (short[k] > 0) this.short.unplaced += short[k];
      if (long[k] > 0 || short[k] > 0) this.rows++;
      return;
    }
    const { side, price, quantity, notional } = series.columns;
    const usd = Number.isNaN(notional[k]) ? price[k] * quantity[k] : notional[k];
    if (!(usd > 0 && price[k] > 0)) return;
    const { byBin } = this[sideOf(side[k])];
    const at = this.bin(price[k]);
    byBin.set(at, (byBin.get(at) ?? 0) + usd);
    this.rows++;
  }
}

class Score {
  /** Places with a prediction or with liquidations; the others are only counted. */
  private readonly predicted: number[] = [];
  private readonly usd: number[] = [];
  private places = 0;
  private notional = 0;
  private rows = 0;
  private bars = 0;

  /** The places of one side over one bar, bins first … last. */
  add(map: LevelMap, first: number, last: number, flow: SideFlow, openInterest: number): void {
    const each = flow.unplaced / (last - first + 1);
    this.places += last - first + 1;
    this.notional += flow.unplaced;
    for (const usd of flow.byBin.values()) this.notional += usd;
    for (let bin = first; bin <= last; bin++) {
      const predicted = map.amountIn(bin) / openInterest;
      const usd = each + (flow.byBin.get(bin) ?? 0);
      if (predicted === 0 && usd === 0) continue;
      this.predicted.push(predicted);
      this.usd.push(usd);
    }
  }

  count(rows: number): void {
    this.rows += rows;
    if (rows > 0) this.bars++;
  }

  result(): LevelsLift {
    const topShare = this.topUsd() / this.notional;
    return {
      ...{ lift: topShare / TOP, topShare, places: this.places },
      ...{ liquidations: this.rows, bars: this.bars, notionalUsd: this.notional },
    };
  }

  private topUsd(): number {
    const { predicted, usd } = this;
    const order = Uint32Array.from(predicted, (_, i) => i).sort((a, b) => predicted[b] - predicted[a]);
    let left = TOP * this.places;
    let sum = 0;
    for (let i = 0; i < order.length && left > 0;) {
      const level = predicted[order[i]];
      let tied = 0;
      let tiedUsd = 0;
      for (; i < order.length && predicted[order[i]] === level; i++) {
        tied++;
        tiedUsd += usd[order[i]];
      }
      if (level === 0) tied += this.places - order.length;
      sum += tiedUsd * Math.min(1, left / tied);
      left -= tied;
    }
    return sum;
  }
}

function sideOf(side: number): Side {
  return side > 0 ? 'long' : 'short';
}
