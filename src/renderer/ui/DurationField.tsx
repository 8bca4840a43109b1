import type { ReactElement } from 'react';
import { formatInterval, parseInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import { DraftField } from './DraftField';

interface DurationFieldProps {
  readonly label: string;
  readonly value: Ms;
  readonly width?: number;
  readonly onCommit: (value: Ms) => void;
}

/** What is wrong with a text, or undefined. */
export const durationProblem = (text: string): string | undefined =>
  parseInterval(text.replaceAll(/\s/g, '')) === undefined
    ? `"${text.trim()}" is not a time: write 5m, 1h or 30d.`
    : undefined;

/** A length of time as it is written everywhere: `15m`, `4h`, `30d`. */
export function DurationField({ label, value, width = 64, onCommit }: DurationFieldProps): ReactElement {
  return (
    <DraftField
      label={label}
      width={width}
      value={formatInterval(value)}
      problemOf={durationProblem}
      onCommit={(text) => {
        const next = parseInterval(text.replaceAll(/\s/g, ''))!;
        if (next !== value) onCommit(next);
      }}
    />
  );
}
