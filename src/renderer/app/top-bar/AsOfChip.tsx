import { useState, type ComponentProps, type FormEvent, type ReactElement } from 'react';
import { MS_PER_HOUR } from '#core/time/ms';
import { cx } from '../../lib/class-names';
import { formatAge, formatTime, formatTimeZoned, parseTime, timeExample, zoneName } from '../../lib/format';
import { useNow } from '../../lib/use-now';
import { clock, selectAsOf, selectIsPast, useClock } from '../../state/clock';
import { selectHasData, selectInstrument, useInstruments } from '../../state/instruments';
import { selectActiveGroup, useLink } from '../../state/link';
import { selectZone, useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import { TextField } from '../../ui/TextField';
import styles from './TopBar.module.css';

const STALE = MS_PER_HOUR;

/** What is known up to when: the newest data, or an instant in the past. Always visible. */
export function AsOfChip(): ReactElement {
  const hasData = useInstruments(selectHasData);
  const { instrument } = useLink(selectActiveGroup);
  const found = useInstruments(selectInstrument(instrument));
  const newest = useInstruments(({ stored }) => stored.get(instrument ?? '') ?? Number.NaN);
  const isPast = useClock(selectIsPast);
  const zone = useSettings(selectZone);
  const now = useNow();
  const [open, setOpen] = useState(false);
  if (!hasData) return <div className={styles['asof']}>No data loaded</div>;
  const isStale = !found?.synthetic && now - newest > STALE;
  const trigger = isPast ? (
    <PastChip />
  ) : (
    <button
      type="button"
      className={styles['asof']}
      aria-label={`As-of clock: live, newest data ${formatTimeZoned(newest, zone)}`}
    >
      <span className={cx(styles['dot'], (isStale || found?.synthetic) && styles['hollow'])} />
      <span className={styles['word']}>LIVE</span>
      <span className={styles['time']}>{formatTimeZoned(newest, zone)}</span>
      {isStale && <span className={styles['age']}>{formatAge(newest, now)}</span>}
    </button>
  );
  return (
    <Popover trigger={trigger} label="As-of clock" open={open} onOpenChange={setOpen} width={320}>
      <ClockForm newest={newest} onDone={() => setOpen(false)} />
    </Popover>
  );
}

/** Alone in following each step of the clock: the popover around it is not drawn again. */
function PastChip(props: ComponentProps<'button'>): ReactElement {
  const asOf = useClock(selectAsOf);
  const time = formatTimeZoned(asOf ?? Number.NaN, useSettings(selectZone));
  return (
    <button
      {...props}
      type="button"
      className={cx(styles['asof'], styles['past'])}
      aria-label={`As-of clock: replay at ${time}`}
    >
      <span className={styles['word']}>REPLAY</span>
      <span className={styles['time']}>{time}</span>
    </button>
  );
}

function ClockForm({ newest, onDone }: { readonly newest: number; readonly onDone: () => void }): ReactElement {
  const asOf = useClock(selectAsOf);
  const zone = useSettings(selectZone);
  const [text, setText] = useState(() => (Number.isFinite(asOf ?? newest) ? formatTime(asOf ?? newest, zone) : ''));
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const t = parseTime(text, zone);
    if (t === undefined) return setProblem(`Write a time as ${timeExample()}.`);
    if (t >= newest) clock.getState().goLive();
    else clock.getState().goTo(t);
    onDone();
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>Show only what was known by an instant. Later rows are not read, so they cannot leak into a figure.</p>
      <div className={styles['row']}>
        <TextField
          label={`Instant, ${zoneName(zone)}`}
          value={text}
          onChange={setText}
          mono
          width={148}
          problem={problem}
          autoFocus
        />
        <span>{zoneName(zone)}</span>
      </div>
      {problem && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={styles['row']}>
        <Button tone="primary" type="submit">
          Set the clock
        </Button>
        {asOf !== null && (
          <Button
            onClick={() => {
              clock.getState().goLive();
              onDone();
            }}
          >
            Back to live
          </Button>
        )}
      </div>
    </form>
  );
}
