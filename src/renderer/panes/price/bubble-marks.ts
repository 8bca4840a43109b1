import type { IChartApi, SeriesAttachedParameter, Time } from 'lightweight-charts';
import type { Bars } from '#core/series/schema';
import type { ChartTheme } from '../../theme/tokens';
import { EMPTY_AXIS, type Axis } from './axis';
import { placeBubbles, radiusOf, type Bubble, type PlacedBubble } from './bubbles';
import type { CandleSeries, Primitive } from './chart';
import { paneView, slotScale } from './draw/canvas';

/** What the bubbles are drawn from: liquidations aligned with the slots of the axis, USD, NaN where none is stored. */
export interface BubbleScene {
  axis: Axis;
  bars: Bars | undefined;
  long: Float64Array;
  short: Float64Array;
  /** Notional with the greatest circle. */
  largest: number;
  theme: ChartTheme;
}

export const emptyBubbles = (theme: ChartTheme): BubbleScene => ({
  axis: EMPTY_AXIS,
  bars: undefined,
  long: new Float64Array(0),
  short: new Float64Array(0),
  largest: 0,
  theme,
});

const LEAST_DRAWN_PX = 3;

/** Longs closed at the low of their bar, shorts closed at its high. */
export function createBubbles(scene: BubbleScene): Primitive {
  let chart: IChartApi | undefined;
  let series: CandleSeries | undefined;
  const view = paneView('bottom', (context) => {
    const scale = chart && slotScale(chart);
    if (!scale || !series || !scene.bars || !(scene.largest > 0)) return;
    const marks: Bubble[] = [];
    const first = Math.max(0, scale.first);
    const last = Math.min(scene.axis.t.length - 1, scale.last);
    for (let i = first; i <= last; i++) {
      const b = scene.axis.bar[i]!;
      if (b < 0) continue;
      const x = scale.x0 + i * scale.dx;
      addMark(marks, series, x, scene.bars.l[b]!, scene.long[i] ?? NaN, 'long', scene.largest);
      addMark(marks, series, x, scene.bars.h[b]!, scene.short[i] ?? NaN, 'short', scene.largest);
    }
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

function addMark(
  marks: Bubble[],
  series: CandleSeries,
  x: number,
  price: number,
  notional: number,
  side: Bubble['side'],
  largest: number,
): void {
  if (!(notional > 0) || radiusOf(notional, largest) < LEAST_DRAWN_PX) return;
  const y = series.priceToCoordinate(price);
  if (y !== null) marks.push({ x, y, notional, side });
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
