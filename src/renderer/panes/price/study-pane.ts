import {
  LineSeries,
  type IChartApi,
  type IPaneApi,
  type ISeriesApi,
  type SeriesAttachedParameter,
  type Time,
} from 'lightweight-charts';
import type { ChartTheme } from '../../theme/tokens';
import { createBands, type BandScene } from './bands';
import { isCut, toTime, type Primitive } from './chart';
import { paneView, slotScale } from './draw/canvas';
import { drawPlot } from './draw/plots';
import type { StudyFrame } from './study-frames';

/** Axis marks stand closer than on the candles: the panes are low. */
const TICK_DENSITY = 1.6;

/** One sub-pane below the candles. */
export interface StudyPane {
  readonly id: string;
  readonly pane: () => IPaneApi<Time>;
  readonly setFrame: (frame: StudyFrame | undefined) => void;
  readonly frame: () => StudyFrame | undefined;
  /** Stamp of the one point that ties the pane to the time axis; see below. */
  readonly anchor: (ms: number, isGrown?: boolean) => void;
  /** Share of the height that stays free at the top. */
  readonly setTop: (share: number) => void;
  readonly remove: () => void;
}

/**
 * The library wants a series in each pane and rebuilds its time axis for every series that is set. So the pane holds one
 * invisible point at the newest stamp there is, and a primitive draws the study from typed arrays: swapping a window costs nothing here.
 */
export function createStudyPane(chart: IChartApi, index: number, id: string, scene: BandScene): StudyPane {
  let frame: StudyFrame | undefined;
  let anchored = NaN;
  const series: ISeriesApi<'Line'> = chart.addSeries(
    LineSeries,
    {
      lineVisible: false,
      pointMarkersVisible: false,
      crosshairMarkerVisible: false,
      lastValueVisible: false,
      priceLineVisible: false,
      priceFormat: {
        type: 'custom',
        minMove: 1e-9,
        formatter: (v: number) => frame?.format(v) ?? '',
        tickmarksFormatter: (values: readonly number[]) => {
          const height = series.getPane().getHeight();
          const marks = frame?.ticks(values) ?? [];
          return values.map((v, i) => (isCut(series.priceToCoordinate(v) ?? NaN, height) ? '' : (marks[i] ?? '')));
        },
      },
      autoscaleInfoProvider: () => {
        const visible = chart.timeScale().getVisibleLogicalRange();
        const range = visible && frame?.range(Math.floor(visible.from), Math.ceil(visible.to));
        return range ? { priceRange: { minValue: range.min, maxValue: range.max } } : null;
      },
    },
    index,
  );
  series.attachPrimitive(createStudyMarks(() => frame, () => scene.theme)); // prettier-ignore
  const pane = (): IPaneApi<Time> => series.getPane();
  pane().attachPrimitive(createBands(scene, false));
  return {
    id,
    pane,
    frame: () => frame,
    setFrame: (next) => void (frame = next),
    anchor: (ms, isGrown = false) => {
      if (ms === anchored) return;
      const isNext = isGrown && ms > anchored;
      anchored = ms;
      const point = { time: toTime(ms), value: 0 };
      if (isNext) series.update(point);
      else series.setData([point]);
    },
    setTop: (top) =>
      series.priceScale().applyOptions({ tickMarkDensity: TICK_DENSITY, scaleMargins: { top, bottom: 0.08 } }),
    remove: () => chart.removeSeries(series),
  };
}

function createStudyMarks(frame: () => StudyFrame | undefined, theme: () => ChartTheme): Primitive {
  let chart: IChartApi | undefined;
  let series: SeriesAttachedParameter<Time>['series'] | undefined;
  const view = paneView('normal', (context, { width }) => {
    const shown = frame();
    const x = chart && slotScale(chart);
    if (!shown || !x || !series) return;
    const y0 = series.priceToCoordinate(0);
    const yBig = series.priceToCoordinate(1e6);
    if (y0 === null || yBig === null) return;
    const scale = { a: y0, b: (yBig - y0) / 1e6 }; // the axis is linear: two points tell it
    context.strokeStyle = theme().border2;
    context.lineWidth = 1;
    context.beginPath();
    for (const level of shown.levels) {
      const y = Math.round(scale.a + scale.b * level) + 0.5;
      context.moveTo(0, y);
      context.lineTo(width, y);
    }
    context.stroke();
    for (const plot of shown.plots) drawPlot(context, plot, x, scale);
  });
  const views = [view];
  return {
    attached: (param: SeriesAttachedParameter<Time>) => {
      chart = param.chart as IChartApi;
      series = param.series;
    },
    detached: () => void (chart = undefined),
    paneViews: () => views,
  };
}
