import { clock } from '../state/clock';
import { addCommands, type Command } from '../state/commands';
import { layout } from '../state/layout';
import { REPLAY_SPEEDS, REPLAY_STEPS, replay } from '../state/replay';
import { enterReplay, jumpClock, leaveReplay, replayBounds, seekFirst, seekLast, usualEntry } from '../state/replay-clock'; // prettier-ignore
import { startPlayer, stepByHand } from '../state/replay-player';
import { listenToReplayKeys } from './replay-keys';

const hasBounds = (): true | string => replayBounds() !== undefined || 'Nothing is stored of this instrument.';
const isPast = (): true | string => {
  if (hasBounds() !== true) return hasBounds();
  return clock.getState().asOf !== null || 'The clock is live: nothing is known after it. Enter a replay first.';
};

/** Where the clock goes by hand stops what goes by itself. */
const byHand =
  (run: () => unknown): (() => void) =>
  () => {
    replay.getState().setPlaying(false);
    void run();
  };

const step = (direction: 1 | -1): (() => void) => byHand(() => stepByHand(direction));

const commands = (): readonly Command[] => [
  {
    id: 'replay.toggle',
    title: 'Play or pause the replay',
    group: 'Replay',
    keys: [' '],
    enabled: isPast,
    run: () => replay.getState().setPlaying(!replay.getState().playing),
  },
  { id: 'replay.back', title: 'Step back', group: 'Replay', keys: ['ArrowLeft'], enabled: hasBounds, run: step(-1) },
  { id: 'replay.on', title: 'Step on', group: 'Replay', keys: ['ArrowRight'], enabled: isPast, run: step(1) },
  {
    id: 'replay.lastCascade',
    title: 'Clock to the cascade before',
    group: 'Replay',
    keys: ['Shift+ArrowLeft'],
    also: 'jump previous event',
    enabled: hasBounds,
    run: byHand(() => jumpClock('cascade', -1)),
  },
  {
    id: 'replay.nextCascade',
    title: 'Clock to the next cascade',
    group: 'Replay',
    keys: ['Shift+ArrowRight'],
    also: 'jump event',
    enabled: isPast,
    run: byHand(() => jumpClock('cascade', 1)),
  },
  {
    id: 'replay.lastRelease',
    title: 'Clock to the release before',
    group: 'Replay',
    also: 'jump fomc cpi ppi gdp macro previous',
    enabled: hasBounds,
    run: byHand(() => jumpClock('release', -1)),
  },
  {
    id: 'replay.nextRelease',
    title: 'Clock to the next release',
    group: 'Replay',
    also: 'jump fomc cpi ppi gdp macro',
    enabled: isPast,
    run: byHand(() => jumpClock('release', 1)),
  },
  { id: 'replay.first', title: 'Clock to the first bar', group: 'Replay', keys: ['Home'], enabled: hasBounds, run: byHand(seekFirst) }, // prettier-ignore
  { id: 'replay.last', title: 'Clock to the newest bar', group: 'Replay', keys: ['End'], enabled: isPast, run: byHand(seekLast) }, // prettier-ignore
  {
    id: 'replay.enter',
    title: 'Enter a replay',
    group: 'Replay',
    also: 'past as-of start',
    enabled: hasBounds,
    run: () => {
      const { asOf } = clock.getState();
      const t = asOf ?? usualEntry();
      if (asOf !== null) layout.getState().open('replay');
      else if (t !== undefined) enterReplay(t);
    },
  },
  {
    id: 'replay.leave',
    title: 'Return to live',
    group: 'Replay',
    also: 'leave end exit now',
    enabled: isPast,
    run: leaveReplay,
  },
  ...REPLAY_STEPS.map(({ step: length, label }): Command => ({
    id: `replay.step.${label}`,
    title: `Replay step: ${label}`,
    group: 'Replay',
    run: () => replay.getState().setStep(length),
  })),
  ...REPLAY_SPEEDS.map(({ speed, label }): Command => ({
    id: `replay.speed.${label}`,
    title: `Replay speed: ${label}`,
    group: 'Replay',
    run: () => replay.getState().setSpeed(speed),
  })),
];

/** Everything that can be done with the clock, from any workspace; its keys in the Replay workspace. */
export function startReplayCommands(): void {
  const all = commands().map((command): Command => (command.keys ? { ...command, listensItself: true } : command));
  addCommands(all);
  listenToReplayKeys(all);
  startPlayer();
}
