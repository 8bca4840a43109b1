import { expect, it } from 'vitest';
import { inSlices } from '#main/services/slices';

async function turnsDuring(msEach: number): Promise<{ all: number[]; turns: number }> {
  let time = 0;
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  const all: number[] = [];
  const list = inSlices([1, 2, 3, 4, 5, 6], () => time);
  setImmediate(turn);
  for await (const one of list) {
    all.push(one);
    time += msEach;
  }
  isOver = true;
  return { all, turns };
}

it('lets other work in where a list takes long, and not where it is short', async () => {
  expect(await turnsDuring(1)).toEqual({ all: [1, 2, 3, 4, 5, 6], turns: 0 });
  const { all, turns } = await turnsDuring(4); // after each second one
  expect(all).toEqual([1, 2, 3, 4, 5, 6]);
  expect(turns).toBeGreaterThanOrEqual(2);
});
