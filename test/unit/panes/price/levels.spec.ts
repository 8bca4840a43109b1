import { describe, expect, it } from 'vitest';
import { chooseLevel, levelsFor } from '../../../../src/renderer/panes/price/levels';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('levelsFor', () => {
  it('starts at the finest stored interval and keeps what it divides', () => {
    expect(levelsFor([MINUTE, HOUR], HOUR)).toEqual([MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, DAY, 7 * DAY]);
    expect(levelsFor([4 * HOUR], HOUR)).toEqual([4 * HOUR, DAY, 7 * DAY]);
  });
  it('takes in a stored interval or a wish that is not on the ladder', () => {
    expect(levelsFor([3 * MINUTE], 6 * MINUTE)).toEqual([
      3 * MINUTE,
      6 * MINUTE,
      15 * MINUTE,
      HOUR,
      4 * HOUR,
      DAY,
      7 * DAY,
    ]);
  });
});

describe('chooseLevel', () => {
  const levels = levelsFor([MINUTE], MINUTE);
  const ask = (span: number, current?: number, wish = MINUTE) =>
    chooseLevel({ levels, wish, span, widthPx: 1_000, current });

  it('shows what was asked for while the screen can tell its bars apart', () => expect(ask(300 * MINUTE)).toBe(MINUTE));
  it('goes coarser when bars would be narrower than 2 px', () => expect(ask(600 * MINUTE, MINUTE)).toBe(5 * MINUTE));
  it('comes back only at 3 px, so that a level does not flicker', () => {
    expect(ask(400 * MINUTE, MINUTE)).toBe(MINUTE);
    expect(ask(400 * MINUTE, 5 * MINUTE)).toBe(5 * MINUTE);
    expect(ask(330 * MINUTE, 5 * MINUTE)).toBe(MINUTE);
  });
  it('never shows finer bars than asked for', () => expect(ask(10 * MINUTE, undefined, HOUR)).toBe(HOUR));
  it('takes the coarsest for a span that nothing fits', () => expect(ask(100_000 * DAY)).toBe(7 * DAY));
});
