import { useCallback, type PointerEvent, type ReactElement } from 'react';
import { formatTime, zoneName, type Zone } from '../../lib/format';
import { isMac } from '../../lib/keys';
import { clock } from '../../state/clock';
import { runCommand } from '../../state/commands';
import {
  REPLAY_SPEEDS,
  REPLAY_STEPS,
  replay,
  selectPlaying,
  selectSpeed,
  selectStep,
  useReplay,
} from '../../state/replay';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Keys } from '../../ui/Keys';
import { Segmented } from '../../ui/Segmented';
import { Tooltip } from '../../ui/Tooltip';
import styles from './transport.module.css';

const run = (id: string) => (): void => void runCommand(id);
/** A button that was pressed by hand leaves the keys to the clock. */
const keepFocus = (event: PointerEvent): void => event.preventDefault();

export function Controls(): ReactElement {
  const playing = useReplay(selectPlaying);
  return (
    <div className={styles['controls']}>
      <ClockFigure />
      <div className={styles['buttons']} role="group" aria-label="Clock" onPointerDown={keepFocus}>
        <IconButton className={styles['key']} icon="previous" label="To the first bar" keys="Home" onClick={run('replay.first')} />
        <IconButton className={styles['key']} icon="left" label="Step back" keys="ArrowLeft" onClick={run('replay.back')} />
        <IconButton className={styles['play']} icon={playing ? 'pause' : 'play'} label={playing ? 'Pause' : 'Play'} keys=" " onClick={run('replay.toggle')} />
        <IconButton className={styles['key']} icon="right" label="Step on" keys="ArrowRight" onClick={run('replay.on')} />
        <IconButton className={styles['key']} icon="next" label="To the newest bar" keys="End" onClick={run('replay.last')} />
      </div>
      <Choices />
      <Hints />
      <Button onClick={run('replay.leave')}>Return to live</Button>
    </div>
  );
} // prettier-ignore

const timeOf = (t: number | null, zone: Zone): string =>
  t === null ? '' : `${formatTime(t, zone, 'second')} ${zoneName(zone, t)}`;

/** Written with the clock, past React: at 60 steps a second. */
function ClockFigure(): ReactElement {
  const zone = useSettings(selectZone);
  const host = useCallback(
    (element: HTMLOutputElement | null) => {
      if (!element) return;
      const write = (): void => void (element.textContent = timeOf(clock.getState().asOf, zone));
      write();
      return clock.subscribe(write);
    },
    [zone],
  );
  return <output ref={host} className={styles['clock']} aria-label="Clock" aria-live="off" />;
}

const STEP_WORDS =
  'How far one step leads: to the next close of a bar of this length, or to where the next cascade or release is first known.';
const SPEED_WORDS =
  'Steps a second: 20× shows twenty bars in a second. The clock waits where a pane is late, so that no bar is left out. Max: up to 1,000, of which each frame shows the last.';

function Choices(): ReactElement {
  const step = useReplay(selectStep);
  const speed = useReplay(selectSpeed);
  return (
    <>
      <Labelled label="Step" words={STEP_WORDS}>
        <Segmented
          label="Step"
          value={String(step)}
          segments={REPLAY_STEPS.map((one) => ({ value: String(one.step), label: one.label }))}
          onChange={(value) => replay.getState().setStep(value === 'event' ? 'event' : Number(value))}
        />
      </Labelled>
      <Labelled label="Speed" words={SPEED_WORDS}>
        <Segmented
          label="Speed, steps a second"
          value={String(speed)}
          segments={REPLAY_SPEEDS.map((one) => ({ value: String(one.speed), label: one.label }))}
          onChange={(value) => replay.getState().setSpeed(Number(value))}
        />
      </Labelled>
    </>
  );
}

function Labelled(props: {
  readonly label: string;
  readonly words: string;
  readonly children: ReactElement;
}): ReactElement {
  return (
    <span className={styles['choice']}>
      <Tooltip text={props.words} side="top">
        <span className={styles['label']} tabIndex={0}>
          {props.label}
        </span>
      </Tooltip>
      {props.children}
    </span>
  );
}

function Hints(): ReactElement {
  const mac = isMac();
  return (
    <span className={styles['hints']} aria-hidden>
      <Keys chord=" " mac={mac} /> play
      <Keys chord="ArrowLeft" mac={mac} />
      <Keys chord="ArrowRight" mac={mac} /> step
      <Keys chord="Shift+ArrowRight" mac={mac} /> cascade
    </span>
  );
}
