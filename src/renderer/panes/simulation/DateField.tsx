import type { ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import { formatTime, parseTime } from '../../lib/format';
import { DraftField } from '../../ui/DraftField';

interface DateFieldProps {
  readonly label: string;
  readonly value: Ms;
  readonly least: Ms;
  readonly most: Ms;
  readonly onCommit: (value: Ms) => void;
}

/** What is wrong with a text, or undefined. */
export function dateProblem(text: string, least: Ms, most: Ms): string | undefined {
  const t = parseTime(text, 'utc');
  if (t === undefined) return 'Write a date as 2025-10-10 or 2025-10-10 20:52.';
  if (t < least) return `Not before ${formatTime(least, 'utc')} UTC.`;
  if (t > most) return `Not after ${formatTime(most, 'utc')} UTC.`;
  return undefined;
}

const printed = (t: Ms): string => formatTime(t, 'utc').replace(/ 00:00$/, '');

/** An instant in UTC, as days of a record are. */
export function DateField({ label, value, least, most, onCommit }: DateFieldProps): ReactElement {
  return (
    <DraftField
      label={`${label}, UTC`}
      width={144}
      value={printed(value)}
      problemOf={(text) => dateProblem(text, least, most)}
      onCommit={(text) => {
        const t = parseTime(text, 'utc')!;
        if (t !== value) onCommit(t);
      }}
    />
  );
}
