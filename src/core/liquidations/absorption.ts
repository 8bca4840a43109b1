import type { Ms } from '../time/ms';
import { lastKnown } from './describe';
import { gridBetween, type LiquidationGrid } from './grid';
import { baselineLength, DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from './settings';
import type { CascadeEvent, CascadeInput, MarketContext } from './types';

/** Every number of the absorption measure (method.md, section 2); grid, baseline and staleness are the detector's. */
export interface AbsorptionSettings {
  /** A calm level rests on at least this many windows that had liquidations. Default 10. */
  readonly minCalmWindows: number;
}

export const DEFAULT_ABSORPTION_SETTINGS: AbsorptionSettings = { minCalmWindows: 10 };

export const ABSORPTION_STAGES = ['onset', 'peak', 'exhaustion', 'after'] as const;
export type AbsorptionStageName = (typeof ABSORPTION_STAGES)[number];

/** Why a figure is NaN: the stage is empty, its bins are not known, no bar closed in it, nothing was liquidated, too few calm windows. */
export type AbsorptionGap = 'empty' | 'notCovered' | 'noPrice' | 'noLiquidations' | 'noCalm';

/** One stage [from, to) of a cascade. */
export interface AbsorptionStage {
  readonly name: AbsorptionStageName;
  readonly from: Ms;
  readonly to: Ms;
  /** 10⁴·ln(price at `from` / price at `to`) for longs, mirrored for shorts: positive when the move hurt this side. */
  readonly moveBp: number;
  /** USD of this side liquidated. */
  readonly notionalUsd: number;
  /** |moveBp| per million USD. */
  readonly bpPerMillion: number;
  /** The same in the calm before, over windows as long as the stage: their moves together over their liquidations together. */
  readonly calmBpPerMillion: number;
  /** Windows that the calm level rests on. */
  readonly calmWindows: number;
  readonly ratioToCalm: number;
  /** The first reason for which `ratioToCalm` is NaN; null when it is not. */
  readonly gap: AbsorptionGap | null;
}

/**
 * Absorption: how far the price moved per million USD liquidated, stage by stage. A bid that comes back shows as a falling figure.
 *
 * Stages: `onset` from the start to the peak bin, `peak` that bin, `exhaustion` from there to the end, `after` from the end to
 * the decision. Price is the close of the last bar known at an instant; a stage has a move only when a bar closed within it.
 * The calm level is taken over windows as long as the stage, because a price that wanders moves with the root of time while
 * liquidations add up: windows of another length would differ by that alone. They are laid side by side back from the start over
 * the detector's baseline, and count when they are known and had liquidations of this side.
 * Nothing known later than the decision is read.
 * @param event as a detector gives it: with a bar rule, on a grid no finer than its bars.
 * @throws {RangeError} grid or bucket interval not usable
 * @source method.md, section 2; the ratio is that of Amihud (2002), doi:10.1016/S1386-4181(01)00024-6, with liquidations for volume.
 */
export function absorption(
  event: Pick<CascadeEvent, 'side' | 'start' | 'peak' | 'end' | 'decision'>,
  input: CascadeInput,
  settings: AbsorptionSettings = DEFAULT_ABSORPTION_SETTINGS,
  cascade: CascadeSettings = DEFAULT_CASCADE_SETTINGS,
): AbsorptionStage[] {
  const asOf = Math.min(event.decision, input.asOf ?? Infinity);
  const known = { ...input, asOf };
  const { binMs } = gridBetween(known, event.start, event.start, cascade);
  const from = event.start - baselineLength(cascade, binMs) * binMs;
  const grid = gridBetween(known, from, event.decision, cascade);
  const market = new Windows(grid, event.side === 'long' ? grid.long : grid.short, input.bars, asOf, cascade);
  const bin = (at: Ms): number => Math.min(grid.size, Math.max(0, Math.floor((at - grid.origin) / grid.binMs)));
  const [start, peak, end] = [bin(event.start), bin(event.peak), bin(event.end)];
  const bounds = [start, peak, Math.min(peak + 1, end), end, grid.size];
  return ABSORPTION_STAGES.map((name, k) =>
    stageOf(name, market, bounds[k], bounds[k + 1], start, event.side === 'long' ? 1 : -1, settings),
  );
}

function stageOf(
  name: AbsorptionStageName,
  market: Windows,
  first: number,
  end: number,
  start: number,
  sign: 1 | -1,
  { minCalmWindows }: AbsorptionSettings,
): AbsorptionStage {
  const moveBp = sign * market.fallBp(first, end);
  const notionalUsd = market.notional(first, end);
  const bpPerMillion = notionalUsd > 0 ? Math.abs(moveBp) / (notionalUsd / 1e6) : NaN;
  const calm = market.calm(start, end - first);
  const calmBpPerMillion = calm.windows >= minCalmWindows ? calm.moveBp / (calm.notionalUsd / 1e6) : NaN;
  const ratioToCalm = calmBpPerMillion > 0 ? bpPerMillion / calmBpPerMillion : NaN; // a price that stood still is no scale
  return {
    ...{ name, from: market.at(first), to: market.at(end), moveBp, notionalUsd, bpPerMillion },
    ...{ calmBpPerMillion, calmWindows: calm.windows, ratioToCalm },
    gap: Number.isNaN(ratioToCalm) ? gapOf(first === end, notionalUsd, moveBp) : null,
  };
}

function gapOf(isEmpty: boolean, notionalUsd: number, moveBp: number): AbsorptionGap {
  if (isEmpty) return 'empty';
  if (Number.isNaN(notionalUsd)) return 'notCovered';
  if (Number.isNaN(moveBp)) return 'noPrice';
  return notionalUsd > 0 ? 'noCalm' : 'noLiquidations';
}

/** Moves and liquidations over windows of bins [first, end). */
class Windows {
  private readonly grid: LiquidationGrid;
  private readonly bars: MarketContext['bars'];
  /** Row of the last bar known at the start of each bin, −1 without a fresh one. */
  private readonly rows: Int32Array;
  /** USD before each bin, and how many bins before it are not known. */
  private readonly usd: Float64Array;
  private readonly unknown: Int32Array;

  constructor(
    grid: LiquidationGrid,
    usd: Float64Array,
    bars: MarketContext['bars'],
    asOf: Ms,
    { staleIntervals }: CascadeSettings,
  ) {
    const { size, binMs, covered } = grid;
    this.grid = grid;
    this.bars = bars;
    this.rows = new Int32Array(size + 1).fill(-1);
    this.usd = new Float64Array(size + 1);
    this.unknown = new Int32Array(size + 1);
    const age = bars ? staleIntervals * Math.max(bars.interval, binMs) : 0;
    for (let i = 0; i <= size; i++) {
      const at = this.at(i);
      if (bars && at <= asOf) this.rows[i] = lastKnown(bars, at, at - age);
      if (i === size) break;
      this.usd[i + 1] = this.usd[i] + usd[i];
      this.unknown[i + 1] = this.unknown[i] + 1 - covered[i];
    }
  }

  at(bin: number): Ms {
    return this.grid.origin + bin * this.grid.binMs;
  }

  notional(first: number, end: number): number {
    return end > first && this.unknown[end] === this.unknown[first] ? this.usd[end] - this.usd[first] : NaN;
  }

  /** 10⁴·ln(price at the start / price at the end); NaN when no bar closed between. */
  fallBp(first: number, end: number): number {
    const [a, b] = [this.rows[first], this.rows[end]];
    if (!this.bars || a < 0 || b <= a) return NaN;
    return 1e4 * Math.log(this.bars.columns.c[a] / this.bars.columns.c[b]);
  }

  /** Sums over the windows of `length` bins that end at `start`, one before the other. */
  calm(start: number, length: number): { windows: number; moveBp: number; notionalUsd: number } {
    const sum = { windows: 0, moveBp: 0, notionalUsd: 0 };
    if (length === 0) return sum;
    for (let end = start; end >= length; end -= length) {
      const moveBp = this.fallBp(end - length, end);
      const notionalUsd = this.notional(end - length, end);
      if (!(notionalUsd > 0) || Number.isNaN(moveBp)) continue;
      sum.windows++;
      sum.moveBp += Math.abs(moveBp);
      sum.notionalUsd += notionalUsd;
    }
    return sum;
  }
}
