import type { Size } from '../../ui/plot/use-size';

const ROW = 28;
const HEADER = 24;
const EMPTY = 96;
/** A table that is so few rows longer than it may be is shown whole. */
const SLACK = 1;
/** Px of all that stands above the chart beside the rows, in a pane that is wide and in one that is narrow. */
const AROUND = { wide: 312, narrow: 358, below: 648 } as const;
const LEAST = { calendar: 3, states: 4 } as const;
const MOST = { calendar: 7, states: 11 } as const;
const CALENDAR_SHARE = 0.4;

/** Px of a table of so many rows and headings that shows about so many rows at once. */
export function tableHeight(rows: number, headings: number, most: number): number {
  if (rows === 0) return EMPTY;
  const whole = rows * ROW + headings * HEADER;
  return HEADER + 1 + (whole <= (most + SLACK) * ROW ? whole : most * ROW);
}

/** Rows of the calendar and of the states that leave the chart under them in sight. px */
export function rowsAbove(
  chart: number,
  { width, height }: Size,
): { readonly calendar: number; readonly states: number } {
  const around = width < AROUND.below ? AROUND.narrow : AROUND.wide;
  const room = Math.floor((height - around - chart) / ROW);
  const calendar = within(Math.round(room * CALENDAR_SHARE), LEAST.calendar, MOST.calendar);
  return { calendar, states: within(room - calendar, LEAST.states, MOST.states) };
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
