import { isMac, isTyping, matches, parseChord, type KeyStroke } from '../lib/keys';
import { commands, runCommand, whyNot, type Command } from '../state/commands';

/**
 * The command a stroke stands for: the first one that can run now, else one that can say why not. In a text field plain keys, undo and
 * redo belong to the text.
 */
export function findCommand(
  list: Iterable<Command>,
  stroke: KeyStroke,
  typing: boolean,
  mac: boolean,
): Command | undefined {
  let barred: Command | undefined;
  for (const command of list) {
    if (command.listensItself) continue;
    const hit = command.keys?.some((keys) => {
      const chord = parseChord(keys);
      const takesText = chord.mod ? /^[zy]$/i.test(chord.key) : !chord.alt && !/^F\d/.test(chord.key);
      return !(typing && takesText) && matches(chord, stroke, mac);
    });
    if (!hit) continue;
    if (whyNot(command) === undefined) return command;
    barred ??= command;
  }
  return barred;
}

/** A key belongs to an open dialog, menu or list before it belongs to the workstation. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat) return true;
  const plain = !event.ctrlKey && !event.metaKey;
  return plain && isOverlaid();
}

const OVERLAYS = '[role=dialog], [role=menu], [role=listbox]';

/** Whether a dialog, a menu or a list is open. They lie beside the page, which is large, and is not searched at each key. */
export const isOverlaid = (): boolean =>
  [...document.body.children].some(
    (child) => child.id !== 'root' && (child.matches(OVERLAYS) || child.querySelector(OVERLAYS) !== null),
  );

/** Binds the keys of every command. @returns a function that unbinds them. */
export function listenToKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isTaken(event)) return;
    const list = [...commands.getState().byId.values()].reverse(); // what was added last is nearest
    const command = findCommand(list, event, isTyping(event.target), isMac());
    if (!command) return;
    // The native menu would run it a second time.
    event.preventDefault();
    runCommand(command.id);
  };
  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}
