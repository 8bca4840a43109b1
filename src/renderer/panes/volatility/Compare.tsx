import { useState, type FormEvent, type ReactElement } from 'react';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { formatTime, parseTime, zoneName, type Zone } from '../../lib/format';
import { Button, IconButton } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import { TextField } from '../../ui/TextField';
import styles from './volatility.module.css';

interface CompareProps {
  /** Instant of what is shown; NaN while nothing is. */
  readonly now: Ms;
  readonly past: Ms | null;
  readonly zone: Zone;
  readonly onChange: (past: Ms | null) => void;
}

const STEPS = [['1 week', 7], ['1 month', 30], ['3 months', 91]] as const; // prettier-ignore

/** Chooses the past date that is laid over the present. */
export function Compare({ now, past, zone, onChange }: CompareProps): ReactElement {
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
        <PastForm now={now} past={past} zone={zone} onChoose={choose} />
      </Popover>
      {past !== null && <IconButton icon="close" label="Stop comparing" onClick={() => onChange(null)} />}
    </>
  );
}

function PastForm({ now, past, zone, onChoose }: Omit<CompareProps, 'onChange'> & { readonly onChoose: (t: Ms) => void }): ReactElement {
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
      <p>{problem ?? 'The last quotes that were known by then are laid over the present.'}</p>
      <span className={styles['steps']}>
        {STEPS.map(([name, days]) => (
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
