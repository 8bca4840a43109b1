import type { CascadeTimeline } from '#shared/cascades';
import type { Zone } from '../../lib/format';
import { chartTheme, onChartTheme } from '../../theme/tokens';
import { AXIS_HEIGHT, paint, type Shown } from './paint';
import { scalesFor, type PlotBox } from './plot';

const AXIS_WIDTH = 56;
const MARGIN = 12;

export interface TimelineChart {
  readonly set: (timeline: CascadeTimeline, zone: Zone, withOi: boolean) => void;
  /** Instant of a crosshair elsewhere. */
  readonly setCursor: (t: number | undefined) => void;
  readonly canvas: HTMLCanvasElement;
  readonly dispose: () => void;
}

/** One cascade bin by bin on a canvas of its own. @param onHover bin under the pointer */
export function mountTimeline(
  host: HTMLElement,
  onHover: (bin: number | undefined, t: number | undefined) => void,
): TimelineChart {
  const canvas = host.appendChild(document.createElement('canvas'));
  let shown: Shown | undefined;
  let cursor: number | undefined;
  let frame = 0;
  const box = (): PlotBox => ({
    left: MARGIN,
    top: 4,
    right: host.clientWidth - AXIS_WIDTH,
    bottom: host.clientHeight - AXIS_HEIGHT,
  });
  const draw = (): void => {
    frame = 0;
    const { clientWidth: width, clientHeight: height } = host;
    const context = canvas.getContext('2d');
    if (!context || width === 0 || height === 0) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const theme = chartTheme();
    context.fillStyle = theme.surface1;
    context.fillRect(0, 0, width, height);
    if (shown) paint(context, theme, box(), scalesFor(shown.timeline, box()), shown, cursor);
  };
  const schedule = (): void => void (frame ||= requestAnimationFrame(draw));
  const life = new AbortController();
  const hover = (event: PointerEvent | undefined): void => {
    if (!shown) return;
    const { timeline } = shown;
    const x = event && event.clientX - host.getBoundingClientRect().left;
    const { left, right } = box();
    const inside = x !== undefined && x >= left && x <= right && timeline.t.length > 0;
    const bin = inside
      ? Math.min(timeline.t.length - 1, Math.floor(((x - left) / (right - left)) * timeline.t.length))
      : undefined;
    cursor = bin === undefined ? undefined : timeline.t[bin];
    onHover(bin, cursor);
    schedule();
  };
  host.addEventListener('pointermove', hover, { signal: life.signal });
  host.addEventListener('pointerleave', () => hover(undefined), { signal: life.signal });
  const size = new ResizeObserver(schedule);
  size.observe(host);
  const stop = onChartTheme(schedule);
  return {
    canvas,
    set: (timeline, zone, withOi) => {
      shown = { timeline, zone, withOi };
      schedule();
    },
    setCursor: (t) => {
      cursor = t;
      schedule();
    },
    dispose: () => {
      cancelAnimationFrame(frame);
      life.abort();
      size.disconnect();
      stop();
      canvas.remove();
    },
  };
}
