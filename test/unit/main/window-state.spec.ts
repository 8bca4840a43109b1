import { expect, it } from 'vitest';
import { fitWindow, WindowStateSchema } from '#main/app/window-state';

const laptop = { x: 0, y: 0, width: 1_440, height: 900 };
const second = { x: 1_440, y: 0, width: 1_920, height: 1_080 };

it('keeps a remembered place that is still on a screen', () => {
  const saved = { x: 1_500, y: 40, width: 1_600, height: 900, maximized: true };
  expect(fitWindow(saved, [laptop, second])).toEqual(saved);
});

it('forgets a place on a screen that is gone, and shrinks to what is there', () => {
  const saved = { x: 1_500, y: 40, width: 1_600, height: 1_000, maximized: false };
  expect(fitWindow(saved, [laptop])).toEqual({ width: 1_440, height: 900, maximized: false });
});

it('refuses a state that could not be a window', () => {
  for (const bad of [
    null,
    {},
    { width: 1, height: 1, maximized: false },
    { width: NaN, height: 900, maximized: false },
  ])
    expect(WindowStateSchema.safeParse(bad).success).toBe(false);
});
