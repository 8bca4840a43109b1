import type { ReactElement } from 'react';
import { formatTimeZoned } from '../../lib/format';
import { shownName, shownSpan } from '../../lib/veil';
import { selectIsPast, useClock } from '../../state/clock';
import { useInstruments } from '../../state/instruments';
import { layout } from '../../state/layout';
import { selectActiveGroup, useLink } from '../../state/link';
import { enterReplay, jumpClock, usualEntry } from '../../state/replay-clock';
import { selectRunning, setBlind, useReplaySessions } from '../../state/replay-session';
import { selectZone, useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState } from '../../ui/States';
import { Toggle } from '../../ui/Toggle';
import { Controls } from './Controls';
import { Legend } from './Legend';
import { Replays } from './Replays';
import { ScrubberHost } from './ScrubberHost';
import styles from './transport.module.css';

/** The clock of the past and what moves it. */
export function TransportPane(): ReactElement {
  const { instrument } = useLink(selectActiveGroup);
  const last = useInstruments(({ stored }) => stored.get(instrument ?? ''));
  const first = useInstruments(({ since }) => since.get(instrument ?? ''));
  const isLive = !useClock(selectIsPast);
  const body = (): ReactElement => {
    if (instrument === null || first === undefined || last === undefined)
      return (
        <EmptyState
          text="Nothing is stored that could be replayed."
          action={<Button onClick={() => layout.getState().open('data')}>Import files</Button>}
        />
      );
    return (
      <>
        {isLive ? <Enter /> : <Controls />}
        <ScrubberHost instrument={instrument} {...shownSpan(first, last)} />
      </>
    );
  };
  return (
    <PaneFrame
      title="Transport"
      sub={
        <>
          {isLive ? 'The clock is live' : shownName(instrument ?? '')}
          {last !== undefined && <Legend />}
        </>
      }
      tools={
        <>
          <Blind />
          <Replays />
        </>
      }
    >
      <div className={styles['pane']}>{body()}</div>
    </PaneFrame>
  );
}

/** Of the replay that runs: whether it hides what memory could use. */
function Blind(): ReactElement | null {
  const running = useReplaySessions(selectRunning);
  if (!running) return null;
  return <Toggle label="Blind" withLabel checked={running.blind} onChange={(next) => void setBlind(next)} />;
}

/** While the clock is live: where a replay may begin. */
function Enter(): ReactElement {
  const zone = useSettings(selectZone);
  const entry = usualEntry();
  return (
    <div className={styles['controls']}>
      <span className={styles['words']}>Live: everything that is stored is shown.</span>
      {entry !== undefined && (
        <Button tone="primary" icon="replay" onClick={() => enterReplay(entry)}>
          Enter replay at {formatTimeZoned(entry, zone)}
        </Button>
      )}
      <Button onClick={() => void jumpClock('cascade', -1)}>At the last cascade</Button>
      <span className={styles['words']}>or click the time line below.</span>
    </div>
  );
}
