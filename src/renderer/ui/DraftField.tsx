import { useState, type ReactElement } from 'react';
import { TextField } from './TextField';

interface DraftFieldProps {
  readonly label: string;
  /** As it is printed while nobody types. */
  readonly value: string;
  readonly width: number;
  /** Said in an empty field. */
  readonly placeholder?: string | undefined;
  /** What is wrong with a text, or undefined. */
  readonly problemOf: (text: string) => string | undefined;
  /** A text that nothing is wrong with: Enter was pressed or the field was left. */
  readonly onCommit: (text: string) => void;
}

/** A value that is typed as text and read when it is whole. Esc takes back what was typed. */
export function DraftField({ label, value, width, placeholder, problemOf, onCommit }: DraftFieldProps): ReactElement {
  const [draft, setDraft] = useState<string>();
  const problem = draft === undefined ? undefined : problemOf(draft);
  const commit = (): void => {
    if (draft !== undefined && problem === undefined) onCommit(draft);
    setDraft(undefined);
  };
  return (
    <TextField
      label={label}
      mono
      width={width}
      placeholder={placeholder}
      value={draft ?? value}
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
