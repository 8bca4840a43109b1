import { barsDue } from '#core/replay/clock';
import { pendingAmong } from '../lib/busy';
import { clock } from './clock';
import { replay } from './replay';
import { isJumping, jumpClock, stepClock, stepOnce } from './replay-clock';

/** What follows each step of the clock: as long as one of these is on its way, the clock waits. */
const FOLLOWING = [
  'replay:step',
  'bars:read',
  'liquidations:read',
  'points:read',
  'cascades:list',
  'replay:jump',
] as const;

/** Whether the panes that follow each step have been answered. */
export const isShown = (): boolean => pendingAmong(FOLLOWING) === 0 && !isJumping();

/** A window that was hidden has no frames: it goes on from where it was. */
const LONGEST_MS = 1_100;

export interface PlayerOptions {
  readonly isPlaying: () => boolean;
  /** Steps a second. */
  readonly rate: () => number;
  readonly isShown: () => boolean;
  /** @returns false at the end of the data */
  readonly advance: (steps: number) => boolean | Promise<boolean>;
  readonly stop: () => void;
  /** Before a frame is drawn. */
  readonly frame?: (run: (now: number) => void) => void;
}

/**
 * Moves the clock with the frames of the screen while a replay is played. Nothing piles up: a frame that comes before the answers
 * to the last step moves nothing, and what it was behind is let go. The clock moves as the frame begins that paints the step before:
 * the next one is answered while the page paints, and is itself painted with the next frame.
 * @returns to be called when playing begins
 */
export function createPlayer(options: PlayerOptions): () => void {
  const { isPlaying, rate, isShown: hasShown, advance, stop, frame = requestAnimationFrame } = options;
  let isRunning = false;
  let before = NaN;
  let rest = 0;

  const goOn = (moved: boolean): void => {
    if (!moved) stop();
    if (isPlaying()) frame(tick);
    else isRunning = false;
  };
  const move = (steps: number): void => {
    const moved = advance(steps);
    if (typeof moved === 'boolean') goOn(moved);
    else void moved.then(goOn, () => goOn(false));
  };
  const tick = (now: number): void => {
    if (!isPlaying()) return void (isRunning = false);
    if (!hasShown()) return frame(tick);
    // The first frame shows a step at once.
    const due = Number.isNaN(before) ? { bars: 1, rest: 0 } : barsDue(rest, Math.min(now - before, LONGEST_MS), rate());
    before = now;
    ({ rest } = due);
    if (due.bars === 0) frame(tick);
    else move(due.bars);
  };
  return () => {
    if (isRunning) return;
    isRunning = true;
    before = NaN;
    rest = 0;
    frame(tick);
  };
}

/** Plays while `replay.playing` says so. A clock that goes live stops it. */
export function startPlayer(): () => void {
  const { setPlaying } = replay.getState();
  const play = createPlayer({
    isPlaying: () => replay.getState().playing,
    rate: () => replay.getState().speed,
    isShown,
    advance: (steps) => (replay.getState().step === 'event' ? jumpClock('event', 1) : stepClock(steps)),
    stop: () => setPlaying(false),
  });
  const stops = [
    replay.subscribe(({ playing }, before) => {
      if (playing && !before.playing) play();
    }),
    clock.subscribe(({ asOf }) => {
      if (asOf === null) setPlaying(false);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Steps that were asked for by hand and are still to be made; negative: back. */
let owed = 0;
let isStepping = false;

/**
 * One step by hand, as soon as the panes show the one before: none is left out, and none piles up.
 * @param isRepeat of a key that is held down: it steps as fast as the panes can follow, and owes nothing
 */
export function stepByHand(direction: 1 | -1, isRepeat = false): void {
  if (isRepeat && (owed !== 0 || !isShown())) return;
  owed += direction;
  if (!isStepping) void makeSteps();
}

async function makeSteps(): Promise<void> {
  isStepping = true;
  while (owed !== 0) {
    if (isShown()) {
      const direction = owed > 0 ? 1 : -1;
      owed -= direction;
      if (!(await stepOnce(direction))) owed = 0;
      if (owed === 0) break;
    }
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
  isStepping = false;
}
