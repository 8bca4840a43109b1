import type { ReactElement } from 'react';
import { cx } from '../lib/class-names';
import { exactTime, formatTime, formatTimeZoned } from '../lib/format';
import { selectIsPast, useClock } from '../state/clock';
import { selectZone, useSettings } from '../state/settings';
import { useShownAt } from '../state/shown';
import { Tooltip } from '../ui/Tooltip';
import styles from './Dock.module.css';

/** The newest stamp that a pane shows: in a replay it tells whether it has caught up with the clock. */
export function ShownBadge({ pane }: { readonly pane: string }): ReactElement | null {
  const t = useShownAt(pane);
  const zone = useSettings(selectZone);
  const isPast = useClock(selectIsPast);
  if (t === undefined) return null;
  return (
    <Tooltip text={`Newest data shown: ${formatTimeZoned(t, zone)}`}>
      <time className={cx(styles['shown'], isPast && styles['past'])} dateTime={exactTime(t)} data-pane={pane}>
        {formatTime(t, zone, 'monthMinute')}
      </time>
    </Tooltip>
  );
}
