import type { ReactElement } from 'react';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { formatTime, parseTime } from '../../../lib/format';
import { DraftField } from '../../../ui/DraftField';

/** A period ends with its last day: stored is the first instant after it. */
export type Edge = 'start' | 'end';

const HAS_CLOCK = /\d:\d/;
const isMidnight = (t: Ms): boolean => t % MS_PER_DAY === 0;

/** A day of a statement in UTC, as it is written; with the clock where it is no whole day. */
export function dayText(t: Ms, edge: Edge = 'start'): string {
  if (!isMidnight(t)) return formatTime(t, 'utc');
  return formatTime(edge === 'end' ? t - MS_PER_DAY : t, 'utc', 'day');
}

/** @returns undefined: it is not a date */
export function readDay(text: string, edge: Edge = 'start'): Ms | undefined {
  const t = parseTime(text, 'utc');
  return t === undefined || edge === 'start' || HAS_CLOCK.test(text) ? t : t + MS_PER_DAY;
}

interface DayFieldProps {
  readonly label: string;
  /** Null: not set. */
  readonly value: Ms | null;
  readonly edge?: Edge;
  readonly width?: number;
  readonly onCommit: (value: Ms) => void;
}

/** A day, or an instant, in UTC. */
export function DayField({ label, value, edge = 'start', width = 136, onCommit }: DayFieldProps): ReactElement {
  const printed = value === null ? '' : dayText(value, edge);
  const problemOf = (text: string): string | undefined =>
    readDay(text, edge) === undefined ? `“${text.trim()}” is not a date: write 2025-10-10.` : undefined;
  return (
    <DraftField
      label={`${label}, UTC`}
      width={width}
      value={printed}
      placeholder="2025-10-10"
      problemOf={problemOf}
      onCommit={(text) => {
        const t = readDay(text, edge)!;
        if (t !== value) onCommit(t);
      }}
    />
  );
}
