import type { ErrorCode } from '#shared/outcome';
import type { SourceId } from '#shared/sync';
import type { Ms } from '#core/time/ms';

export interface HttpRequest {
  readonly source: SourceId;
  /** Absolute, at the source's own address: the net puts another base in its place where one is set. */
  readonly url: string;
  /** POST only for venues that read that way; a path that is not on the source's list of reads is refused unsent. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What must come back: a body that is not whole, or not JSON where JSON was due, counts as a failed try. */
  readonly expect: 'json' | 'text' | 'bytes';
  /** Takes the body of a 2xx where JSON is due before JSON.parse does; undefined: it is not one that this can read. */
  readonly parse?: (body: Uint8Array) => unknown;
  /** Share of the source's limit that it costs; 1 unless told. */
  readonly weight?: number;
}

/** What a source allows, and what we allow ourselves of it. */
export interface Policy {
  /** Its own bases, e.g. `https://fapi.binance.com`; a request anywhere else is refused unsent. */
  readonly bases: readonly string[];
  /** `GET /fapi/v1/klines`: the only requests that are sent. Nothing but reading. */
  readonly reads: readonly RegExp[];
  readonly limit: { readonly requests: number; readonly per: Ms };
  /** Header with what was used of a weighted limit in the current window. */
  readonly used?: { readonly header: string; readonly most: number; readonly per: Ms };
  /** Whether a reply of this body (of 8 KB at most) and status means "later" though it does not say so by its status. */
  readonly isLater?: (status: number, body: string) => boolean;
}

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked. */
  readonly body: Uint8Array;
  /** What the body says, read once, where JSON was due; undefined for an error page that is none. */
  readonly json?: unknown;
  /** When it was whole, by our clock. */
  readonly received: Ms;
}

export interface DownloadReport {
  readonly bytes: number;
  readonly total: number | undefined;
}

/** One door to the network for everything that reads: limits, retries, timeouts, proxy, clock skew. */
export interface Http {
  /** Answers with a 2xx, or a 4xx that a retry would not change. @throws NetError, or AbortError when `signal` says so */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpReply>;
  /**
   * Into a file: goes on where an earlier try ended, and takes its name when it is whole.
   * @param sha256 what it must come to, where the source tells
   */
  download(
    request: Omit<HttpRequest, 'expect'>,
    path: string,
    hooks: { signal: AbortSignal; sha256?: string; onProgress?: (report: DownloadReport) => void },
  ): Promise<void>;
  /** The source's clock minus ours [ms], from its Date headers and round trips; NaN until one was measured. */
  skew(source: SourceId): Ms;
  close(): Promise<void>;
}

export type NetProblem =
  | 'offline' // no name, no route, refused
  | 'timeout'
  | 'limited' // 418, 429
  | 'server' // 5xx, maintenance
  | 'broken' // half a body, not JSON, a page that is not the one asked for
  | 'refused' // 4xx
  | 'forbidden'; // not a read: never sent

/** Why a request has failed for good, or for now. */
export class NetError extends Error {
  override readonly name = 'NetError';
  readonly problem: NetProblem;
  readonly code: ErrorCode;
  readonly status: number | undefined;
  /** Not before this long [ms]; undefined when the source did not say. */
  readonly retryAfter: Ms | undefined;
  constructor(
    problem: NetProblem,
    message: string,
    options: ErrorOptions & { status?: number | undefined; retryAfter?: Ms | undefined } = {},
  ) {
    super(message, options);
    this.problem = problem;
    this.code = problem === 'forbidden' ? 'forbidden' : 'unreachable';
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}

/** What the net is doing, for whoever shows it. */
export type NetNote =
  | { readonly kind: 'waiting'; readonly source: SourceId; readonly until: Ms; readonly why: string }
  | { readonly kind: 'retry'; readonly source: SourceId; readonly attempt: number; readonly why: string }
  | { readonly kind: 'answered'; readonly source: SourceId }
  | { readonly kind: 'unreachable'; readonly source: SourceId; readonly why: string };

export interface NetOptions {
  readonly policies: Readonly<Record<SourceId, Policy>>;
  /** Bases that stand in for the sources' own. */
  readonly addresses: Partial<Record<SourceId, string>>;
  readonly proxy: string | null;
  readonly onNote?: (note: NetNote) => void;
  /** Clock, wait and randomness, for tests. */
  readonly now?: () => Ms;
  readonly sleep?: (ms: Ms, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}
