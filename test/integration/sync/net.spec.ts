import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '#main/sync/net/http';
import { NetError, type Http, type NetNote, type NetOptions, type Policy } from '#main/sync/net/types';

const POLICY: Policy = {
  bases: ['https://api.venue.test'],
  reads: [/GET \/v1\/[a-z]+/, /POST \/info/],
  limit: { requests: 1_000, per: 1_000 },
};
const never = new AbortController().signal;
let server: Server;
let http: Http;
let notes: NetNote[];

async function start(
  listener: RequestListener,
  options: Partial<NetOptions> = {},
  policy: Partial<Policy> = {},
): Promise<void> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  notes = [];
  http = createHttp({
    policies: { binance: { ...POLICY, ...policy } } as NetOptions['policies'],
    addresses: { binance: address },
    proxy: null,
    onNote: (note) => notes.push(note),
    sleep: async () => undefined,
    random: () => 0.5,
    ...options,
  });
}
afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the net', () => {
  it('asks and answers', async () => {
    await start(
      (request, response) => void response.setHeader('x-mark', 'a').end(JSON.stringify({ url: request.url })),
    );
    const reply = await http.request(
      { source: 'binance', url: 'https://api.venue.test/v1/klines?a=1', expect: 'json' },
      never,
    );
    expect(reply.json).toEqual({ url: '/v1/klines?a=1' });
    expect(reply.headers['x-mark']).toBe('a');
    expect(Math.abs(http.skew('binance'))).toBeLessThan(600);
  });
  it('tries again', async () => {
    let n = 0;
    await start((_, response) => void response.writeHead(++n < 3 ? 500 : 200).end('{}'));
    await http.request({ source: 'binance', url: 'https://api.venue.test/v1/klines', expect: 'json' }, never);
    expect(n).toBe(3);
    expect(notes.map(({ kind }) => kind)).toEqual(['answered', 'retry', 'answered', 'retry', 'answered']);
  });
  it('refuses', async () => {
    await start(() => undefined);
    await expect(
      http.request({ source: 'binance', url: 'https://api.venue.test/v1/order/x?api_key=abc', expect: 'json' }, never),
    ).rejects.toThrow(NetError);
  });
});
