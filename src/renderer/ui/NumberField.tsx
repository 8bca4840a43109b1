import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { cx } from '../lib/class-names';
import styles from './NumberField.module.css';

interface NumberFieldProps {
  readonly label: string;
  /** NaN: empty. */
  readonly value: number;
  readonly unit?: string | undefined;
  readonly min: number;
  readonly max: number;
  /** Of the arrow keys. */
  readonly step?: number;
  readonly whole?: boolean;
  /** Thousands are told apart: for amounts of money. */
  readonly grouped?: boolean;
  /** Said in an empty field; without it the field may not be empty. */
  readonly empty?: string | undefined;
  readonly width?: number;
  readonly size?: 'normal' | 'large';
  /** Called with a value in range, on Enter, an arrow key, or when the field is left. */
  readonly onCommit: (value: number) => void;
}

const printed = (value: number, grouped: boolean): string =>
  Number.isNaN(value) ? '' : grouped ? value.toLocaleString('en-US', { maximumFractionDigits: 8 }) : String(value);

/** Reads what a person types: `1,500`, `-3.5`, `2e6`; undefined when it is not a number. */
export function readNumber(text: string): number | undefined {
  const plain = text.replaceAll(/[\s,_]/g, '').replace('\u2212', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** What is wrong with a text, or undefined. */
export function numberProblem(
  text: string,
  { min, max, whole, empty }: Pick<NumberFieldProps, 'min' | 'max' | 'whole' | 'empty'>,
): string | undefined {
  if (text.trim() === '') return empty === undefined ? 'A number is needed.' : undefined;
  const value = readNumber(text);
  if (value === undefined) return `"${text.trim()}" is not a number.`;
  if (whole && !Number.isInteger(value)) return 'A whole number is needed.';
  if (value < min || value > max)
    return `It has to lie between ${min.toLocaleString('en-US')} and ${max.toLocaleString('en-US')}.`;
  return undefined;
}

/** A number with its unit. A text that cannot be used is marked, said why, and put back when the field is left. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const { label, value, unit, min, max, step = 1, whole = false, grouped = false, empty, width = 72, size = 'normal', onCommit } = props; // prettier-ignore
  const [draft, setDraft] = useState<string>();
  const text = draft ?? printed(value, grouped);
  const problem = draft === undefined ? undefined : numberProblem(draft, { min, max, whole, empty });
  const commit = (): void => {
    if (draft !== undefined && problem === undefined) {
      const next = draft.trim() === '' ? Number.NaN : readNumber(draft)!;
      if (!Object.is(next, value)) onCommit(next);
    }
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const from = readNumber(text) ?? (Number.isNaN(value) ? min : value);
      const moved = from + (event.key === 'ArrowUp' ? step : -step);
      const next = Number(Math.min(max, Math.max(min, moved)).toPrecision(12));
      setDraft(undefined);
      if (next !== value) onCommit(next);
    }
  };
  return (
    <span
      className={cx(styles['field'], size === 'large' && styles['large'], problem && styles['invalid'])}
      style={{ width }}
    >
      <input
        className={styles['input']}
        aria-label={unit ? `${label}, ${unit}` : label}
        aria-invalid={problem ? true : undefined}
        inputMode="decimal"
        spellCheck={false}
        autoComplete="off"
        title={problem}
        placeholder={empty}
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={commit}
      />
      {unit && text !== '' && <span className={styles['unit']}>{unit}</span>}
    </span>
  );
}
