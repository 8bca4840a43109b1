import { expect, it } from 'vitest';
import { Latest } from '../../../../src/renderer/panes/price/latest';

/** Answers when it is told to. */
function subject() {
  const waiting: { resolve: (t: number | null) => void; reject: (cause: Error) => void }[] = [];
  const latest = new Latest<number>({
    fetch: () => new Promise((resolve, reject) => waiting.push({ resolve, reject })),
    knownAt: (t) => t,
    onChange: () => latest.want(),
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  const answer = async (t: number | null): Promise<void> => (waiting.shift()!.resolve(t), settle());
  const fail = async (): Promise<void> => (waiting.shift()!.reject(new Error('no disk')), settle());
  return { latest, waiting, answer, fail };
}

it('asks once, and again only when something may have changed', async () => {
  const { latest, waiting, answer } = subject();
  latest.want();
  latest.want();
  expect(waiting).toHaveLength(1);
  await answer(100);
  expect(latest.value).toBe(100);
  latest.want();
  expect(waiting).toHaveLength(0);
  latest.invalidate(100);
  latest.want();
  expect(waiting).toHaveLength(1);
});

it('keeps what was known while the clock runs on, and drops what is later than a clock set back', async () => {
  const { latest, answer } = subject();
  latest.want();
  await answer(100);
  latest.invalidate(100);
  expect(latest.value).toBe(100);
  latest.invalidate(60);
  expect(latest.value).toBeUndefined();
});

it('takes an answer that was overtaken by a running clock, and asks again', async () => {
  const { latest, waiting, answer } = subject();
  latest.want();
  latest.invalidate(100);
  await answer(100);
  expect(latest.value).toBe(100);
  expect(waiting).toHaveLength(1);
});

it('throws away an answer that is later than the clock, or of another instrument', async () => {
  const { latest, waiting, answer } = subject();
  latest.want();
  latest.invalidate(60);
  await answer(100);
  expect(latest.value).toBeUndefined();
  latest.invalidate();
  await answer(50);
  expect(latest.value).toBeUndefined();
  await answer(null);
  expect(latest.value).toBeNull();
  expect(waiting).toHaveLength(0);
});

it('stops asking after a failure until everything is read anew', async () => {
  const { latest, waiting, fail } = subject();
  latest.want();
  await fail();
  expect(latest.error).toBe('no disk');
  latest.invalidate(10);
  latest.want();
  expect(waiting).toHaveLength(0);
  latest.invalidate();
  latest.want();
  expect(waiting).toHaveLength(1);
});
