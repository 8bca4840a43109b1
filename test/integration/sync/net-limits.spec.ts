import { describe, expect, it } from 'vitest';
import { MS_PER_MINUTE } from '#core/time/ms';
import { bench } from './support/net';

const ok = (_: unknown, response: { end(text: string): unknown }): void => void response.end('{}');

describe('the way to a source', () => {
  it('lets through what the limit allows in any window, and no more', async () => {
    const times: number[] = [];
    const setup = { policy: { limit: { requests: 5, per: 1_000 } } };
    const { get, clock } = await bench((request, response) => {
      times.push(clock.now);
      ok(request, response);
    }, setup); // prettier-ignore
    for (let i = 0; i < 23; i++) {
      await get('/v1/klines');
      clock.now += 37;
    }
    for (let i = 5; i < times.length; i++) expect(times[i]! - times[i - 5]!).toBeGreaterThanOrEqual(1_000);
    expect(times.at(-1)! - times[0]!).toBeLessThan(5_000); // and does not dawdle: 23 in five windows
  });

  it('counts weights, and a request heavier than the limit as all of it', async () => {
    const { get, slept } = await bench(ok, { policy: { limit: { requests: 10, per: 1_000 } } });
    for (const weight of [4, 6, 5, 5, 40]) await get('/v1/klines', { weight });
    expect(slept).toEqual([1_000, 1_000]);
  });

  it('keeps the order of those that wait, and goes on when one of them leaves', async () => {
    const order: number[] = [];
    const { get, seen } = await bench(ok, { policy: { limit: { requests: 1, per: 1_000 } } });
    const leaves = new AbortController();
    const asked = [0, 1, 2, 3].map((i) =>
      get(`/v1/klines?i=${i}`, {}, i === 2 ? leaves.signal : undefined).then(() => order.push(i)),
    );
    const left = expect(asked[2]).rejects.toThrow('no longer wanted');
    leaves.abort(new Error('no longer wanted'));
    await Promise.allSettled(asked);
    await left;
    expect(order).toEqual([0, 1, 3]);
    expect(seen).toHaveLength(3);
  });

  it('lets go at once of one that leaves while another waits before it', async () => {
    const { get } = await bench(ok, {
      policy: { limit: { requests: 1, per: 60_000 } },
      options: {
        sleep: (_, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      },
    });
    await get('/v1/klines');
    const [stays, leaves] = [new AbortController(), new AbortController()];
    const first = get('/v1/klines', {}, stays.signal);
    const second = get('/v1/klines', {}, leaves.signal);
    leaves.abort(new Error('no longer wanted'));
    await expect(second).rejects.toThrow('no longer wanted');
    stays.abort(new Error('nor I'));
    await expect(first).rejects.toThrow('nor I');
  });

  it('is not closed for long by a clock that is set back', async () => {
    const { get, clock, slept } = await bench(ok, { policy: { limit: { requests: 2, per: 1_000 } } });
    for (let i = 0; i < 2; i++) await get('/v1/klines');
    clock.now -= 3_600_000;
    for (let i = 0; i < 2; i++) await get('/v1/klines');
    expect(slept).toEqual([]);
  });

  it('waits though Retry-After says 0', async () => {
    let n = 0;
    const { get, slept } = await bench(
      (_, response) => void response.writeHead(n++ < 2 ? 429 : 200, { 'retry-after': '0' }).end('{}'),
    );
    await get('/v1/klines');
    expect(slept).toEqual([1_500, 3_000]);
  });

  it.each([
    ['seconds', () => '7'],
    ['a date of the source’s own clock', (date: number) => new Date(date + 7_000).toUTCString()],
  ])('waits as long as Retry-After says in %s', async (_, retryAfter) => {
    let n = 0;
    const source = Date.UTC(2026, 0, 1) + 90_000; // a minute and a half ahead of us
    const { get, slept, notes } = await bench((_, response) => {
      if (n++ > 0) return void response.end('{}');
      response.writeHead(429, { date: new Date(source).toUTCString(), 'retry-after': retryAfter(source) }).end('{}');
    });
    await get('/v1/klines');
    expect(slept).toEqual([7_000]);
    expect(notes.map(({ kind }) => kind)).toEqual(['answered', 'retry', 'waiting', 'answered']);
  });

  it('holds everybody back while one was told to wait', async () => {
    const times: number[] = [];
    let n = 0;
    const { get, clock } = await bench((_, response) => {
      times.push(clock.now);
      if (n++ === 0) response.writeHead(429, { 'retry-after': '20' });
      response.end('{}');
    });
    const start = clock.now;
    const first = get('/v1/klines?i=0');
    await first;
    await Promise.all([get('/v1/klines?i=1'), get('/v1/klines?i=2')]);
    expect(times.map((t) => t - start)).toEqual([0, 20_000, 20_000, 20_000]);
  });

  it('waits longer each time when nothing says how long, and longest after a 418', async () => {
    const statuses = [429, 429, 418, 200];
    const { get, slept } = await bench((_, response) => void response.writeHead(statuses.shift()!).end('{}'));
    await get('/v1/klines');
    expect(slept).toEqual([1_500, 3_000, 90_000]); // the half of the jitter is 0.5
  });

  it('gives back what would take too long, and sends nothing until it may', async () => {
    let n = 0;
    const { failure, get, seen, clock } = await bench((_, response) => {
      if (n++ === 0) response.writeHead(418, { 'retry-after': '3600' });
      response.end('{}');
    });
    expect(await failure('/v1/klines')).toMatchObject({ problem: 'limited', status: 418, retryAfter: 3_600_000 });
    expect(await failure('/v1/klines')).toMatchObject({ problem: 'limited', retryAfter: 3_600_000 });
    expect(seen).toHaveLength(1);
    clock.now += 3_600_000;
    expect((await get('/v1/klines')).status).toBe(200);
  });

  it('takes a "later" that only the body says for one', async () => {
    const bodies = ['{"retCode":10006,"retMsg":"Too many visits!"}', '{"retCode":0}'];
    const isLater = (_: number, body: string): boolean => body.includes('"retCode":10006');
    const { get, notes } = await bench((_, response) => void response.end(bodies.shift()), { policy: { isLater } });
    expect((await get('/v1/klines')).json).toEqual({ retCode: 0 });
    expect(notes[1]).toMatchObject({ kind: 'retry', attempt: 1 });
  });

  it('slows down near a weighted limit and stops before its end', async () => {
    const most = 1_000;
    let used = 0;
    const policy = { used: { header: 'X-Used', most, per: MS_PER_MINUTE } };
    const { get, clock, slept } = await bench((_, response) => {
      response.setHeader('date', new Date(clock.now).toUTCString());
      response.setHeader('x-used', String((used += 20))).end('{}');
    }, { policy }); // prettier-ignore
    const start = clock.now;
    const end = (): boolean => clock.now - start >= MS_PER_MINUTE - 1_000; // the date leaves half a second in doubt
    let sent = 0;
    for (; !end(); sent++) await get('/v1/klines', { weight: 20 });
    expect(used).toBeGreaterThan(0.9 * most);
    expect(used).toBeLessThanOrEqual(0.97 * most);
    expect(slept.length).toBeGreaterThan(10); // spread over the window
    expect(slept.length).toBeLessThan(sent - 30); // but the first seven tenths went at once
  });
});
