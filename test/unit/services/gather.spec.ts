import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createGather } from '#main/services/gather';
import { until } from '../../support/until';

it('works names off together, at once and then no more often than told', async () => {
  const rounds: { readonly at: number; readonly names: readonly string[] }[] = [];
  const gather = createGather(200, (names) => void rounds.push({ at: performance.now(), names: [...names].sort() }));
  gather.note(['a', 'b']);
  gather.note(['b']);
  await until(() => rounds.length === 1, 'the first round');
  for (const name of ['c', 'd', 'c']) gather.note([name]);
  await until(() => rounds.length === 2, 'the second round');
  expect(rounds.map(({ names }) => names)).toEqual([['a', 'b'], ['c', 'd']]); // prettier-ignore
  expect(rounds[1]!.at - rounds[0]!.at).toBeGreaterThanOrEqual(199);
  await sleep(300);
  expect(rounds).toHaveLength(2);
  await gather.dispose();
});

it('stops for a pause, and brings what was stopped or has failed with the next round', async () => {
  const rounds: string[][] = [];
  let isStopped = false;
  const gather = createGather(1, async (names, signal) => {
    rounds.push([...names].sort());
    if (rounds.length === 1) throw new Error('not now');
    if (rounds.length === 2)
      await new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          isStopped = true;
          reject(new Error('stopped'));
        }),
      );
  });
  gather.note(['a']);
  await until(() => rounds.length === 2, 'the second try');
  const resume = await gather.pause();
  expect(isStopped).toBe(true);
  gather.note(['b']);
  await sleep(50);
  expect(rounds).toHaveLength(2);
  resume();
  await until(() => rounds.length === 3, 'it goes on');
  expect(rounds).toEqual([['a'], ['a'], ['a', 'b']]);
  await gather.dispose();
  gather.note(['c']);
  await sleep(50);
  expect(rounds).toHaveLength(3);
});

it('does long work more seldom', async () => {
  const begun: number[] = [];
  const gather = createGather(1, async () => {
    begun.push(performance.now());
    await sleep(20);
  });
  gather.note(['a']);
  await until(() => begun.length === 1, 'the first round');
  gather.note(['b']);
  await until(() => begun.length === 2, 'the second round');
  expect(begun[1]! - begun[0]!).toBeGreaterThan(20 * 19);
  await gather.dispose();
});
