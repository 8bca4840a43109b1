import { useState, type ReactElement } from 'react';
import { formatInterval, parseInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import { TextField } from './TextField';

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
  const [draft, setDraft] = useState<string>();
  const problem = draft === undefined ? undefined : durationProblem(draft);
  const commit = (): void => {
    const next = draft === undefined ? undefined : parseInterval(draft.replaceAll(/\s/g, ''));
    if (next !== undefined && next !== value) onCommit(next);
    setDraft(undefined);
  };
  return (
    <TextField
      label={label}
      mono
      width={width}
      value={draft ?? formatInterval(value)}
      problem={problem}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        else if (event.key === 'Escape' && draft !== undefined) {
          event.stopPropagation();
          setDraft(undefined);
        }
      }}
    />
  );
}
