import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bench, listening } from './support/net';

/** Fails as told the first times, then answers. */
const failing = (times: number, fail: (response: ServerResponse) => void) => {
  let n = 0;
  return (_: unknown, response: ServerResponse): void => (n++ < times ? fail(response) : void response.end('[1]'));
};
const half = (response: ServerResponse, then: () => void): void =>
  void response.writeHead(200, { 'content-length': 100 }).write('[1,2,3,', then);

describe('a request that fails for now', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['a 500', (response) => void response.writeHead(500).end()],
    ['a gateway’s web page', (response) => void response.writeHead(502).end('<html>bad gateway</html>')],
    ['a 408', (response) => void response.writeHead(408).end()],
    ['a reset before the answer', (response) => response.socket?.resetAndDestroy()],
    ['a reset in the middle of it', (response) => half(response, () => response.socket?.resetAndDestroy())],
    ['half a body, ended in order', (response) => half(response, () => response.socket?.end())],
    ['a chunk too few', (response) => void response.write('[1,', () => response.socket?.end())],
    ['half a packed body', (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('[1,2,3]').subarray(0, 15))],
    ['malformed JSON', (response) => void response.end('[1,2,}{')],
    ['an empty body', (response) => void response.end()],
    ['a web page where figures were due', (response) => void response.writeHead(200).end('<!DOCTYPE html><p>Sign in')],
    ['garbage on the line', (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n')],
  ])('is tried again after %s', async (_, fail) => {
    const { get, seen, notes } = await bench(failing(3, fail));
    expect((await get('/v1/klines')).json).toEqual([1]);
    expect(seen).toHaveLength(4);
    expect(notes.filter(({ kind }) => kind === 'retry')).toHaveLength(3);
  }); // prettier-ignore

  it('is given up after eight tries, each of them later than the last', async () => {
    const { failure, seen, slept } = await bench((_, response) => void response.writeHead(500).end());
    expect(await failure('/v1/klines')).toMatchObject({ problem: 'server', status: 500 });
    expect(seen).toHaveLength(8);
    expect(slept).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]); // the half of 1 s, 2 s ...: full jitter at 0.5
  });

  it('waits between nothing and the whole, by chance', async () => {
    const draws = [0, 0.999, 0.25];
    const { get, slept } = await bench(
      failing(3, (response) => void response.writeHead(500).end()),
      {
        options: { random: () => draws.shift()! },
      },
    );
    await get('/v1/klines');
    expect(slept).toEqual([0, 1_998, 1_000]);
  });

  it('waits as long as a source in maintenance says', async () => {
    const { get, slept } = await bench(
      failing(1, (response) => void response.writeHead(503, { 'retry-after': '30' }).end()),
    );
    await get('/v1/klines');
    expect(slept).toEqual([30_000]);
  });

  it('is a time-out when no answer comes', async () => {
    const { failure, seen } = await bench(() => undefined, { timeouts: { answer: 60 } });
    expect((await failure('/v1/klines')).problem).toBe('timeout');
    expect(seen).toHaveLength(8);
  });

  it('is cut when the answer only drips', async () => {
    let sent = 0;
    const { failure } = await bench((_, response) => {
      const drip = setInterval(() => response.write(' ', () => sent++), 5);
      response.on('close', () => clearInterval(drip));
    }, { timeouts: { body: 60 } }); // prettier-ignore
    expect((await failure('/v1/klines')).problem).toBe('timeout');
    expect(sent).toBeGreaterThan(8); // it did come, all the time
  });

  it('says that nobody is there, and is answered when somebody is', async () => {
    const gone = createServer();
    const port = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const { failure, notes } = await bench(() => undefined, {
      options: { addresses: { binance: `http://127.0.0.1:${port}` } },
    });
    expect((await failure('/v1/klines')).problem).toBe('offline');
    expect(new Set(notes.map(({ kind }) => kind))).toEqual(new Set(['unreachable']));
  });

  it('tells once that the source answers, and again after a failure', async () => {
    const statuses = [200, 200, 500, 200, 200];
    const { get, notes } = await bench((_, response) => void response.writeHead(statuses.shift()!).end('{}'));
    for (let i = 0; i < 4; i++) await get('/v1/klines');
    expect(notes.map(({ kind }) => kind)).toEqual(['answered', 'retry', 'answered']);
  });
});

