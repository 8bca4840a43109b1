import type { Agent } from 'node:http';
import { WebSocket, type RawData } from 'ws';
import { MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { ContractOf, Feed, FeedMessage } from './feed';

/** One socket to one feed, from the handshake to its end. */
export interface Line {
  /** Ends it without a word to the hooks. */
  close(): void;
}

export interface LineOptions {
  readonly feed: Feed;
  readonly address: string;
  readonly agent: Agent | undefined;
  /** What to ask for: `feed.hello` of it. */
  readonly texts: readonly string[];
  readonly contractOf: ContractOf;
  readonly now: () => Ms;
}

export interface LineHooks {
  /** Every text of the greeting is confirmed. */
  readonly onSubscribed: (at: Ms) => void;
  /** A beat that was sent at `asked` is answered: what the venue had said by then has been read. */
  readonly onAnswered: (asked: Ms) => void;
  readonly onMessage: (message: FeedMessage, at: Ms) => void;
  readonly onUnread: (text: string, why: string) => void;
  /** Once, unless `close` came first. */
  readonly onEnd: (why: string) => void;
}

const HANDSHAKE = 10 * MS_PER_SECOND;
const CONFIRMATION = 15 * MS_PER_SECOND;
/** A message of a liquidation feed has a few hundred bytes; no honest one has this many. */
const MAX_BYTES = 1 << 20;

export function openLine({ feed, address, agent, texts, contractOf, now }: LineOptions, hooks: LineHooks): Line {
  const socket = new WebSocket(address, {
    agent,
    handshakeTimeout: HANDSHAKE,
    maxPayload: MAX_BYTES,
    perMessageDeflate: false,
  });
  const opened = now();
  let confirmed = 0;
  let last = opened;
  let isOver = false;
  let why = '';

  const finish = (): void => {
    isOver = true;
    clearInterval(watch);
    clearInterval(beat);
    socket.terminate();
  };
  const end = (reason: string): void => {
    if (isOver) return;
    finish();
    hooks.onEnd(reason);
  };
  const alive = (): void => {
    last = now();
  };
  /** Beats that wait for their answers. */
  const asked: Ms[] = [];
  const take = (message: FeedMessage): void => {
    hooks.onMessage(message, last);
    if (message.kind === 'problem') end(message.message);
    else if (message.kind === 'pong') {
      const at = asked.shift();
      if (at !== undefined) hooks.onAnswered(at);
    } else if (message.kind === 'subscribed' && ++confirmed === texts.length) hooks.onSubscribed(last);
  };
  const read = (data: RawData): void => {
    if (isOver) return;
    alive();
    const text = textOf(data);
    for (const message of messagesOf(text)) if (!isOver) take(message);
  };
  const messagesOf = (text: string): readonly FeedMessage[] => {
    try {
      return feed.read(text, contractOf);
    } catch (cause) {
      hooks.onUnread(text, cause instanceof Error ? cause.message : String(cause));
      return [];
    }
  };
  // By the wall clock, so that a line that died while the machine slept is seen soon; but only when a second look finds it
  // silent too: what arrived while this thread was busy, or asleep, is read in between.
  let isSuspect = false;
  const watch = setInterval(
    () => {
      const silent = now() - last;
      const wasSuspect = isSuspect;
      isSuspect = silent > feed.silence;
      if (isSuspect && wasSuspect) end(`no word for ${Math.round(silent / MS_PER_SECOND)} seconds`);
      else if (confirmed < texts.length && now() - opened > CONFIRMATION) end('the subscription was not confirmed');
    },
    Math.min(MS_PER_SECOND, feed.silence / 4),
  );
  const beat = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    asked.push(now());
    socket.send(feed.beat.text);
  }, feed.beat.every);

  socket.on('open', () => {
    for (const text of texts) socket.send(text);
  });
  socket.on('message', read);
  socket.on('ping', alive);
  socket.on('pong', alive);
  socket.on('error', (cause) => (why ||= cause.message));
  socket.on('close', (code, reason) => end(why || `the other end closed the line (${code}${reason.length > 0 ? `, ${reason.toString('utf8')}` : ''})`)); // prettier-ignore
  return {
    close() {
      if (!isOver) finish();
    },
  };
}

const textOf = (data: RawData): string =>
  Array.isArray(data)
    ? Buffer.concat(data).toString('utf8')
    : (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
