import type { IChartApi } from 'lightweight-charts';
import { slotAt, timeAt, type Axis } from './axis';
import { slotScale } from './draw/canvas';
import type { SlotRange, TimeRange } from './viewport';

/**
 * Between slots, time and pixels of the chart. The library's logical range ends in the middle of slots, ours at their
 * edges: half a slot lies between the two at either end.
 */
export function showSlots(chart: IChartApi, { from, to }: SlotRange): void {
  chart.timeScale().setVisibleLogicalRange({ from: from + 0.5, to: to - 0.5 });
}

export const toSlots = (axis: Axis, { from, to }: TimeRange): SlotRange => ({
  from: slotAt(axis, from),
  to: slotAt(axis, to),
});
export const toTimes = (axis: Axis, { from, to }: SlotRange): TimeRange => ({
  from: timeAt(axis, from),
  to: timeAt(axis, to),
});

export function slotOfX(chart: IChartApi, x: number): number | undefined {
  const scale = slotScale(chart);
  return scale && (x - scale.x0) / scale.dx;
}

export function xOfSlot(chart: IChartApi, slot: number): number | undefined {
  const scale = slotScale(chart);
  return scale && scale.x0 + slot * scale.dx;
}

/** Heights of the plots without the time axis. */
export function plotSize(chart: IChartApi): { width: number; height: number } {
  const height = chart.panes().reduce((sum, pane) => sum + pane.getHeight(), 0);
  return { width: chart.timeScale().width(), height: height + chart.panes().length - 1 };
}
