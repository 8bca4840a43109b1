import type { SourceId } from '#shared/sync';
import { leaveAlone } from './back-off';
import { ACCEPT_ENCODING, readBody, readWhole } from './body';
import { fetchFile } from './download';
import { admit, type Admitted } from './gate';
import { createLimiter, type Limiter } from './limiter';
import { withRetries } from './retry';
import { createSkewMeter, type SkewMeter } from './skew';
import { openTransport, TIMEOUTS, type Answer, type Head, type Timeouts, type Transport } from './transport';
import { NetError, type Http, type HttpReply, type HttpRequest, type NetOptions, type Policy } from './types';
import { problemWith } from './verdict';
import { sleep as sleepFor } from './wait';

const HOPS = 3;

/** A source as the net sees it. */
interface Peer {
  readonly policy: Policy;
  readonly limiter: Limiter;
  readonly meter: SkewMeter;
  /** Whether the last that was told of it is that it answers. */
  isAnswering: boolean;
}

/** The one door to the network. Nothing is loaded or opened before the first request. */
export function createHttp(options: NetOptions, timeouts: Timeouts = TIMEOUTS): Http {
  const { policies, addresses, proxy, onNote, now = Date.now, sleep = sleepFor, random = Math.random } = options;
  const peers = new Map<SourceId, Peer>();
  let transport: Promise<Transport> | undefined;
  let isClosed = false;

  const peerOf = (source: SourceId): Peer => {
    const known = peers.get(source);
    if (known) return known;
    const policy = policies[source];
    const meter = createSkewMeter();
    const limiter = createLimiter(policy, {
      now,
      sleep,
      skew: meter.value,
      onWait: (until, why) => tell(peer, { kind: 'waiting', source, until, why }),
    });
    const peer: Peer = { policy, limiter, meter, isAnswering: false };
    peers.set(source, peer);
    return peer;
  };
  const tell = (peer: Peer, note: Parameters<NonNullable<typeof onNote>>[0]): void => {
    const isAnswer = note.kind === 'answered';
    if (!isAnswer || !peer.isAnswering) onNote?.(note);
    peer.isAnswering = isAnswer;
  };
  const heard = (peer: Peer, request: Omit<HttpRequest, 'expect'>, { headers, sent, answered }: Head): void => {
    const { source, weight = 1 } = request;
    if (!(Number(headers['age']) > 0)) peer.meter.note(headers['date'], sent, answered); // else the date is a cache's
    const used = peer.policy.used && headers[peer.policy.used.header.toLowerCase()];
    if (used) peer.limiter.used(Number(used), weight);
    tell(peer, { kind: 'answered', source });
  };
  const open = (): Promise<Transport> => {
    if (isClosed) throw new Error('The net is closed.');
    return (transport ??= openTransport(proxy, timeouts, now));
  };

  /** Tries, each of them at its turn, until `read` is content; follows the source where it may be followed. */
  const ask = <T>(
    request: Omit<HttpRequest, 'expect'>,
    first: Admitted,
    signal: AbortSignal,
    read: (answer: Answer, gained: () => void) => Promise<T>,
    headersOf?: () => Promise<Record<string, string>>,
  ): Promise<T> => {
    const { source, weight = 1 } = request;
    const peer = peerOf(source);
    const once = async (admitted: Admitted, gained: () => void, hops: number): Promise<T> => {
      await peer.limiter.enter(weight, signal);
      const line = await open();
      const headers = { ...admitted.headers, ...(await headersOf?.()) };
      const moved = await line.exchange({ ...admitted, headers }, signal, async (answer) => {
        heard(peer, request, answer);
        const elsewhere = hops < HOPS ? redirect(answer, admitted) : undefined;
        return elsewhere === undefined ? { value: await read(answer, gained) } : { elsewhere };
      });
      if ('value' in moved) return moved.value;
      const next = admit({ ...request, url: moved.elsewhere }, peer.policy, addresses[source]);
      return once({ ...next, headers: admitted.headers }, gained, hops + 1);
    };
    return withRetries((_, gained) => once(first, gained, 0), {
      signal,
      sleep,
      random,
      onRetry: (attempt, error) => {
        const { problem, message: why, retryAfter, status = 0 } = error;
        tell(peer, problem === 'offline' ? { kind: 'unreachable', source, why } : { kind: 'retry', source, attempt, why });
        if (problem !== 'limited' && retryAfter === undefined) return false;
        peer.limiter.stop(now() + (retryAfter ?? leaveAlone(attempt, status, random())), `the source asks to wait (${status})`);
        return true;
      },
    }).catch((error: unknown) => {
      // For good or for now: whoever asks this host next must not come before it allows it.
      if (error instanceof NetError && error.retryAfter !== undefined && error.status !== undefined)
        peer.limiter.stop(now() + error.retryAfter, `the source asks to wait (${error.status})`);
      if (error instanceof NetError && error.problem === 'offline') tell(peer, { kind: 'unreachable', source, why: error.message });
      throw error;
    });
  };

  return {
    async request(request, signal) {
      const { source, expect } = request;
      const admitted = admit(request, policies[source], addresses[source]);
      const { label } = admitted;
      const headers = { 'accept-encoding': ACCEPT_ENCODING, ...admitted.headers };
      return ask<HttpReply>(request, { ...admitted, headers }, signal, async (answer) => {
        const body = await readWhole(answer, label);
        const received = now();
        const problem = problemWith(answer, body, policies[source], label, received);
        if (problem) throw problem;
        const { status, headers } = answer;
        const json = status < 400 ? readBody(body, expect, label) : readErrorBody(body, expect);
        return { status, headers, body, json, received };
      });
    },
    async download(request, path, { signal, sha256, onProgress }) {
      const { source } = request;
      const admitted = admit(request, policies[source], addresses[source]);
      const { label } = admitted;
      const problem = (answer: Answer, body: Buffer) => problemWith(answer, body, policies[source], label, now());
      await fetchFile({ path, sha256, onProgress, label, problemWith: problem }, (headers, read) =>
        ask(request, admitted, signal, read, headers),
      );
    },
    skew: (source) => peers.get(source)?.meter.value() ?? Number.NaN,
    async close() {
      isClosed = true;
      await (await transport?.catch(() => undefined))?.close();
    },
  };
} // prettier-ignore

/** Where the source sends a reader, at its own address. */
function redirect({ status, headers }: Head, { method, own, url }: Admitted): string | undefined {
  const location = headers['location'];
  if (method !== 'GET' || ![301, 302, 303, 307, 308].includes(status) || !location || !URL.canParse(location, url.href)) return undefined;
  const target = new URL(location, url);
  if (target.host !== url.host) return target.href;
  const prefix = url.pathname.slice(0, url.pathname.length - own.pathname.length);
  const path = target.pathname.startsWith(prefix) ? target.pathname.slice(prefix.length) : target.pathname;
  return new URL(path + target.search, own).href;
} // prettier-ignore

/** Of an error page that is no JSON, the status says enough. */
function readErrorBody(body: Buffer, expect: HttpRequest['expect']): unknown {
  try {
    return readBody(body, expect, '');
  } catch {
    return undefined;
  }
}
