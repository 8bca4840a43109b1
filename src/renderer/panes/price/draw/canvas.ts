import type {
  IChartApi,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  Logical,
  PrimitivePaneViewZOrder,
} from 'lightweight-charts';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** Where slots lie, in CSS px: slot i has its middle at x0 + i · dx. */
export interface SlotScale {
  readonly x0: number;
  readonly dx: number;
  /** First and last slot that touch the pane. */
  readonly first: number;
  readonly last: number;
  readonly width: number;
}

export function slotScale(chart: IChartApi): SlotScale | undefined {
  const scale = chart.timeScale();
  const x0 = scale.logicalToCoordinate(0 as Logical);
  const x1 = scale.logicalToCoordinate(1 as Logical);
  if (x0 === null || x1 === null || !(x1 > x0)) return undefined;
  const dx = x1 - x0;
  const width = scale.width();
  return { x0, dx, first: Math.floor(-x0 / dx - 0.5), last: Math.ceil((width - x0) / dx + 0.5), width };
}

type Draw = (context: CanvasRenderingContext2D, size: { readonly width: number; readonly height: number }) => void;
const inMedia = (draw: Draw) => (target: Target) =>
  target.useMediaCoordinateSpace(({ context, mediaSize }) => draw(context, mediaSize));

/** A view that draws by a function, in CSS px. */
export function paneView(zOrder: PrimitivePaneViewZOrder, draw: Draw): IPrimitivePaneView {
  const renderer: IPrimitivePaneRenderer = { draw: inMedia(draw) };
  return { zOrder: () => zOrder, renderer: () => renderer };
}

/** The same behind everything else on the pane, other views at the bottom included. */
export function backgroundView(draw: Draw): IPrimitivePaneView {
  const renderer: IPrimitivePaneRenderer = { draw: () => undefined, drawBackground: inMedia(draw) };
  return { zOrder: () => 'bottom', renderer: () => renderer };
}
