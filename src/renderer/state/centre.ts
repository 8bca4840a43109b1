import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { link, type LinkId } from './link';
import { timeline } from './timeline';

/** Width of a view that nobody has set yet. */
const FRESH = 14 * MS_PER_DAY;

/** Brings an instant to the middle of every pane of a link group, as wide as they show now. @param source pane that asks */
export function centreOn(t: Ms, letter: LinkId, source: string): void {
  const now = timeline.getState().ranges[letter] ?? link.getState().groups[letter];
  const width = now.to > now.from ? now.to - now.from : FRESH;
  const [from, to] = [t - width / 2, t + width / 2];
  timeline.getState().setRange(letter, { from, to, source });
  link.getState().setRange(letter, from, to);
}
