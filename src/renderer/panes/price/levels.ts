import { LADDER } from '#core/time/ladder';
import type { Ms } from '#core/time/ms';

/** Bars on screen never get narrower than this before a coarser level takes over. */
const LEAST_SPACING_PX = 2;
/** A finer level comes back only where it would be this wide: without the distance the level would flicker while zooming. */
export const RETURN_SPACING_PX = 3;

/**
 * Bar intervals a chart may show, finest first: the ladder from the finest stored interval upwards, and the wish itself
 * when the stored bars divide it.
 */
export function levelsFor(stored: readonly Ms[], wish: Ms): readonly Ms[] {
  const finest = stored.length > 0 ? Math.min(...stored) : LADDER[0]!;
  const levels = new Set(LADDER.filter((level) => level >= finest && level % finest === 0));
  levels.add(finest);
  if (wish >= finest && wish % finest === 0) levels.add(wish);
  return [...levels].sort((a, b) => a - b);
}

export interface LevelQuestion {
  readonly levels: readonly Ms[];
  /** Interval the person asked for: nothing finer is shown. */
  readonly wish: Ms;
  /** Visible time. */
  readonly span: Ms;
  readonly widthPx: number;
  /** Level on screen now, undefined at the start. */
  readonly current: Ms | undefined;
}

/** The finest level, not finer than the wish, whose bars the screen can tell apart. */
export function chooseLevel({ levels, wish, span, widthPx, current }: LevelQuestion): Ms {
  const allowed = levels.filter((level) => level >= wish);
  const coarsest = allowed.at(-1) ?? levels.at(-1) ?? wish;
  const spacing = (level: Ms): number => (widthPx * level) / span;
  const at = (least: number): Ms => allowed.find((level) => spacing(level) >= least) ?? coarsest;
  if (current === undefined || !allowed.includes(current)) return at(RETURN_SPACING_PX);
  if (spacing(current) < LEAST_SPACING_PX) return at(LEAST_SPACING_PX);
  const finer = at(RETURN_SPACING_PX);
  return finer < current ? finer : current;
}
