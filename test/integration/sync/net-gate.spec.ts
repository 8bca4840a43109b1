import { describe, expect, it } from 'vitest';
import { bench, bodyOf, never } from './support/net';

const echo = (request: { url?: string | undefined }, response: { end(text: string): unknown }): void =>
  void response.end(JSON.stringify(request.url));

describe('the read-only gate', () => {
  it.each([
    ['a path that is not listed', 'https://api.venue.test/v1/order/new', 'GET'],
    ['a path that only begins like one', 'https://api.venue.test/v1/klines/cancel', 'GET'],
    ['a path that only ends like one', 'https://api.venue.test/sapi/v1/klines', 'GET'],
    ['a method that is not listed', 'https://api.venue.test/v1/klines', 'POST'],
    ['a host that is not its own', 'https://api.venue.test.evil.test/v1/klines', 'GET'],
    ['a scheme that is not its own', 'http://api.venue.test/v1/klines', 'GET'],
    ['a port that is not its own', 'https://api.venue.test:8443/v1/klines', 'GET'],
    ['a way out by dots', 'https://api.venue.test/v1/klines/../order', 'GET'],
    ['a way out by packed slashes', 'https://api.venue.test/files/..%2Forder', 'GET'],
    ['a name in the address', 'https://me:secret@api.venue.test/v1/klines', 'GET'],
    ['no address at all', 'nowhere?api_key=secret', 'GET'],
  ] as const)('refuses %s before a line is opened', async (_, url, method) => {
    const { failure, lines, notes, http } = await bench(echo, {
      policy: { reads: [/GET \/v1\/klines/, /GET \/files\/.+/] },
    });
    const error = await failure('', { url, method });
    expect(error.problem).toBe('forbidden');
    expect(error.message).not.toContain('secret');
    await expect(
      http.download({ source: 'binance', url, method }, '/nowhere/x', { signal: never }),
    ).rejects.toMatchObject({ problem: 'forbidden' });
    expect([lines(), notes]).toEqual([0, []]);
  });

  it('refuses a source that it has no policy for', async () => {
    const { failure, lines } = await bench(echo);
    expect((await failure('/v1/klines', { source: 'okx' })).problem).toBe('forbidden');
    expect(lines()).toBe(0);
  });

  it('puts the address that is set in the place of the own one, and keeps path and query', async () => {
    const { get, seen } = await bench(echo);
    expect((await get('/v1/klines?symbol=BTC%2FUSD&limit=2')).json).toBe('/v1/klines?symbol=BTC%2FUSD&limit=2');
    expect(seen).toEqual(['GET /v1/klines?symbol=BTC%2FUSD&limit=2']);
  });

  it('puts the path of a mirror before that of the request', async () => {
    const { address, seen } = await bench(echo);
    const { get } = await bench(echo, { options: { addresses: { binance: `${address}/mirror/` } } });
    await get('/v1/klines?a=1');
    expect(seen).toEqual(['GET /mirror/v1/klines?a=1']);
  });

  it('posts where the source reads that way', async () => {
    const { get } = await bench(async (request, response) => void response.end(await bodyOf(request)));
    expect((await get('/info', { method: 'POST', body: '{"type":"meta"}' })).json).toEqual({ type: 'meta' });
  });

  it('follows the source within its reads, under the address that stands in for it', async () => {
    const { address, seen } = await bench((request, response) => {
      if (request.url === '/mirror/v1/klines') response.writeHead(302, { location: '/mirror/v1/candles?b=2' });
      response.end('[]');
    });
    const { get } = await bench(echo, { options: { addresses: { binance: `${address}/mirror` } } });
    expect((await get('/v1/klines')).status).toBe(200);
    expect(seen).toEqual(['GET /mirror/v1/klines', 'GET /mirror/v1/candles?b=2']);
  });

  it.each(['/v1/order/new', 'https://elsewhere.test/v1/klines'])('does not follow it to %s', async (location) => {
    const { failure, seen } = await bench((_, response) => void response.writeHead(307, { location }).end());
    expect((await failure('/v1/klines')).problem).toBe('forbidden');
    expect(seen).toHaveLength(1);
  });

  it('goes round in circles three times at most', async () => {
    const { failure, seen } = await bench(
      (_, response) => void response.writeHead(302, { location: '/v1/klines' }).end(),
    );
    expect((await failure('/v1/klines')).problem).toBe('refused');
    expect(seen).toHaveLength(4);
  });
});

describe('what is told of a request', () => {
  it('has nothing of a key in it, whatever fails', async () => {
    const secrets = ['S3CRET1', 'S3CRET2', 'S3CRET3', 'S3CRET4', 'S3CRET5', 'S3CRET6'];
    const query = `symbol=BTC&api_key=${secrets[0]}&apikey=${secrets[1]}&key=${secrets[2]}&token=${secrets[3]}&x_cg_demo_api_key=${secrets[4]}`;
    const headers = { authorization: `Bearer ${secrets[5]}` };
    let answer = 0;
    const statuses = [500, 429, 200];
    const { failure, notes } = await bench(
      (_, response) => void response.writeHead(statuses[answer++ % 3]!).end('<html>'),
    );
    const texts: string[] = [];
    for (const path of [`/v1/klines?${query}`, `/v1/order/new?${query}`]) {
      const error = await failure(path, { headers });
      texts.push(error.message, String(error.stack), JSON.stringify(error), String(error.cause));
    }
    texts.push(JSON.stringify(notes));
    expect(notes.length).toBeGreaterThan(5);
    expect(texts[0]).toContain('symbol=BTC&api_key=***&apikey=***&key=***&token=***');
    for (const secret of secrets) expect(texts.join('\n')).not.toContain(secret);
  });
});
