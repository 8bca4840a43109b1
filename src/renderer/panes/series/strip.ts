import type { ChartTheme } from '../../theme/tokens';

export interface Strip {
  /** Share of the rows a month should hold: 0 none, 1 whole, NaN outside the span. */
  readonly share: Float64Array;
  readonly quarantined: Float64Array;
  /** Inferred, not recorded. */
  readonly estimate: boolean;
}

export type CellKind = 'outside' | 'none' | 'part' | 'whole';

/** A month that lacks less than this is whole: a bar at the edge of a month is not a gap worth a mark. */
const WHOLE_FROM = 0.995;

export function cellKind(share: number): CellKind {
  if (Number.isNaN(share)) return 'outside';
  if (share <= 0) return 'none';
  return share >= WHOLE_FROM ? 'whole' : 'part';
}

/** Height of a cell as a share of the strip: half at least, so that a part of a month is seen as such. */
export const partHeight = (share: number): number => 0.3 + 0.5 * share;

const HEIGHT = 15;
const FOOT = 4;

/** One cell a month: whole, part, or a thin line for none; amber at the foot where rows are quarantined. */
export function drawStrip(
  context: CanvasRenderingContext2D,
  { share, quarantined, estimate }: Strip,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  const months = share.length;
  const step = width / months;
  const gap = step >= 4 ? 1 : 0;
  const top = Math.round((height - HEIGHT) / 2);
  for (let i = 0; i < months; i++) {
    const x = Math.round(i * step);
    const w = Math.max(1, Math.round((i + 1) * step) - x - gap);
    const kind = cellKind(share[i]!);
    if (kind === 'outside' || kind === 'none') {
      context.fillStyle = theme.surface4;
      context.fillRect(x, top + Math.floor(HEIGHT / 2), w, kind === 'none' ? 2 : 1);
    } else {
      const foot = quarantined[i]! > 0 ? FOOT + 1 : 0;
      const full = kind === 'whole' ? HEIGHT : Math.max(3, Math.round(HEIGHT * partHeight(share[i]!)));
      const cell = Math.max(2, full - foot);
      context.fillStyle = estimate ? theme.estimateFill : theme.amount3;
      context.fillRect(x, top + HEIGHT - foot - cell, w, cell);
      if (estimate) {
        context.fillStyle = theme.estimate;
        context.fillRect(x, top + HEIGHT - foot - 2, w, 2);
      }
    }
    if (quarantined[i]! > 0) {
      context.fillStyle = theme.warning;
      context.fillRect(x, top + HEIGHT - FOOT, w, FOOT);
    }
  }
}

export interface YearTick {
  readonly year: number;
  /** Position over the strip, 0 to 1. */
  readonly at: number;
}

/** Room that a year needs to be printed. */
const LABEL_PX = 34;

/** Januaries over a strip, no closer than `least` px. @param firstMonth months since January 1970 */
export function yearTicks(firstMonth: number, months: number, width: number, least = 40): YearTick[] {
  const ticks: YearTick[] = [];
  const first = Math.ceil(firstMonth / 12);
  const every = Math.max(1, Math.ceil(least / ((12 / Math.max(1, months)) * Math.max(1, width))));
  for (let year = first; year * 12 < firstMonth + months; year++) {
    if ((year - first) % every !== 0) continue;
    const at = (year * 12 - firstMonth) / months;
    if ((1 - at) * width >= LABEL_PX) ticks.push({ year: 1_970 + year, at });
  }
  return ticks;
}

/** `2024-03: 87 % of what there should be, 12 quarantined` */
export function monthText(strip: Strip, firstMonth: number, i: number): string {
  const month = firstMonth + i;
  const name = `${1_970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  const share = strip.share[i] ?? NaN;
  const words =
    Number.isNaN(share) || share <= 0
      ? 'nothing stored'
      : share >= WHOLE_FROM
        ? 'whole'
        : `${(share * 100).toFixed(0)} % of what there should be`;
  const set = strip.quarantined[i] ?? 0;
  return `${name}: ${words}${set > 0 ? `, ${set} quarantined` : ''}`;
}
