import type { DrawnPoint } from '#core/hedge/simulation';

// The line of a drawn scenario: days ascend, the first point is today at the price of today.

export const LEAST_SPOT = 0.05;
export const MOST_SPOT = 5;
const MOST_DAYS = 1_830;
/** Half a day: the line never stands upright. */
const GAP = 0.5;
const MOST_POINTS = 60;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const tidy = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(6));

type Line = readonly DrawnPoint[];

/** Moves a point; it stays between its neighbours. The first one stays where it is. */
export function movePoint(line: Line, i: number, to: { readonly day?: number; readonly spot?: number }): Line {
  const point = line[i];
  if (!point || i === 0) return line;
  const least = line[i - 1]!.day + GAP;
  const most = line[i + 1] ? line[i + 1]!.day - GAP : MOST_DAYS;
  const day = to.day === undefined ? point.day : clamp(tidy(to.day, GAP), least, most);
  const spot = to.spot === undefined ? point.spot : clamp(tidy(to.spot, 0.005), LEAST_SPOT, MOST_SPOT);
  return day === point.day && spot === point.spot ? line : line.with(i, { ...point, day, spot });
}

/** Volatility of a point as a multiple of that of the start; null: by the rule of the surface. */
export function setVol(line: Line, i: number, vol: number | null): Line {
  const point = line[i];
  return !point || point.vol === vol ? line : line.with(i, { ...point, vol });
}

/** Spot of the line on a day, straight in the logarithm; level after its end. */
export function spotAt(line: Line, day: number): number {
  const next = line.findIndex((point) => point.day >= day);
  if (next < 0) return line.at(-1)?.spot ?? Number.NaN;
  if (next === 0) return line[0]!.spot;
  const [a, b] = [line[next - 1]!, line[next]!];
  return a.spot * (b.spot / a.spot) ** ((day - a.day) / (b.day - a.day));
}

/** A point on the line after another one, or past the end of it. @returns the line and the place of the new point */
export function insertPoint(line: Line, after: number): readonly [Line, number] {
  const [a, b] = [line[after], line[after + 1]];
  if (!a || line.length >= MOST_POINTS) return [line, after];
  if (!b) {
    const last = line.length > 1 ? a.day - line.at(-2)!.day : 7;
    const day = Math.min(MOST_DAYS, tidy(a.day + Math.max(1, last), GAP));
    return day - a.day < GAP ? [line, after] : [[...line, { day, spot: a.spot, vol: null }], after + 1];
  }
  if (b.day - a.day < 2 * GAP) return [line, after];
  const day = tidy((a.day + b.day) / 2, GAP);
  return [line.toSpliced(after + 1, 0, { day, spot: tidy(spotAt(line, day), 0.005), vol: null }), after + 1];
}

/** Neither the first point nor the last but one can go: a line has two. */
export const removePoint = (line: Line, i: number): Line =>
  i === 0 || line.length <= 2 || !line[i] ? line : line.toSpliced(i, 1);
