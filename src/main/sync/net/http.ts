import type { SourceId } from '#shared/sync';
import { leaveAlone } from './back-off';
import { ACCEPT_ENCODING, readBody, readErrorBody, readWhole } from './body';
import { fetchFile } from './download';
import { admit, type Admitted } from './gate';
import { createPeer, type Peer } from './peer';
import { redirectOf } from './redirect';
import { withRetries } from './retry';
import { openTransport, TIMEOUTS, type Answer, type Timeouts, type Transport } from './transport';
import { NetError, type Http, type HttpReply, type HttpRequest, type NetOptions } from './types';
import { problemWith } from './verdict';
import { sleep as sleepFor } from './wait';

/** How often a source may send us on to another address of its own. */
const HOPS = 3;

/** A request on its way. */
interface Errand<T> {
  readonly request: Omit<HttpRequest, 'expect'>;
  readonly admitted: Admitted;
  readonly signal: AbortSignal;
  /** More headers, for each try anew. */
  readonly headersOf: () => Promise<Readonly<Record<string, string>>>;
  readonly read: (answer: Answer, gained: () => void) => Promise<T>;
}

/** The one door to the network. Nothing is loaded or opened before the first request. */
export function createHttp(options: NetOptions, timeouts: Timeouts = TIMEOUTS): Http {
  const { policies, addresses, proxy, onNote, now = Date.now, sleep = sleepFor, random = Math.random } = options;
  const peers = new Map<SourceId, Peer>();
  let transport: Promise<Transport> | undefined;
  let isClosed = false;

  const peerOf = (source: SourceId): Peer => {
    const known = peers.get(source) ?? createPeer(source, policies[source], { now, sleep, onNote });
    peers.set(source, known);
    return known;
  };
  const open = (): Promise<Transport> => {
    if (isClosed) throw new Error('The net is closed.');
    return (transport ??= openTransport(proxy, timeouts, now));
  };
  const pause = ({ limiter }: Peer, ms: number, status: number | undefined): void =>
    limiter.stop(now() + ms, status === undefined ? 'the source asks to wait' : `the source asks to wait (${status})`);

  /** One try: waits for its turn, and goes where the source sends it, if that may be read. */
  const once = async <T>(errand: Errand<T>, admitted: Admitted, gained: () => void, hops: number): Promise<T> => {
    const { request, signal, headersOf, read } = errand;
    const { source, weight = 1 } = request;
    const peer = peerOf(source);
    await peer.limiter.enter(weight, signal);
    const line = await open();
    const sent = { ...admitted, headers: { ...admitted.headers, ...(await headersOf()) } };
    const result = await line.exchange(sent, signal, async (answer) => {
      peer.heard(answer, weight);
      const elsewhere = hops < HOPS ? redirectOf(answer, admitted) : undefined;
      return elsewhere === undefined ? { value: await read(answer, gained) } : { elsewhere };
    });
    if ('value' in result) return result.value;
    const next = admit({ ...request, url: result.elsewhere }, peer.policy, addresses[source]);
    return once(errand, next, gained, hops + 1);
  };

  /** Tries until `read` is content with the answer. */
  const ask = async <T>(errand: Errand<T>): Promise<T> => {
    const { request, admitted, signal } = errand;
    const peer = peerOf(request.source);
    const onRetry = (attempt: number, { problem, message, retryAfter, status }: NetError): boolean => {
      if (problem === 'offline') peer.unreachable(message);
      else peer.retry(attempt, message);
      if (problem !== 'limited' && !retryAfter) return false; // "after 0 s" is no word to hold a source to
      pause(peer, retryAfter || leaveAlone(attempt, status, random()), status);
      return true;
    };
    try {
      return await withRetries((gained) => once(errand, admitted, gained, 0), { signal, sleep, random, onRetry });
    } catch (error) {
      if (error instanceof NetError && error.problem === 'offline') peer.unreachable(error.message);
      // Whoever asks this source next must not come before it allows it.
      if (error instanceof NetError && error.status !== undefined && error.retryAfter !== undefined)
        pause(peer, error.retryAfter, error.status);
      throw error;
    }
  };

  return {
    async request(request, signal) {
      const { source, expect } = request;
      const admitted = admit(request, policies[source], addresses[source]);
      const { label } = admitted;
      const headersOf = async () => ({ 'accept-encoding': ACCEPT_ENCODING });
      const read = async (answer: Answer): Promise<HttpReply> => {
        const body = await readWhole(answer, label);
        const received = now();
        const problem = problemWith(answer, body, policies[source], label, received);
        if (problem) throw problem;
        const { status, headers } = answer;
        const json = status < 400 ? readBody(body, request, label) : readErrorBody(body, expect);
        return { status, headers, body, json, received };
      };
      return ask({ request, admitted, signal, headersOf, read });
    },
    async download(request, path, { signal, sha256, onProgress }) {
      const { source } = request;
      const admitted = admit(request, policies[source], addresses[source]);
      const { label } = admitted;
      const problem = (answer: Answer, body: Buffer) => problemWith(answer, body, policies[source], label, now());
      await fetchFile({ path, sha256, onProgress, label, problemWith: problem }, (headersOf, read) =>
        ask({ request, admitted, signal, headersOf, read }),
      );
    },
    skew: (source) => peers.get(source)?.skew() ?? Number.NaN,
    async close() {
      isClosed = true;
      await (await transport?.catch(() => undefined))?.close();
    },
  };
}
