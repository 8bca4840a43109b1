import { chartTheme, onChartTheme, type ChartTheme } from '../../../theme/tokens';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PaneCanvas {
  readonly element: HTMLCanvasElement;
  /** Draws anew with the next frame. */
  readonly redraw: () => void;
  readonly dispose: () => void;
}

/** A canvas that fills its host and is drawn again with its size and with the theme. */
export function mountCanvas(
  host: HTMLElement,
  draw: (context: CanvasRenderingContext2D, theme: ChartTheme, size: Size) => void,
): PaneCanvas {
  const element = host.appendChild(document.createElement('canvas'));
  let frame = 0;
  const paint = (): void => {
    frame = 0;
    const { clientWidth: width, clientHeight: height } = host;
    const context = element.getContext('2d');
    if (!context || width === 0 || height === 0) return;
    const ratio = devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const theme = chartTheme();
    context.fillStyle = theme.surface1;
    context.fillRect(0, 0, width, height);
    draw(context, theme, { width, height });
  };
  const redraw = (): void => void (frame ||= requestAnimationFrame(paint));
  const size = new ResizeObserver(redraw);
  size.observe(host);
  const stop = onChartTheme(redraw);
  return {
    element,
    redraw,
    dispose: () => {
      cancelAnimationFrame(frame);
      size.disconnect();
      stop();
      element.remove();
    },
  };
}
