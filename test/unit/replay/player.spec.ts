import { describe, expect, it } from 'vitest';
import { createPlayer, type PlayerOptions } from '../../../src/renderer/state/replay-player';

/** A screen whose frames are drawn by hand. */
function screen(options: Partial<PlayerOptions> = {}) {
  const world = { playing: true, shown: true, moves: [] as number[], now: 0 };
  let frames: ((now: number) => void)[] = [];
  const play = createPlayer({
    isPlaying: () => world.playing,
    rate: () => 60,
    isShown: () => world.shown,
    advance: (steps) => world.moves.push(steps) > 0,
    stop: () => void (world.playing = false),
    frame: (run) => void frames.push(run),
    ...options,
  });
  const draw = (n = 1, ms = 1_000 / 60): void => {
    for (; n > 0; n--) {
      world.now += ms;
      const due = frames;
      frames = [];
      for (const run of due) run(world.now);
    }
  };
  return { world, play, draw, waiting: () => frames.length };
}

describe('a player', () => {
  it('moves one bar a frame at 60 a second', () => {
    const { world, play, draw } = screen();
    play();
    draw(120);
    expect(world.moves).toEqual(Array.from({ length: 120 }, () => 1));
  });

  it('waits while the panes are late, and owes nothing for it', () => {
    const { world, play, draw } = screen();
    play();
    draw(3);
    world.shown = false;
    draw(50);
    expect(world.moves).toHaveLength(3);
    world.shown = true;
    draw(3);
    expect(world.moves).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('may skip bars only where it is faster than the screen', () => {
    const { world, play, draw } = screen({ rate: () => 1_000 });
    play();
    draw(61);
    expect(world.moves.reduce((a, b) => a + b)).toBeGreaterThan(990);
    expect(Math.max(...world.moves)).toBeLessThan(20);
  });

  it('stops at the end of the data, and when it is paused', () => {
    const end = screen({ advance: () => false });
    end.play();
    end.draw(2);
    expect(end.world.playing).toBe(false);
    expect(end.waiting()).toBe(0);
    const paused = screen();
    paused.play();
    paused.draw(2);
    paused.world.playing = false;
    paused.draw(3);
    expect(paused.world.moves).toHaveLength(2);
    expect(paused.waiting()).toBe(0);
  });

  it('never runs twice, however often play is asked for', () => {
    const { world, play, draw, waiting } = screen();
    play();
    play();
    draw(5);
    expect(world.moves).toHaveLength(5);
    expect(waiting()).toBe(1);
  });
});
