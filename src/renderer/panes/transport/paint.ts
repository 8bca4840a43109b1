import type { Ms } from '#core/time/ms';
import type { ReplayMark } from '#shared/replay';
import { formatTime, type Zone } from '../../lib/format';
import { timeTicks } from '../../lib/ticks';
import type { ChartTheme } from '../../theme/tokens';
import { hatch } from '../shared/chart/hatch';
import { widthOf, xOf, type Span } from './span';

/** Amounts over time, drawn as a quiet foot of the scrubber. */
export interface Profile {
  readonly t: Float64Array;
  readonly value: Float64Array;
  readonly interval: Ms;
}

export interface Scene {
  readonly span: Span;
  readonly stored: Span;
  readonly clock: Ms | null;
  readonly marks: readonly ReplayMark[];
  readonly profile: Profile | undefined;
  readonly zone: Zone;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const AXIS = 18;
const CASCADE_Y = 11;
const RELEASE_Y = 25;
const PROFILE = 0.42;
const TICK_ROOM = 92;

/** The whole scrubber, back to front. Nothing that became known after the clock is drawn, whatever it is handed. */
export function paintScrubber(context: CanvasRenderingContext2D, theme: ChartTheme, scene: Scene, size: Size): void {
  const { span, clock, stored } = scene;
  const plot = { width: size.width, height: size.height - AXIS };
  const at = (t: Ms): number => xOf(span, t, plot.width);
  const end = Math.min(plot.width, Math.max(0, at(clock ?? stored.to)));
  context.fillStyle = theme.surfaceAfter;
  context.fillRect(end, 0, plot.width - end, plot.height);
  hatch(context, theme.border1, { x: end, y: 0, width: plot.width - end, height: plot.height });
  drawAxis(context, theme, scene, size, plot.height);
  drawProfile(context, theme, scene, plot, end);
  const known = scene.marks.filter((mark) => mark.known <= (clock ?? stored.to));
  const largest = known.reduce((most, { notional }) => Math.max(most, notional || 0), 0);
  for (const mark of known) {
    const x = at(mark.t);
    if (x < -8 || x > plot.width + 8) continue;
    if (mark.kind === 'cascade') drawCascade(context, theme, mark, x, largest);
    else if (mark.kind === 'release') drawRelease(context, theme, mark, x);
    else drawDecision(context, theme, x);
  }
  if (clock !== null) drawClock(context, theme, at(clock), plot.height);
}

function drawAxis(context: CanvasRenderingContext2D, theme: ChartTheme, { span, zone }: Scene, size: Size, y: number): void {
  context.font = `11px ${theme.fontMono}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const wished = Math.max(2, Math.floor(size.width / TICK_ROOM));
  const offset = zone === 'utc' ? 0 : -new Date(span.from).getTimezoneOffset() * 60_000;
  const all = timeTicks(span.from, span.to, wished, offset);
  const every = Math.ceil(all.length / wished); // the longest step of the list may still be too short for years
  const precision = widthOf(span) / wished < 86_400_000 ? 'minute' : 'day';
  all.forEach((t, i) => {
    if (i % every !== 0) return;
    const x = Math.round(xOf(span, t, size.width)) + 0.5;
    context.fillStyle = theme.grid;
    context.fillRect(x, 0, 1, y);
    if (x < 40 || x > size.width - 40) return;
    context.fillStyle = theme.text3;
    context.fillText(formatTime(t, zone, precision), x, y + AXIS / 2 + 1);
  });
  context.fillStyle = theme.border1;
  context.fillRect(0, y, size.width, 1);
} // prettier-ignore

function drawProfile(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  { span, profile }: Scene,
  { width, height }: Size,
  end: number,
): void {
  if (!profile) return;
  let most = 0;
  for (let i = 0; i < profile.t.length; i++) most = Math.max(most, profile.value[i] || 0);
  if (!(most > 0)) return;
  context.fillStyle = theme.series4;
  const bar = (profile.interval / widthOf(span)) * width;
  for (let i = 0; i < profile.t.length; i++) {
    const value = profile.value[i]!;
    if (!(value > 0)) continue;
    const left = xOf(span, profile.t[i]!, width);
    if (left > end || left + bar < 0) continue;
    const size = Math.max(1, (value / most) * height * PROFILE);
    context.fillRect(left, height - size, Math.max(1, Math.min(bar, end - left) - 0.5), size);
  }
}

function drawCascade(context: CanvasRenderingContext2D, theme: ChartTheme, mark: ReplayMark, x: number, largest: number): void {
  const r = largest > 0 && mark.notional > 0 ? 3 + 4 * Math.sqrt(mark.notional / largest) : 3.5;
  context.fillStyle = mark.label === 'short' ? theme.short : theme.long;
  context.beginPath();
  context.moveTo(x, CASCADE_Y - r);
  context.lineTo(x + r, CASCADE_Y);
  context.lineTo(x, CASCADE_Y + r);
  context.lineTo(x - r, CASCADE_Y);
  context.fill();
} // prettier-ignore

/** A decision on rates is a square, a figure a ring. */
function drawRelease(context: CanvasRenderingContext2D, theme: ChartTheme, { label }: ReplayMark, x: number): void {
  context.strokeStyle = theme.text3;
  context.lineWidth = 1.25;
  context.beginPath();
  if (label === 'FOMC') context.rect(x - 3, RELEASE_Y - 3, 6, 6);
  else context.arc(x, RELEASE_Y, 3, 0, 2 * Math.PI);
  context.stroke();
}

function drawDecision(context: CanvasRenderingContext2D, theme: ChartTheme, x: number): void {
  context.fillStyle = theme.text1;
  context.fillRect(Math.round(x) - 1, RELEASE_Y + 7, 2, 9);
}

const HANDLE = 6;
/** Its handle stands on the line: below are the dates. */
function drawClock(context: CanvasRenderingContext2D, theme: ChartTheme, at: number, height: number): void {
  const x = Math.round(at);
  context.fillStyle = theme.warning;
  context.fillRect(x - 1, 0, 2, height);
  context.beginPath();
  context.moveTo(x - HANDLE, height - 12);
  context.lineTo(x + HANDLE, height - 12);
  context.lineTo(x + HANDLE, height - 5);
  context.lineTo(x, height + 1);
  context.lineTo(x - HANDLE, height - 5);
  context.fill();
}
