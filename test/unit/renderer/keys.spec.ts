import { describe, expect, it } from 'vitest';
import { findCommand } from '../../../src/renderer/app/keyboard';
import { chordKeys, matches, parseChord, type KeyStroke } from '../../../src/renderer/lib/keys';
import type { Command } from '../../../src/renderer/state/commands';

const stroke = (key: string, held: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const hits = (chord: string, pressed: KeyStroke, mac = false): boolean => matches(parseChord(chord), pressed, mac);

describe('chords', () => {
  it('match their modifiers exactly', () => {
    expect(hits('Mod+K', stroke('k', { ctrlKey: true }))).toBe(true);
    expect(hits('Mod+K', stroke('k'))).toBe(false);
    expect(hits('Mod+K', stroke('k', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(hits('Shift+F6', stroke('F6'))).toBe(false);
    expect(hits('F6', stroke('F6', { shiftKey: true }))).toBe(false);
  });

  it('take Cmd for Mod on a Mac', () => {
    expect(hits('Mod+K', stroke('k', { metaKey: true }), true)).toBe(true);
    expect(hits('Mod+K', stroke('k', { ctrlKey: true }), true)).toBe(false);
  });

  it('take a sign with the Shift it is typed with', () => {
    expect(hits('?', stroke('?', { shiftKey: true }))).toBe(true);
  });

  it('are printed key by key', () => {
    expect(chordKeys('Mod+Shift+ArrowLeft')).toEqual(['Ctrl', 'Shift', '←']);
    expect(chordKeys('i')).toEqual(['I']);
  });
});

describe('the command of a stroke', () => {
  const command = (id: string, keys: string, enabled?: string): Command => ({
    id,
    title: id,
    group: 'Test',
    keys: [keys],
    run: () => undefined,
    ...(enabled === undefined ? {} : { enabled: () => enabled }),
  });

  it('is the first one that can run', () => {
    const list = [command('locked', '1', 'no data'), command('door', '1')];
    expect(findCommand(list, stroke('1'), false, false)?.id).toBe('door');
  });

  it('is one that says why not when none can run', () => {
    expect(findCommand([command('locked', '1', 'no data')], stroke('1'), false, false)?.id).toBe('locked');
  });

  it('leaves single keys to a text that is being typed, and takes chords from it', () => {
    const list = [command('market', '1'), command('palette', 'Mod+K'), command('next', 'F6')];
    expect(findCommand(list, stroke('1'), true, false)).toBeUndefined();
    expect(findCommand(list, stroke('k', { ctrlKey: true }), true, false)?.id).toBe('palette');
    expect(findCommand(list, stroke('F6'), true, false)?.id).toBe('next');
  });
});
