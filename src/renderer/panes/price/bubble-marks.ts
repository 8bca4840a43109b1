import type { IChartApi, SeriesAttachedParameter, Time } from 'lightweight-charts';
import type { CascadeRow } from '#shared/cascades';
import type { Bars } from '#core/series/schema';
import type { ChartTheme } from '../../theme/tokens';
import { EMPTY_AXIS, slotAt, type Axis } from './axis';
import { placeBubbles, type Bubble, type PlacedBubble } from './bubbles';
import type { CandleSeries, Primitive } from './chart';
import { paneView, slotScale, type SlotScale } from './draw/canvas';

/** What the bubbles are drawn from: cascades, and liquidations aligned with the slots of the axis (USD, NaN where none is stored). */
export interface BubbleScene {
  axis: Axis;
  bars: Bars | undefined;
  cascades: readonly CascadeRow[];
  long: Float64Array;
  short: Float64Array;
  /** Notional with the greatest circle. */
  largest: number;
  theme: ChartTheme;
}

export const emptyBubbles = (theme: ChartTheme): BubbleScene => ({
  axis: EMPTY_AXIS,
  bars: undefined,
  cascades: [],
  long: new Float64Array(0),
  short: new Float64Array(0),
  largest: 0,
  theme,
});

/** Bars that an event has to span for its liquidations to be shown bar by bar. */
const LEAST_BARS = 3;

/** Longs closed at the low of their bar, shorts closed at its high. */
export function createBubbles(scene: BubbleScene): Primitive {
  let chart: IChartApi | undefined;
  let series: CandleSeries | undefined;
  const view = paneView('normal', (context) => {
    const scale = chart && slotScale(chart);
    if (!scale || !series || !scene.bars || !(scene.largest > 0)) return;
    const marks: Bubble[] = [];
    for (const cascade of scene.cascades) addCascade(marks, scene, scene.bars, cascade, series, scale);
    for (const bubble of placeBubbles(marks, scene.largest)) drawBubble(context, bubble, scene.theme);
  });
  const views = [view];
  return {
    attached: (param: SeriesAttachedParameter<Time>) => {
      chart = param.chart as IChartApi;
      series = param.series as CandleSeries;
    },
    detached: () => void (chart = undefined),
    paneViews: () => views,
  };
}

/** Bar by bar where the bars are finer than the event, else the event as one mark: the noise around it is no event. */
function addCascade(
  marks: Bubble[],
  scene: BubbleScene,
  bars: Bars,
  cascade: CascadeRow,
  series: CandleSeries,
  scale: SlotScale,
): void {
  const { axis } = scene;
  const slot = (t: number): number => Math.floor(slotAt(axis, t) + 0.5);
  const [first, last] = [slot(cascade.start), slot(cascade.end - 1)];
  if (last < scale.first || first > scale.last) return;
  const add = (i: number, notional: number, side: Bubble['side']): void => {
    const b = axis.bar[i] ?? -1;
    if (b < 0 || !(notional > 0)) return;
    const y = series.priceToCoordinate(side === 'long' ? bars.l[b]! : bars.h[b]!);
    if (y !== null) marks.push({ x: scale.x0 + i * scale.dx, y, notional, side });
  };
  if (last - first + 1 < LEAST_BARS || scene.long.length === 0) {
    const peak = slot(cascade.peak);
    add(peak, cascade.notionalLongUsd, 'long');
    add(peak, cascade.notionalShortUsd, 'short');
    return;
  }
  for (let i = Math.max(0, first); i <= last; i++) {
    add(i, scene.long[i] ?? NaN, 'long');
    add(i, scene.short[i] ?? NaN, 'short');
  }
}

function drawBubble(context: CanvasRenderingContext2D, bubble: PlacedBubble, theme: ChartTheme): void {
  context.beginPath();
  context.arc(bubble.x, bubble.y, bubble.radius, 0, 2 * Math.PI);
  context.fillStyle = bubble.side === 'long' ? theme.longFill : theme.shortFill;
  context.fill();
  context.strokeStyle = bubble.side === 'long' ? theme.long : theme.short;
  context.lineWidth = 1;
  context.stroke();
}
