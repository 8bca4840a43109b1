import { closeAfter, closeBefore, closeNear } from '#core/replay/clock';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { JumpKind } from '#shared/replay';
import { tryCall } from '../lib/call';
import { clock } from './clock';
import { instruments } from './instruments';
import { layout } from './layout';
import { link, selectActiveGroup } from './link';
import { notify } from './notices';
import { replay } from './replay';
import { stepWithAnswers } from './step-ahead';

/** All that is stored of the instrument of the active link group, whatever the clock says. */
export interface ReplayBounds {
  readonly instrument: string;
  readonly first: Ms;
  readonly last: Ms;
}

/** Undefined while nothing is stored. */
export function replayBounds(): ReplayBounds | undefined {
  const { instrument } = selectActiveGroup(link.getState());
  const { stored, since } = instruments.getState();
  const [first, last] = [since.get(instrument ?? ''), stored.get(instrument ?? '')];
  return instrument === null || first === undefined || last === undefined ? undefined : { instrument, first, last };
}

/** Closes of the step; an event has none, and is sought by the hour. */
const length = (): Ms => {
  const { step } = replay.getState();
  return step === 'event' ? MS_PER_HOUR : step;
};

/** Sets the clock to an instant, not before the first close and not past the newest data. @returns where it stands then */
export function seek(t: Ms): Ms | undefined {
  const bounds = replayBounds();
  if (!bounds) return undefined;
  const at = Math.min(bounds.last, Math.max(bounds.first + 1, t));
  if (at !== clock.getState().asOf) clock.getState().goTo(at);
  return at;
}

/** To the close of the step that is nearest to an instant. */
export const seekNear = (t: Ms): Ms | undefined => seek(closeNear(t, length()));
export function seekFirst(): void {
  const bounds = replayBounds();
  if (bounds) seek(closeAfter(bounds.first, length()));
}
export function seekLast(): void {
  const bounds = replayBounds();
  if (bounds) seek(bounds.last);
}

/** Where a clock that is live is counted from. */
const standing = ({ last }: ReplayBounds): Ms => clock.getState().asOf ?? last;

/** `steps` closes on, or back. On it moves with the answers to what follows it. @returns whether the clock has moved */
export function stepClock(steps: number): boolean | Promise<boolean> {
  const bounds = replayBounds();
  if (!bounds || steps === 0) return false;
  const from = standing(bounds);
  const step = length();
  const to = steps > 0 ? closeAfter(from, step) + (steps - 1) * step : closeBefore(from, step) + (steps + 1) * step;
  if (steps > 0 && from >= bounds.last) return false;
  if (steps < 0 || clock.getState().asOf !== from) return seek(to) !== from;
  const next = Math.min(to, bounds.last);
  return stepWithAnswers(from, next, () => seek(next) !== from).then((moved) => moved ?? true);
}

let jumping: Promise<boolean> | undefined;
/** Whether the way to an event is being asked for. */
export const isJumping = (): boolean => jumping !== undefined;

/** To where the next event, or the one before, is first known. @returns whether there is one; while one is sought, that one */
export function jumpClock(kind: JumpKind, direction: 1 | -1): Promise<boolean> {
  jumping ??= jump(kind, direction).finally(() => (jumping = undefined));
  return jumping;
}

async function jump(kind: JumpKind, direction: 1 | -1): Promise<boolean> {
  const bounds = replayBounds();
  if (!bounds) return false;
  const { instrument, last } = bounds;
  const before = clock.getState().asOf;
  const found = await tryCall('replay:jump', { instrument, asOf: standing(bounds), kind, direction });
  if (found === undefined || clock.getState().asOf !== before) return false; // it was set elsewhere meanwhile
  if (found === null || found.t > last || found.t <= bounds.first) {
    const where = direction > 0 ? 'after the clock' : 'before the clock';
    notify({ tone: 'info', title: `There is no ${kind} ${where}`, detail: 'The clock stays where it is.' });
    return false;
  }
  seek(found.t);
  return true;
}

/** One step in the length that is set: a bar, or an event. @returns whether the clock has moved */
export function stepOnce(direction: 1 | -1): boolean | Promise<boolean> {
  return replay.getState().step === 'event' ? jumpClock('event', direction) : stepClock(direction);
}

/** Opens the Replay workspace with the clock at the last close by an instant: what is pointed at is still to come. */
export function enterReplay(t: Ms): void {
  replay.getState().setPlaying(false);
  if (seek(Math.floor(t / length()) * length()) !== undefined) layout.getState().open('replay');
}

/** This long before an event begins: enough to decide without having seen it come. */
export const BEFORE_EVENT: Ms = 6 * MS_PER_HOUR;
export const enterBefore = (start: Ms): void => enterReplay(start - BEFORE_EVENT);

/** Where a replay is entered when no place was named: a month before the newest data. */
export function usualEntry(): Ms | undefined {
  const bounds = replayBounds();
  if (!bounds) return undefined;
  const span = bounds.last - bounds.first;
  return closeBefore(bounds.last - Math.min(30 * MS_PER_DAY, span / 2), MS_PER_DAY < span ? MS_PER_DAY : MS_PER_HOUR);
}

export function leaveReplay(): void {
  replay.getState().setPlaying(false);
  clock.getState().goLive();
}
