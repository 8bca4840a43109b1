/** A chord such as `Mod+K`, `Shift+ArrowLeft`, `1`, `?`. `Mod` is Ctrl, or Cmd on a Mac. */
export interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

export type KeyStroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export const isMac = (): boolean => typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

export function parseChord(text: string): Chord {
  const names = text.split('+').filter((name) => name !== '');
  const key = names.pop() ?? text;
  return { key, mod: names.includes('Mod'), shift: names.includes('Shift'), alt: names.includes('Alt') };
}

/** A printed sign (`?`) already holds its Shift, so Shift counts only beside letters and named keys. */
export function matches(chord: Chord, stroke: KeyStroke, mac = false): boolean {
  const mod = mac ? stroke.metaKey : stroke.ctrlKey;
  const other = mac ? stroke.ctrlKey : stroke.metaKey;
  if (other || mod !== chord.mod || stroke.altKey !== chord.alt) return false;
  if (stroke.key.toLowerCase() !== chord.key.toLowerCase()) return false;
  const isSign = chord.key.length === 1 && !/[a-z]/i.test(chord.key);
  return isSign || stroke.shiftKey === chord.shift;
}

const WORDS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
  Escape: 'Esc',
};
/** The keys of a chord as they are printed, one by one. */
export function chordKeys(text: string, mac = false): string[] {
  const { key, mod, shift, alt } = parseChord(text);
  const printed = WORDS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [
    ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(shift ? ['Shift'] : []),
    printed,
  ];
}

/** While a person types, single keys belong to the text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select')
  );
}
