import type { ReactElement } from 'react';
import { isScenario } from '#core/scenario/id';
import { formatPercent, formatPrice, formatTimeZoned } from '../../lib/format';
import { selectIsPast, useClock } from '../../state/clock';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { selectActiveGroup, useLink } from '../../state/link';
import { selectZone, useSettings } from '../../state/settings';
import { Figure } from '../../ui/Figure';
import styles from './TopBar.module.css';

/** Newest close and its change in a day. In the past it is hidden: it would tell what was not known then. */
export function LastPrice(): ReactElement | null {
  const { instrument } = useLink(selectActiveGroup);
  const found = useInstruments(selectInstrument(instrument));
  const isPast = useClock(selectIsPast);
  const zone = useSettings(selectZone);
  if (!found || isPast || !Number.isFinite(found.lastPrice)) return null;
  const { lastPrice, dayAgoPrice, tick, quote, to, synthetic, venue } = found;
  const change = lastPrice / dayAgoPrice - 1;
  const from = {
    source: isScenario(found.id) ? 'Scenario, modelled' : synthetic ? 'Sample market (synthetic)' : venue,
    knownAt: formatTimeZoned(to, zone),
  };
  return (
    <div className={styles['last']}>
      <Figure
        label="Last price"
        value={formatPrice(lastPrice, tick)}
        full={`${formatPrice(lastPrice, tick)} ${quote}`}
        definition="Close of the newest stored bar."
        {...from}
      />
      {Number.isFinite(change) && (
        <span>
          <Figure
            label="Change in 24 h"
            value={formatPercent(change, { sign: true, decimals: 2 })}
            definition="Newest close against the close 24 hours before it."
            {...from}
          />
          <span className={styles['span']}>24 h</span>
        </span>
      )}
    </div>
  );
}
