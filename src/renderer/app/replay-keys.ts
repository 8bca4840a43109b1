import { isMac, isTyping, matches, parseChord } from '../lib/keys';
import { runCommand, type Command } from '../state/commands';
import { layout } from '../state/layout';
import { stepByHand } from '../state/replay-player';
import { isOverlaid } from './keyboard';

/** What keeps its own arrows and its own Space once it was reached by key. */
const WIDGETS =
  'button, a, select, summary, input, [role=button], [role=grid], [role=radio], [role=tab], [role=switch], [role=checkbox], [role=separator], [role=img]';
/** What keeps them however it was reached. */
const ALWAYS_OWN = '[role=slider]:not([data-clock]), [role=spinbutton]';

/**
 * In the Replay workspace Space, the arrows, Home and End belong to the clock wherever the focus is: on a chart, on a table that was
 * clicked, on a button that was pressed by hand. Text fields and sliders keep theirs, and so does a control that was reached by Tab.
 * @returns a function that stops
 */
export function listenToReplayKeys(commands: readonly Command[]): () => void {
  const life = new AbortController();
  const chords = commands.flatMap(({ id, keys = [] }) => keys.map((keys) => ({ id, chord: parseChord(keys) })));
  let byKey = false;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' || event.key === 'F6') byKey = true;
    if (layout.getState().workspace !== 'replay' || event.defaultPrevented) return;
    const found = chords.find(({ chord }) => matches(chord, event, isMac()));
    if (!found || isTyping(event.target) || isOverlaid() || keepsItsKeys(event.target, byKey)) return;
    event.preventDefault();
    event.stopPropagation(); // a chart would move as well
    if (!event.repeat) runCommand(found.id);
    else if (found.id in HELD) stepByHand(HELD[found.id]!, true);
  };
  // Before what has the focus hears of it.
  addEventListener('keydown', onKeyDown, { capture: true, signal: life.signal });
  addEventListener('pointerdown', () => (byKey = false), { capture: true, signal: life.signal });
  return () => life.abort();
}

/** Keys that go on while they are held down. */
const HELD: Readonly<Record<string, 1 | -1>> = { 'replay.back': -1, 'replay.on': 1 };

function keepsItsKeys(target: EventTarget | null, byKey: boolean): boolean {
  if (!(target instanceof Element) || target.matches('[data-clock]')) return false;
  return target.closest(ALWAYS_OWN) !== null || (byKey && target.closest(WIDGETS) !== null);
}
