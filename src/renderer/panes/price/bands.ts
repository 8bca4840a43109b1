import type { IChartApi, IPanePrimitive, PaneAttachedParameter, Time } from 'lightweight-charts';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { formatTime, type Zone } from '../../lib/format';
import type { ChartTheme } from '../../theme/tokens';
import { EMPTY_AXIS, slotAt, type Axis } from './axis';
import { hatch } from '../shared/chart/hatch';
import { LEGEND_LINE_PX } from './legend-text';
import { backgroundView, paneView, slotScale, type SlotScale } from './draw/canvas';

/** What the bands of every pane are drawn from. The controller changes it and asks for a frame. */
export interface BandScene {
  axis: Axis;
  cascades: readonly CascadeRow[];
  selected: string | undefined;
  /** Nothing is known past it; null: live. */
  clock: Ms | null;
  theme: ChartTheme;
  zone: Zone;
  /** Legend lines over the candles below the first one. */
  legendLines: number;
}

export const emptyScene = (theme: ChartTheme): BandScene => ({
  axis: EMPTY_AXIS,
  cascades: [],
  selected: undefined,
  clock: null,
  theme,
  zone: 'utc',
  legendLines: 0,
});

const BAND_OPACITY = 0.38;
const LEAST_BAND_PX = 2;

/** Cascades as bands behind one pane, with a dotted line where each could be known to be over. */
export function createBands(scene: BandScene, labelled: boolean): IPanePrimitive<Time> {
  let chart: IChartApi | undefined;
  const view = backgroundView((context, { height }) => {
    const scale = chart && slotScale(chart);
    if (!scale || scene.axis.t.length === 0) return;
    if (scene.clock !== null) drawAfter(context, scene.clock, scene, scale, height);
    for (const cascade of scene.cascades) drawBand(context, cascade, scene, scale, height);
  });
  const label = paneView('top', (context) => {
    const scale = chart && slotScale(chart);
    const cascade = scene.cascades.find(({ id }) => id === scene.selected);
    if (scale && cascade && scene.axis.t.length > 0) drawLabel(context, cascade, scene, scale);
  });
  const views = labelled ? [view, label] : [view];
  return {
    attached: (param: PaneAttachedParameter<Time>) => void (chart = param.chart as IChartApi),
    detached: () => void (chart = undefined),
    paneViews: () => views,
  };
}

/** The ground after the clock, and the clock itself. */
function drawAfter(
  context: CanvasRenderingContext2D,
  clock: Ms,
  { axis, theme }: BandScene,
  { x0, dx, width }: SlotScale,
  height: number,
): void {
  const x = Math.max(0, Math.round(x0 + slotAt(axis, clock) * dx));
  if (x >= width) return;
  context.fillStyle = theme.surfaceAfter;
  context.fillRect(x, 0, width - x, height);
  hatch(context, theme.border1, { x, y: 0, width: width - x, height });
  context.fillStyle = theme.warning;
  context.fillRect(x, 0, 1, height);
}

function drawBand(
  context: CanvasRenderingContext2D,
  cascade: CascadeRow,
  { axis, selected, theme }: BandScene,
  { x0, dx, width }: SlotScale,
  height: number,
): void {
  const at = (t: number): number => x0 + slotAt(axis, t) * dx;
  const left = at(cascade.start);
  const right = Math.max(left + LEAST_BAND_PX, at(cascade.end));
  const decision = at(cascade.decision);
  if (decision < 0 || left > width) return;
  const isSelected = cascade.id === selected;
  context.globalAlpha = isSelected ? Math.min(1, BAND_OPACITY * 2) : BAND_OPACITY;
  context.fillStyle = theme.surface4;
  context.fillRect(left, 0, right - left, height);
  context.globalAlpha = 1;
  if (decision - left < 6 && !isSelected) return; // too narrow to tell the two apart
  context.strokeStyle = isSelected ? theme.text2 : theme.series3;
  context.lineWidth = 1;
  context.setLineDash([1.5, 3]);
  context.beginPath();
  const x = Math.round(decision) + 0.5;
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
  context.setLineDash([]);
}

/** Middle of the word at the decision line: below a legend of one line, over the candles. */
const LABEL_Y = 34;

function drawLabel(
  context: CanvasRenderingContext2D,
  cascade: CascadeRow,
  { axis, theme, zone, legendLines }: BandScene,
  { x0, dx, width }: SlotScale,
): void {
  const x = Math.round(x0 + slotAt(axis, cascade.decision) * dx) + 0.5;
  if (x < 0 || x > width) return;
  const label = `decision ${formatTime(cascade.decision, zone, 'clock')}`;
  context.font = `11px ${theme.fontText}`;
  const size = context.measureText(label).width;
  const left = width - x - 8 > size ? x + 5 : x - 5 - size;
  const y = LABEL_Y + legendLines * LEGEND_LINE_PX;
  context.globalAlpha = 0.86;
  context.fillStyle = theme.surface1;
  context.fillRect(left - 3, y - 8, size + 6, 16);
  context.globalAlpha = 1;
  context.fillStyle = theme.text2;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillText(label, left, y);
}