describe('a request that fails for good', () => {
  it('gives the source’s own words to whoever asked', async () => {
    const { get, seen } = await bench(
      (_, response) => void response.writeHead(400).end('{"code":-1121,"msg":"Invalid symbol."}'),
    );
    expect(await get('/v1/klines')).toMatchObject({ status: 400, json: { code: -1121 } });
    expect(seen).toHaveLength(1);
  });

  it('gives an error page without words as its status', async () => {
    const { get } = await bench((_, response) => void response.writeHead(403).end('<html>'));
    expect(await get('/v1/klines')).toMatchObject({ status: 403, json: undefined });
  });

  it('is refused when the answer is too large, also once it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(70 * 1024 * 1024));
    const { failure, seen } = await bench((request, response) => {
      if (request.url === '/v1/packed') return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      for (let i = 0; i < 70; i++) response.write(Buffer.alloc(1024 * 1024));
      response.end();
    }, { timeouts: { body: 20_000 } }); // prettier-ignore
    expect((await failure('/v1/packed')).message).toContain('larger than 64 MB');
    expect((await failure('/v1/plain')).problem).toBe('refused');
    expect(seen).toHaveLength(2);
  });
});

describe('an answer', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('is unpacked from %s', async (packing, pack) => {
    const { get } = await bench((request, response) => {
      expect(request.headers['accept-encoding']).toContain(packing);
      response.writeHead(200, { 'content-encoding': packing }).end(pack('{"a":"ü"}'));
    });
    const reply = await get('/v1/klines');
    expect([reply.json, Buffer.from(reply.body).toString()]).toEqual([{ a: 'ü' }, '{"a":"ü"}']);
  });

  it('of text or bytes is handed on as it is', async () => {
    const { get } = await bench((_, response) => void response.setHeader('X-Mark', 'a').end('<csv>'));
    const reply = await get('/v1/klines', { expect: 'text' });
    expect([Buffer.from(reply.body).toString(), reply.headers['x-mark'], reply.json]).toEqual([
      '<csv>',
      'a',
      undefined,
    ]);
  });
});

describe('a request that is called off', () => {
  it.each([
    ['before it is sent', 0],
    ['while it waits for the answer', 40],
    ['while the body comes', 40],
  ])('ends %s with the reason, and the line with it', async (when, after) => {
    let closed = 0;
    const { get, seen } = await bench((_, response) => {
      response.on('close', () => closed++);
      if (when === 'while the body comes') response.writeHead(200).write('[1,');
    });
    const off = new AbortController();
    if (after === 0) off.abort(new Error('enough'));
    else setTimeout(() => off.abort(new Error('enough')), after);
    await expect(get('/v1/klines', {}, off.signal)).rejects.toThrow('enough');
    await expect.poll(() => closed).toBe(seen.length);
    expect(seen).toHaveLength(after === 0 ? 0 : 1);
  });

  it('ends in the pause between two tries', async () => {
    const off = new AbortController();
    const { get, seen } = await bench((_, response) => void response.writeHead(500).end(), {
      options: {
        sleep: (_, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
        onNote: ({ kind }) => void (kind === 'retry' && setImmediate(() => off.abort())),
      },
    });
    await expect(get('/v1/klines', {}, off.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
  });

  it('ends in a real pause as well', async () => {
    const { sleep } = await import('#main/sync/net/wait');
    const off = new AbortController();
    setTimeout(() => off.abort(new Error('enough')), 20);
    await expect(sleep(60_000, off.signal)).rejects.toThrow('enough');
    await expect(sleep(1, off.signal)).rejects.toThrow('enough');
  });

  it('ends when the net is closed', async () => {
    const { get, http } = await bench(() => undefined);
    const asked = expect(get('/v1/klines')).rejects.toThrow();
    setTimeout(() => void http.close(), 40);
    await asked;
    await expect(get('/v1/klines')).rejects.toThrow('closed');
  });
});
