import { useState, type FormEvent, type ReactElement } from 'react';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { formatTime, parseTime, zoneName, type Zone } from '../../../lib/format';
import { Button, IconButton } from '../../../ui/Button';
import { Popover } from '../../../ui/Popover';
import { TextField } from '../../../ui/TextField';
import styles from './compare.module.css';

interface CompareProps {
  /** Instant of what is shown; NaN while nothing is. */
  readonly now: Ms;
  readonly past: Ms | null;
  readonly zone: Zone;
  /** What is laid over the present, in one sentence. */
  readonly hint: string;
  /** Buttons for how long before what is shown. */
  readonly steps: readonly (readonly [name: string, days: number])[];
  readonly onChange: (past: Ms | null) => void;
}

/** Chooses the past date that is laid over the present. */
export function Compare({ onChange, ...form }: CompareProps): ReactElement {
  const { now, past, zone } = form;
  const [open, setOpen] = useState(false);
  const label = past === null ? 'Compare' : `Beside ${formatTime(past, zone, 'day')}`;
  const choose = (t: Ms): void => {
    onChange(t);
    setOpen(false);
  };
  return (
    <>
      <Popover
        trigger={
          <Button tone="quiet" icon="calendar" disabled={!Number.isFinite(now) && 'Nothing is shown yet.'}>
            {label}
          </Button>
        }
        label="Compare with a past date"
        open={open}
        onOpenChange={setOpen}
        align="end"
        width={264}
      >
        <PastForm {...form} onChoose={choose} />
      </Popover>
      {past !== null && <IconButton icon="close" label="Stop comparing" onClick={() => onChange(null)} />}
    </>
  );
}

type PastFormProps = Omit<CompareProps, 'onChange'> & { readonly onChoose: (t: Ms) => void };

function PastForm({ now, past, zone, hint, steps, onChoose }: PastFormProps): ReactElement {
  const [text, setText] = useState(() => formatTime(past ?? now - 30 * MS_PER_DAY, zone));
  const t = parseTime(text, zone);
  const problem =
    t === undefined
      ? 'Write a date as 2025-10-10 or 2025-10-10 20:52.'
      : t >= now
        ? 'It has to lie before what is shown.'
        : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (t !== undefined && problem === undefined) onChoose(t);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <label>
        Past date, {zoneName(zone, t)}
        <TextField
          label="Past date"
          value={text}
          onChange={setText}
          mono
          autoFocus
          problem={problem}
          onFocus={(event) => event.target.select()}
        />
      </label>
      <p>{problem ?? hint}</p>
      <span className={styles['steps']}>
        {steps.map(([name, days]) => (
          <Button key={name} onClick={() => onChoose(now - days * MS_PER_DAY)}>
            {name}
          </Button>
        ))}
        <Button type="submit" tone="primary" disabled={problem}>
          Compare
        </Button>
      </span>
    </form>
  );
} // prettier-ignore
