import type { ReactElement } from 'react';
import { cx } from '../../lib/class-names';
import { isMac } from '../../lib/keys';
import { selectIsPast, useClock } from '../../state/clock';
import { runCommand } from '../../state/commands';
import { selectHasData, useInstruments } from '../../state/instruments';
import { selectActiveGroup, selectActiveLink, link, useLink } from '../../state/link';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import { Segmented } from '../../ui/Segmented';
import { INTERVALS } from '../intervals';
import { AsOfChip } from './AsOfChip';
import { InstrumentPicker } from './InstrumentPicker';
import { LastPrice } from './LastPrice';
import { LinkLetters } from './LinkLetters';
import styles from './TopBar.module.css';

const SEGMENTS = INTERVALS.map(({ label, ms }) => ({ value: String(ms), label }));

export function TopBar(): ReactElement {
  const hasData = useInstruments(selectHasData);
  const group = useLink(selectActiveGroup);
  const active = useLink(selectActiveLink);
  const isPast = useClock(selectIsPast);
  return (
    <header className={cx(styles['bar'], isPast && styles['replay'])}>
      <InstrumentPicker />
      <Segmented
        label="Timeframe"
        size="tall"
        value={hasData ? String(group.interval) : undefined}
        segments={SEGMENTS}
        disabled={!hasData}
        onChange={(ms) => link.getState().setInterval(active, Number(ms))}
      />
      <AsOfChip />
      {hasData && <LinkLetters />}
      {hasData && <LastPrice />}
      <button type="button" className={styles['palette']} onClick={() => runCommand('app.palette')}>
        <Icon name="search" />
        <span className={styles['ask']}>Search or run a command</span>
        <Keys chord="Mod+K" mac={isMac()} />
      </button>
    </header>
  );
}
