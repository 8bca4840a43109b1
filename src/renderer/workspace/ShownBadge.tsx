import type { ComponentProps, ReactElement } from 'react';
import { cx } from '../lib/class-names';
import { exactTime, formatTime, formatTimeZoned } from '../lib/format';
import { selectIsPast, useClock } from '../state/clock';
import { selectZone, useSettings } from '../state/settings';
import { useIsShown, useShownAt } from '../state/shown';
import { Tooltip } from '../ui/Tooltip';
import styles from './Dock.module.css';

/** The newest stamp that a pane shows: in a replay it tells whether it has caught up with the clock. */
export function ShownBadge({ pane }: { readonly pane: string }): ReactElement | null {
  if (!useIsShown(pane)) return null;
  return (
    <Tooltip text={<Words pane={pane} />}>
      <Stamp pane={pane} />
    </Tooltip>
  );
}

/** These two follow each step of the clock; the tooltip between them is not drawn again. */
function Stamp({ pane, ...props }: { readonly pane: string } & ComponentProps<'time'>): ReactElement {
  const t = useShownAt(pane) ?? Number.NaN;
  const zone = useSettings(selectZone);
  const isPast = useClock(selectIsPast);
  return (
    <time {...props} className={cx(styles['shown'], isPast && styles['past'])} dateTime={exactTime(t)} data-pane={pane}>
      {formatTime(t, zone, 'monthMinute')}
    </time>
  );
}

function Words({ pane }: { readonly pane: string }): ReactElement {
  return <>Newest data shown: {formatTimeZoned(useShownAt(pane) ?? Number.NaN, useSettings(selectZone))}</>;
}
