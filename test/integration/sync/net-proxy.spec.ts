import { createServer, request as send, type IncomingMessage } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { connect, createServer as createLine, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from './support/certificate';
import { bench, listening } from './support/net';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));
const open = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  closing.push(() => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
  });
  return listening(server);
};
const ok = (_: unknown, response: { end(text: string): unknown }): void => void response.end('{"a":1}');

describe('a proxy', () => {
  it('of the plain kind passes plain requests on, with the name and password it asks for', async () => {
    const passed: IncomingMessage[] = [];
    const proxy = createServer((request, response) => {
      passed.push(request);
      send(request.url!, { headers: request.headers }, (reply) => void reply.pipe(response)).end();
    });
    const port = await open(proxy);
    const { get, address } = await bench(ok, { options: { proxy: `http://me:pass%20word@127.0.0.1:${port}` } });
    expect((await get('/v1/klines?a=1')).json).toEqual({ a: 1 });
    expect(passed.map(({ url }) => url)).toEqual([`${address}/v1/klines?a=1`]);
    expect(passed[0]!.headers['proxy-authorization']).toBe(`Basic ${Buffer.from('me:pass word').toString('base64')}`);
  });

  it('is asked for a tunnel to a host that speaks TLS, and its refusal is told without the password', async () => {
    const tunnels: IncomingMessage[] = [];
    const answers = ['502 Bad Gateway', '407 Proxy Authentication Required'];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request);
      socket.end(`HTTP/1.1 ${tunnels.length < 9 ? answers[0] : answers[1]}\r\n\r\n`);
    });
    const port = await open(proxy);
    const { failure } = await bench(ok, { options: { proxy: `http://me:hidden@127.0.0.1:${port}`, addresses: {} } });
    const unreachable = await failure('/v1/klines');
    const refused = await failure('/v1/klines');
    expect([unreachable.problem, refused.problem]).toEqual(['offline', 'refused']);
    expect(refused.message).toContain('the proxy asks for a name and a password');
    expect(`${unreachable.stack} ${refused.stack}`).not.toContain('hidden');
    expect(tunnels.map(({ url }) => url)).toEqual(Array(9).fill('api.venue.test:443'));
  });

  it('of the plain kind that asks for a password on a plain request is told as such', async () => {
    const port = await open(createServer((_, response) => void response.writeHead(407).end()));
    const { failure } = await bench(ok, { options: { proxy: `http://127.0.0.1:${port}` } });
    expect(await failure('/v1/klines')).toMatchObject({ problem: 'refused', status: 407 });
  });

  it('of the SOCKS5 kind passes requests on', async () => {
    const targets: string[] = [];
    const port = await open(socks5(targets));
    const { get, address } = await bench(ok, { options: { proxy: `socks5://me:word@127.0.0.1:${port}` } });
    expect((await get('/v1/klines')).json).toEqual({ a: 1 });
    expect(targets).toEqual([`me:word ${new URL(address).host}`]);
  });

  it.each(['http', 'socks5'])('that is not there is told as a network that is down (%s)', async (scheme) => {
    const gone = createLine();
    const port = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const { failure } = await bench(ok, { options: { proxy: `${scheme}://127.0.0.1:${port}` } });
    expect((await failure('/v1/klines')).problem).toBe('offline');
  });
});

describe('a host that speaks TLS', () => {
  it('is not asked a second time when it cannot prove who it is', async () => {
    const port = await open(createSecure(selfSigned('api.venue.test'), ok));
    const { failure, slept } = await bench(ok, { options: { addresses: { binance: `https://127.0.0.1:${port}` } } });
    const error = await failure('/v1/klines?api_key=S3CRET');
    expect(error.problem).toBe('refused');
    expect(error.message).toContain('could not prove who it is (DEPTH_ZERO_SELF_SIGNED_CERT)');
    expect(error.message).not.toContain('S3CRET');
    expect(slept).toEqual([]);
  });

  it.each(['http', 'socks5'])('is reached through a tunnel, by its own name (%s)', async (scheme) => {
    const names: unknown[] = [];
    const secure = createSecure(selfSigned('api.venue.test'), ok);
    secure.on('secureConnection', ({ servername }) => names.push(servername));
    const target = await open(secure);
    const tunnels: string[] = [];
    const plain = createServer().on('connect', (request, socket) => {
      tunnels.push(request.url!);
      const on = connect(target, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(on).pipe(socket);
      });
    });
    const port = await open(scheme === 'http' ? plain : socks5(tunnels, target));
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'; // nobody vouches for a certificate made just now
    try {
      const { get } = await bench(ok, { options: { proxy: `${scheme}://me:word@127.0.0.1:${port}`, addresses: {} } });
      expect((await get('/v1/klines')).json).toEqual({ a: 1 });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    expect(tunnels).toEqual([scheme === 'http' ? 'api.venue.test:443' : 'me:word api.venue.test:443']);
    expect(names).toEqual(['api.venue.test']);
  });
});

/**
 * RFC 1928 and 1929, as far as a client needs: name and password, CONNECT to an IPv4 address or a name.
 * @param standIn port on loopback that every tunnel leads to instead
 */
function socks5(targets: string[], standIn?: number): Server {
  return createLine((socket) => {
    let step = 0;
    let who = '';
    const onData = (data: Buffer): void => {
      if (step === 0) socket.write(Buffer.from([5, 2]));
      else if (step === 1) {
        const nameEnd = 2 + data[1]!;
        who = `${data.subarray(2, nameEnd)}:${data.subarray(nameEnd + 1)}`;
        socket.write(Buffer.from([1, 0]));
      } else {
        const isName = data[3] === 3;
        const host = isName ? data.subarray(5, 5 + data[4]!).toString() : [...data.subarray(4, 8)].join('.');
        const port = data.readUInt16BE(data.length - 2);
        targets.push(`${who} ${host}:${port}`);
        socket.off('data', onData);
        const target = connect(standIn ?? port, standIn === undefined ? host : '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          socket.pipe(target).pipe(socket);
        });
        target.on('error', () => socket.destroy());
        socket.on('error', () => target.destroy());
      }
      step++;
    };
    socket.on('data', onData);
  });
}
