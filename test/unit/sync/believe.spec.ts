import { describe, expect, it } from 'vitest';
import { NetError } from '#main/sync/net/types';
import type { Answer, Doubt } from '#main/sync/run/answer';
import { believe } from '#main/sync/run/believe';
import { patiently, type Patience } from '#main/sync/run/patience';
import { runQueue } from '#main/sync/run/queue';

const answer = (rows: number, ...doubts: Doubt[]): Answer => ({
  blocks: [],
  macro: Array.from({ length: rows }, (_, period) => ({ seriesId: 'x', period, released: 0, value: 1 })),
  quarantined: [],
  rows,
  claimed: { from: 0, to: 1 },
  settled: undefined,
  doubts,
});
/** Answers one after the other. */
const from = (...answers: Answer[]) => {
  let asked = 0;
  return { ask: () => Promise.resolve(answers[asked++]!), asked: () => asked };
};

describe('an answer', () => {
  it('is believed at once, or when it has come twice', async () => {
    const whole = from(answer(5));
    expect([(await believe(whole.ask)).rows, whole.asked()]).toEqual([5, 1]);
    const mended = from(answer(0, 'empty'), answer(5));
    expect([(await believe(mended.ask)).rows, mended.asked()]).toEqual([5, 2]);
    const confirmed = from(answer(0, 'empty'), answer(0, 'empty'));
    expect([(await believe(confirmed.ask)).rows, confirmed.asked()]).toEqual([0, 2]);
    const third = from(answer(0, 'empty'), answer(3, 'holes'), answer(3, 'holes'));
    expect([(await believe(third.ask)).rows, third.asked()]).toEqual([3, 3]);
  });

  it('that is empty is not confirmed by one that is empty for another time', async () => {
    const half: Answer = { ...answer(0, 'empty'), claimed: { from: 0.5, to: 1 } };
    const found = from(answer(0, 'empty'), half, answer(5));
    expect([(await believe(found.ask)).rows, found.asked()]).toEqual([5, 3]);
  });

  it('is broken when it is another one each time', async () => {
    const odd = from(...[0, 1, 2, 3, 4, 5, 6].map((rows) => answer(rows, 'holes')));
    await expect(believe(odd.ask)).rejects.toMatchObject({ problem: 'broken' });
  });
});

describe('patience', () => {
  const hooks = (): Patience & { waits: number[] } => {
    const waits: number[] = [];
    return {
      waits,
      signal: new AbortController().signal,
      sleep: async (ms) => void waits.push(ms),
      random: () => 0.5,
      onWait: () => undefined,
    };
  };
  const failing = (error: Error, times: number) => () => (times-- > 0 ? Promise.reject(error) : Promise.resolve('it'));

  it('has no end while there is no connection, and has one while the source is broken', async () => {
    expect(await patiently(failing(new NetError('offline', ''), 500), hooks())).toBe('it');
    await expect(patiently(failing(new NetError('broken', ''), 500), hooks())).rejects.toMatchObject({ problem: 'broken' }); // prettier-ignore
    for (const error of [new NetError('refused', ''), new NetError('forbidden', ''), new TypeError('a bug')])
      await expect(patiently(failing(error, 1), hooks())).rejects.toBe(error);
  });

  it('waits as long as it was asked to', async () => {
    const one = hooks();
    await patiently(failing(new NetError('limited', '', { retryAfter: 400_000 }), 1), one);
    expect(one.waits).toEqual([400_000]);
  });

  it('ends with the reason of its signal', async () => {
    const abort = new AbortController();
    const sleep = async (): Promise<void> => abort.abort(new Error('enough'));
    await expect(patiently(failing(new NetError('offline', ''), 9), { ...hooks(), signal: abort.signal, sleep })).rejects.toThrow('enough'); // prettier-ignore
  });
});

it('runs several of a source at once and one source beside another, all to their end', async () => {
  const items = Array.from({ length: 40 }, (_, i) => ({
    source: i % 4 === 3 ? ('okx' as const) : ('binance' as const),
  }));
  const running = { binance: 0, okx: 0 };
  const most = { binance: 0, okx: 0 };
  const done: number[] = [];
  await runQueue(items, async ({ source }, index) => {
    most[source] = Math.max(most[source], ++running[source]);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running[source]--;
    done.push(index);
  });
  expect(done.sort((a, b) => a - b)).toEqual([...items.keys()]);
  expect(most).toEqual({ binance: 4, okx: 4 });
  await runQueue([], () => Promise.reject(new Error('nothing to do')));
});
