import { z } from 'zod';

export const WindowStateSchema = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(640).max(10_000),
  height: z.int().min(480).max(10_000),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowStateSchema>;
export const DEFAULT_WINDOW: WindowState = { width: 1_440, height: 900, maximized: false };

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The remembered state, or where it would be off every screen that is now there, the same size placed by the system. */
export function fitWindow(saved: WindowState, screens: readonly Area[]): WindowState {
  const { x, y } = saved;
  const largest = screens.reduce((best, s) => (s.width * s.height > best.width * best.height ? s : best), {
    x: 0,
    y: 0,
    width: 640,
    height: 480,
  });
  const size = { width: Math.min(saved.width, largest.width), height: Math.min(saved.height, largest.height) };
  const visible =
    x !== undefined &&
    y !== undefined &&
    screens.some((s) => x >= s.x - 8 && y >= s.y - 8 && x + 100 <= s.x + s.width && y + 40 <= s.y + s.height);
  return visible ? { x, y, ...size, maximized: saved.maximized } : { ...size, maximized: saved.maximized };
}
