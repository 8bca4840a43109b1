import type { CascadeTimeline } from '#shared/cascades';
import type { Zone } from '../../lib/format';
import { mountCanvas } from '../shared/chart/canvas';
import { paint, type Shown } from './paint';
import { plotBox, scalesFor, type PlotBox } from './plot';

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
  let shown: Shown | undefined;
  let cursor: number | undefined;
  const box = (): PlotBox => plotBox({ width: host.clientWidth, height: host.clientHeight });
  const canvas = mountCanvas(host, (context, theme, size) => {
    const at = plotBox(size);
    if (shown) paint(context, theme, at, scalesFor(shown.timeline, at), shown, cursor);
  });
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
    canvas.redraw();
  };
  host.addEventListener('pointermove', hover, { signal: life.signal });
  host.addEventListener('pointerleave', () => hover(undefined), { signal: life.signal });
  return {
    canvas: canvas.element,
    set: (timeline, zone, withOi) => {
      shown = { timeline, zone, withOi };
      canvas.redraw();
    },
    setCursor: (t) => {
      cursor = t;
      canvas.redraw();
    },
    dispose: () => {
      life.abort();
      canvas.dispose();
    },
  };
}
