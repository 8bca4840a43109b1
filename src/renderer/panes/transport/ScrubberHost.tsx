import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import { shownInstant } from '../../lib/veil';
import { clock } from '../../state/clock';
import { replay } from '../../state/replay';
import { seekNear } from '../../state/replay-clock';
import { isShown } from '../../state/replay-player';
import { selectZone, useSettings } from '../../state/settings';
import { Scrubber } from './scrubber';
import type { Span } from './span';
import styles from './transport.module.css';
import { useScene } from './use-scene';

interface ScrubberHostProps {
  readonly instrument: string;
  /** Of all that is stored. */
  readonly first: Ms;
  readonly last: Ms;
}

export function ScrubberHost({ instrument, first, last }: ScrubberHostProps): ReactElement {
  const [scrubber, setScrubber] = useState<Scrubber>();
  const [span, setSpan] = useState<Span>();
  const zone = useSettings(selectZone);
  const host = useCallback((element: HTMLDivElement | null) => {
    if (!element) return;
    const mounted = new Scrubber(element, {
      onSeek: seekNear,
      onGrab: () => replay.getState().setPlaying(false),
      isShown,
      onSpan: setSpan,
    });
    setScrubber(mounted);
    return () => mounted.dispose();
  }, []);
  const stored = useMemo(() => ({ from: first, to: last }), [first, last]);
  useEffect(() => {
    if (!scrubber) return;
    scrubber.setTime(stored, clock.getState().asOf);
    return clock.subscribe(({ asOf }) => scrubber.setTime(stored, asOf));
  }, [scrubber, stored]);
  const { marks, profile } = useScene(instrument, span);
  useEffect(() => scrubber?.set({ marks, profile, zone }), [scrubber, marks, profile, zone]);
  return (
    <div className={styles['line']}>
      <div
        ref={host}
        className={styles['scrubber']}
        role="slider"
        tabIndex={0}
        data-clock
        aria-label="Clock on the time line"
        aria-valuemin={shownInstant(first)}
        aria-valuemax={shownInstant(last)}
        aria-valuenow={shownInstant(last)}
      />
    </div>
  );
}
