import type * as Undici from 'undici';
import type { Ms } from '#core/time/ms';
import type { Admitted } from './gate';
import { Incoming, type Body } from './incoming';
import { problemOf } from './problem';
import { NetError } from './types';

export interface Timeouts {
  /** Until the line stands. */
  readonly connect: Ms;
  /** Until the head of the answer is there, the line included. */
  readonly answer: Ms;
  /** For the body, whole; of a download, for each `PIECE` of it. */
  readonly body: Ms;
}
export const TIMEOUTS: Timeouts = { connect: 10_000, answer: 30_000, body: 60_000 };

/** A download that brings less than this within a time-out is too slow to wait for. */
export const PIECE = 64 * 1024;

export interface Head {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Our clock around the instant at which the source answered. */
  readonly sent: Ms;
  readonly answered: Ms;
}

export interface Answer extends Head {
  readonly body: Body;
  /** The body is coming: its time-out begins again. */
  readonly goesOn: () => void;
}

export interface Transport {
  /**
   * Sends one request and lets `read` take the answer; whatever is left of it then is cut off.
   * @throws NetError `offline`, `timeout`, `broken`, `refused`; the reason of `signal`; what `read` throws
   */
  exchange<T>(request: Admitted, signal: AbortSignal, read: (answer: Answer) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param proxy `http:`, `https:` or `socks5:`, with name and password where it asks for them */
export async function openTransport(proxy: string | null, timeouts: Timeouts, now: () => Ms): Promise<Transport> {
  const undici = await import('undici'); // only who goes online pays for it
  const dispatcher = dispatcherOf(undici, proxy, timeouts.connect);

  return {
    async exchange({ method, url, headers, body, label }, signal, read) {
      signal.throwIfAborted();
      const incoming = new Incoming();
      const cancel = (): void => incoming.cut(signal.reason);
      signal.addEventListener('abort', cancel, { once: true });
      let late: NetError | undefined;
      const limit = (ms: Ms, what: string) => setTimeout(() => {
        late = new NetError('timeout', `${label}: ${what} within ${ms / 1000} s.`);
        incoming.cut(late);
      }, ms); // prettier-ignore
      let timer = limit(timeouts.answer, 'no answer');
      const goesOn = (): void => {
        clearTimeout(timer);
        timer = limit(timeouts.body, 'the answer was not whole');
      };
      try {
        const sent = now();
        dispatcher.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method,
            headers,
            body: body ?? null,
            headersTimeout: 0, // one timer of our own for each part
            bodyTimeout: 0,
          },
          incoming,
        );
        const head = await incoming.head;
        goesOn();
        return await read({
          status: head.status,
          headers: flat(head.headers),
          sent,
          answered: now(),
          body: incoming,
          goesOn,
        });
      } catch (cause) {
        signal.throwIfAborted();
        throw late ?? problemOf(cause, label);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        incoming.cut();
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function dispatcherOf(undici: typeof Undici, proxy: string | null, timeout: Ms): Undici.Dispatcher {
  if (proxy === null) return new undici.Agent({ connect: { timeout } });
  if (proxy.startsWith('socks5:'))
    return new undici.Socks5ProxyAgent(proxy, { connect: undici.buildConnector({ timeout }) });
  // To a plain address through a plain proxy without a tunnel, which many proxies give to port 443 alone.
  return new undici.ProxyAgent({ uri: proxy, proxyTunnel: false, proxyTls: { timeout } });
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  return flat;
}
