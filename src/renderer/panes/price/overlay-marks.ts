import type { IChartApi, SeriesAttachedParameter, Time } from 'lightweight-charts';
import type { LevelsReply } from '#shared/market';
import type { ChartTheme } from '../../theme/tokens';
import type { CandleSeries, Primitive } from './chart';
import { paneView, slotScale } from './draw/canvas';
import { drawPlot, type Plot, type ValueScale } from './draw/plots';
import { levelRows } from './level-rows';

/** What is drawn over the candles beside the marks of events. */
export interface OverlayScene {
  lines: readonly Plot[];
  levels: LevelsReply | undefined;
  theme: ChartTheme;
}

/** Px of a row of estimated levels, with the gap below it. */
const ROW_PX = 5;
const GAP_PX = 1;
/** Share of the pane's width that the longest row takes. */
const MOST_SHARE = 0.12;

/** Lines over the candles, and estimated levels as bars that grow from the right edge: length is USD. */
export function createOverlayMarks(scene: OverlayScene): Primitive {
  let chart: IChartApi | undefined;
  let series: CandleSeries | undefined;
  const under = paneView('bottom', (context, size) => {
    const y = series && valueScale(series);
    if (y && scene.levels) drawLevels(context, scene.levels, scene.theme, y, size);
  });
  const over = paneView('normal', (context) => {
    const x = chart && slotScale(chart);
    const y = series && valueScale(series);
    if (x && y) for (const line of scene.lines) drawPlot(context, line, x, y);
  });
  const views = [under, over];
  return {
    attached: (param: SeriesAttachedParameter<Time>) => {
      chart = param.chart as IChartApi;
      series = param.series as CandleSeries;
    },
    detached: () => void (chart = undefined),
    paneViews: () => views,
  };
}

/** The axis is linear: two points tell it. */
function valueScale(series: CandleSeries): ValueScale | undefined {
  const y0 = series.priceToCoordinate(0);
  const yBig = series.priceToCoordinate(1e6);
  return y0 === null || yBig === null ? undefined : { a: y0, b: (yBig - y0) / 1e6 };
}

function drawLevels(
  context: CanvasRenderingContext2D,
  levels: LevelsReply,
  { estimateFill, estimate }: ChartTheme,
  { a, b }: ValueScale,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  if (!(b < 0)) return;
  const rows = levelRows(levels, -a / b, ROW_PX / -b, Math.ceil(height / ROW_PX));
  const most = rows.reduce((x, y) => Math.max(x, y), 0);
  if (!(most > 0)) return;
  const unit = (MOST_SHARE * width) / most;
  const bars = (inset: number): void => {
    context.beginPath();
    rows.forEach((usd, row) => {
      if (usd * unit >= 0.5) context.rect(width - usd * unit, row * ROW_PX, inset || usd * unit, ROW_PX - GAP_PX);
    });
    context.fill();
  };
  context.fillStyle = estimateFill;
  bars(0);
  context.fillStyle = estimate; // a hair at the tip: the fill alone is faint on a candle
  context.globalAlpha = 0.6;
  bars(1);
  context.globalAlpha = 1;
}
