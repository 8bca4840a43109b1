import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { DIALECTS, type Dialect, type Happened } from './dialects';

export type { Happened } from './dialects';

/** A time during which nobody could have heard of anything, by the venue's clock. */
export interface Down {
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
}

/** A venue's liquidation feeds on the loopback, with their faults at the push of a button. */
export interface FeedServer {
  readonly address: string;
  /** Venue's clock. */
  now(): number;
  /** Something happened at the venue: sent to whoever has subscribed. @returns what at least one line was sent. */
  happen(path: string, happened: readonly Happened[], options?: { lateBy?: number }): readonly Happened[];
  /** So many of the last are sent to every new subscriber at once, again; none unless told. */
  repeatLast(count: number): void;
  lines(path: string): number;
  /** Lines that were accepted so far. */
  readonly accepted: number;
  readonly down: readonly Down[];
  /** To every line. */
  say(text: string): void;
  /** Ends every line in one of the ways in which lines end. */
  cut(how: 'reset' | 'goodbye' | 'halfFrame' | 'silence'): void;
  /** Turns away so many connections with 503. */
  refuse(count: number): void;
  close(): Promise<void>;
}

interface Connection {
  readonly socket: WebSocket;
  readonly raw: Socket;
  readonly dialect: Dialect;
  readonly topics: Set<string>;
  isMute: boolean;
}

/** @param skew venue's clock minus ours */
export async function startFeedServer(skew = 0): Promise<FeedServer> {
  const connections = new Set<Connection>();
  const down: { from: number; to: number }[] = [];
  let refusals = 0;
  let accepted = 0;
  let repeats = 0;
  let last: { path: string; happened: Happened }[] = [];
  const now = (): number => Date.now() + skew;

  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    verifyClient: (_info, done) => {
      if (refusals > 0) {
        refusals--;
        done(false, 503, 'Service Unavailable');
      } else done(true);
    },
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));

  server.on('connection', (socket, request) => {
    const dialect = DIALECTS.find(({ path }) => path === request.url);
    if (!dialect) return socket.close(1008, 'no such path');
    accepted++;
    const connection: Connection = { socket, raw: request.socket, dialect, topics: new Set(), isMute: false };
    connections.add(connection);
    socket.on('error', () => undefined);
    socket.on('close', () => connections.delete(connection));
    socket.on('message', (data: Buffer) => {
      if (connection.isMute) return;
      const before = connection.topics.size;
      for (const reply of dialect.answer(data.toString('utf8'), connection.topics)) socket.send(reply);
      if (connection.topics.size === before) return;
      const open = down.at(-1);
      if (open?.to === Infinity) open.to = now();
      for (const { happened } of last.filter(({ path }) => path === dialect.path).slice(-repeats || Infinity))
        for (const message of dialect.messages([happened], now())) socket.send(message);
    });
  });

  const hearing = (path: string, instrument: string): Connection[] =>
    [...connections].filter(
      ({ dialect, topics, isMute, socket }) =>
        dialect.path === path && !isMute && socket.readyState === socket.OPEN && dialect.isSubscribed(topics, instrument),
    ); // prettier-ignore

  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    now,
    happen(path, happened, { lateBy = 0 } = {}) {
      const sent: Happened[] = [];
      for (const connection of connections) {
        const heard = happened.filter(({ instrument }) => hearing(path, instrument).includes(connection));
        const messages = heard.length > 0 ? connection.dialect.messages(heard, now()) : [];
        const send = (): void => messages.forEach((message) => connection.socket.send(message));
        if (lateBy > 0) setTimeout(send, lateBy);
        else send();
        sent.push(...heard);
      }
      for (const one of sent) last.push({ path, happened: one });
      last = last.slice(-100);
      return [...new Set(sent)];
    },
    repeatLast(count) {
      repeats = count;
    },
    lines: (path) => [...connections].filter(({ dialect }) => dialect.path === path).length,
    get accepted() {
      return accepted;
    },
    down,
    say(text) {
      for (const { socket } of connections) socket.send(text);
    },
    cut(how) {
      down.push({ from: now(), to: Infinity });
      for (const connection of [...connections]) {
        connections.delete(connection);
        const { socket, raw } = connection;
        connection.isMute = true;
        if (how === 'reset') socket.terminate();
        else if (how === 'goodbye') socket.close(1001, 'going away');
        else if (how === 'halfFrame') {
          // a text of 256 bytes is announced, and ends after eleven
          raw.write(Buffer.concat([Buffer.from([0x81, 0x7e, 0x01, 0x00]), Buffer.from('{"topic":"a')]), () => socket.terminate());
        }
      }
    },
    refuse(count) {
      refusals = count;
    },
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
} // prettier-ignore
