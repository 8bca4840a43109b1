import { useState, type FormEvent, type ReactElement } from 'react';
import { formatTime, parseTime, timeExample, zoneName } from '../../lib/format';
import { selectZone, useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import { TextField } from '../../ui/TextField';
import type { PriceChart } from './controller';
import styles from './price.module.css';

interface GoToDateProps {
  readonly chart: PriceChart;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function GoToDate({ chart, open, onOpenChange }: GoToDateProps): ReactElement {
  return (
    <Popover
      trigger={<Button tone="quiet">Go to date</Button>}
      label="Go to date"
      open={open}
      onOpenChange={onOpenChange}
      align="end"
      width={264}
    >
      <DateForm chart={chart} onDone={() => onOpenChange(false)} />
    </Popover>
  );
}

function DateForm({ chart, onDone }: { readonly chart: PriceChart; readonly onDone: () => void }): ReactElement {
  const zone = useSettings(selectZone);
  const { from, to } = chart.navigator.visible;
  const [text, setText] = useState(() => (from < to ? formatTime((from + to) / 2, zone) : ''));
  const t = parseTime(text, zone);
  const stored = chart.stored();
  const outside = t !== undefined && stored !== undefined && (t < stored.from || t > stored.to);
  const span = stored ? `${formatTime(stored.from, zone, 'day')} to ${formatTime(stored.to, zone, 'day')}` : '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (t === undefined) return;
    chart.navigator.centre(t);
    onDone();
  };
  const problem = text !== '' && t === undefined ? `Write a date as ${timeExample()}, or the day alone.` : undefined;
  return (
    <form className={styles['date']} onSubmit={submit}>
      <label className={styles['dateLabel']}>
        Date and time, {zoneName(zone, t)}
        <TextField
          label="Date and time"
          value={text}
          onChange={setText}
          mono
          autoFocus
          placeholder={timeExample()}
          problem={problem}
          onFocus={(event) => event.target.select()}
        />
      </label>
      <p className={styles['dateHint']}>
        {problem ? problem : outside ? `Outside what is stored: ${span}.` : `Stored: ${span}.`}
      </p>
      <div className={styles['dateButtons']}>
        <Button onClick={() => (chart.navigator.first(), onDone())}>First bar</Button>
        <Button onClick={() => (chart.navigator.latest(), onDone())}>Latest</Button>
        <Button type="submit" tone="primary" disabled={t === undefined && 'Write a date first.'}>
          Go
        </Button>
      </div>
    </form>
  );
}
