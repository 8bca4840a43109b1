import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { CascadeTimeline } from '#shared/cascades';
import { formatDuration, formatNumber, formatShort, formatTime, priceDecimals } from '../../lib/format';
import { savePng } from '../../lib/save';
import { selectPaneLink, useLink } from '../../state/link';
import { selectZone, useSettings } from '../../state/settings';
import { timeline as cursors } from '../../state/timeline';
import { IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Toggle } from '../../ui/Toggle';
import styles from './event.module.css';
import { binsPerValue } from './plot';
import { mountTimeline, type TimelineChart } from './timeline-chart';

interface TimelineSectionProps {
  readonly pane: string;
  /** As much of it as is shown. */
  readonly timeline: CascadeTimeline;
  readonly tick: number;
}

/** Liquidations bin by bin with the price over them. */
export function TimelineSection({ pane, timeline, tick }: TimelineSectionProps): ReactElement {
  const zone = useSettings(selectZone);
  const letter = useLink(selectPaneLink(pane));
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<TimelineChart>(undefined);
  const [bin, setBin] = useState<number>();
  const [withOi, setWithOi] = useState(false);
  const { event } = timeline;
  const every = useMemo(() => binsPerValue(timeline.price), [timeline]);
  const hasOi = timeline.oi.some((v) => !Number.isNaN(v));
  useEffect(() => {
    if (!host.current) return;
    const mounted = (chart.current = mountTimeline(host.current, (next, t) => {
      setBin(next);
      cursors.getState().setCursor(t === undefined ? undefined : { t, link: letter, source: pane });
    }));
    const unlink = cursors.subscribe(({ cursor }, before) => {
      if (cursor === before.cursor || cursor?.source === pane) return;
      mounted.setCursor(cursor?.link === letter ? cursor.t : undefined);
    });
    return () => {
      unlink();
      mounted.dispose();
    };
  }, [letter, pane]);
  useEffect(() => chart.current?.set(timeline, zone, withOi), [timeline, zone, withOi, letter, pane]);
  const isMinute = event.grid === 60_000;
  const save = (): void => {
    if (chart.current)
      void savePng(`event ${event.instrument} ${formatTime(event.start, 'utc', 'day')}`, chart.current.canvas);
  };
  return (
    <>
      <Section
        title={isMinute ? 'Minute timeline' : `Timeline in bins of ${formatDuration(event.grid)}`}
        sub={`USD per ${isMinute ? 'minute' : formatDuration(event.grid)}`}
        end={
          <span className={styles['end']}>
            <span className={styles['key']}>
              {every > 1 ? `price, closes of ${formatDuration(every * event.grid)} bars` : 'price'}
            </span>
            {hasOi && <Toggle label="OI" withLabel checked={withOi} onChange={setWithOi} />}
            <IconButton icon="camera" label="Save picture" onClick={save} />
          </span>
        }
      />
      <p className={styles['readout']} aria-hidden>
        <Readout timeline={timeline} bin={bin} tick={tick} zone={zone} withOi={withOi} />
      </p>
      <div
        ref={host}
        className={styles['timeline']}
        data-testid="event-timeline"
        role="img"
        aria-label={`Liquidations and price of the event in bins of ${formatDuration(event.grid)}`}
      />
    </>
  );
}

interface ReadoutProps {
  readonly timeline: CascadeTimeline;
  readonly bin: number | undefined;
  readonly tick: number;
  readonly zone: 'utc' | 'local';
  readonly withOi: boolean;
}

/** Figures of one bin: the one under the pointer, else the peak. */
function Readout({ timeline, bin, tick, zone, withOi }: ReadoutProps): ReactElement {
  const { t, long, short, price, oi, event } = timeline;
  const i = bin ?? Math.max(0, t.indexOf(event.peak));
  const value = price[i] ?? NaN;
  const usd = (v: number | undefined): string => formatShort(v ?? NaN, { missing: 'none' });
  return (
    <>
      <span>{formatTime(t[i] ?? NaN, zone, 'minute')}</span>
      <span>
        longs <b className={styles['long']}>{usd(long[i])}</b>
      </span>
      <span>
        shorts <b className={styles['short']}>{usd(short[i])}</b>
      </span>
      <span>
        price <b>{formatNumber(value, { decimals: priceDecimals(tick, value), missing: 'no bar' })}</b>
      </span>
      {withOi && (
        <span>
          OI <b>{formatShort(oi[i] ?? NaN, { missing: 'not stored' })}</b>
        </span>
      )}
    </>
  );
}
