import type { TOKENS } from '../../theme/tokens';

/** A colour of the theme by its token. */
export type Ink = Exclude<keyof typeof TOKENS, 'fontText' | 'fontMono'>;

interface Stroke {
  readonly stroke?: Ink;
  /** Default 1 px. */
  readonly width?: number;
  readonly dash?: readonly number[];
}

interface Filled extends Stroke {
  readonly fill?: Ink;
  readonly opacity?: number;
}

/** What a small chart is made of: the page draws it as SVG, a picture file as a canvas. px. */
export type Shape =
  | ({
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    } & Stroke)
  | ({ readonly kind: 'rect'; readonly x: number; readonly y: number; readonly w: number; readonly h: number } & Filled)
  | ({ readonly kind: 'circle'; readonly x: number; readonly y: number; readonly r: number } & Filled)
  /** `d` as in SVG. */
  | ({ readonly kind: 'path'; readonly d: string } & Filled)
  /** A line through points, as numbers: a path that is drawn anew on every frame is not worth its text. */
  | ({ readonly kind: 'points'; readonly points: readonly Point[] } & Filled)
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Middle of the line. */
      readonly y: number;
      readonly text: string;
      readonly ink?: Ink;
      readonly align?: 'start' | 'middle' | 'end';
      /** Words are set in the text face. */
      readonly words?: boolean;
      /** Default 11 px. */
      readonly size?: number;
      readonly strong?: boolean;
    }
  | {
      readonly kind: 'group';
      readonly x: number;
      readonly y: number;
      readonly opacity?: number;
      readonly shapes: readonly Shape[];
    };

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: Ink, more: Stroke = {}): Shape => ({
  kind: 'line',
  x1,
  y1,
  x2,
  y2,
  stroke,
  ...more,
});

/** A line of 1 px that lies on whole pixels. */
export const across = (x1: number, x2: number, y: number, stroke: Ink, more: Stroke = {}): Shape =>
  line(x1, Math.round(y) + 0.5, x2, Math.round(y) + 0.5, stroke, more);
export const upright = (x: number, y1: number, y2: number, stroke: Ink, more: Stroke = {}): Shape =>
  line(Math.round(x) + 0.5, y1, Math.round(x) + 0.5, y2, stroke, more);

export type Text = Extract<Shape, { kind: 'text' }>;

export const label = (
  x: number,
  y: number,
  text: string,
  more: Partial<Omit<Text, 'kind' | 'x' | 'y' | 'text'>> = {},
): Text => ({ kind: 'text', x, y, text, ...more });

export type Point = readonly [x: number, y: number];
const at = ([x, y]: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
const known = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** A path through the points that are known. */
export function through(points: readonly Point[]): string {
  const drawn = points.filter(known);
  return drawn.length === 0 ? '' : `M${drawn.map(at).join('L')}`;
}

/** A step function: each value holds until the next point. */
export function steps(points: readonly Point[]): string {
  return points
    .filter(known)
    .map(([x, y], i) => (i === 0 ? `M${at([x, y])}` : `H${x.toFixed(1)}V${y.toFixed(1)}`))
    .join('');
}

/** Area between two step functions over the same places. */
export function stepBand(upper: readonly Point[], lower: readonly Point[]): string {
  const there = steps(upper);
  const back = lower.filter(known).toReversed();
  if (there === '' || back.length === 0) return '';
  const rest = back.slice(1).map(([x, y]) => `V${y.toFixed(1)}H${x.toFixed(1)}`);
  return `${there}L${at(back[0]!)}${rest.join('')}Z`;
}

/** Area between two lines over the same places. */
export function band(upper: readonly Point[], lower: readonly Point[]): string {
  const there = through(upper);
  const back = lower.filter(known).toReversed();
  return there === '' || back.length === 0 ? '' : `${there}L${back.map(at).join('L')}Z`;
}

export const diamond = (x: number, y: number, r: number): string =>
  `M${at([x - r, y])}L${at([x, y - r])}L${at([x + r, y])}L${at([x, y + r])}Z`;

export interface Scale {
  (value: number): number;
  readonly from: number;
  readonly to: number;
}

/** Linear map of a domain onto px. */
export function linear(min: number, max: number, from: number, to: number): Scale {
  const size = max > min ? max - min : 1;
  return Object.assign((value: number): number => from + ((value - min) / size) * (to - from), { from, to });
}
