import { NetError, type NetProblem } from './types';

const OFFLINE = new Set([
  'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'ECONNREFUSED', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EHOSTDOWN',
  'EADDRNOTAVAIL', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT',
]); // prettier-ignore
const BROKEN = new Set([
  'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_INFO', 'UND_ERR', 'Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR_BROTLI_INVALID',
]); // prettier-ignore

/** What a failure of sockets and parsers means; whatever is not of the network is passed on as it is. */
export function problemOf(cause: unknown, label: string): unknown {
  if (cause instanceof NetError) return cause;
  const code = codeOf(cause);
  const told = (problem: NetProblem, what: string, status?: number): NetError =>
    new NetError(problem, `${label}: ${what}.`, { cause, status });
  if (OFFLINE.has(code)) return told('offline', `the host cannot be reached (${code})`);
  if (BROKEN.has(code) || code.startsWith('HPE_') || code.startsWith('ERR__ERROR_') /* brotli */)
    return told('broken', 'the answer broke off');
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_SSL|ERR_TLS|UND_ERR_PRX_TLS/.test(code))
    return told('refused', `the host could not prove who it is (${code}): a proxy or a sign-in page stands between`);
  if (code.startsWith('UND_ERR_SOCKS5')) return told('offline', 'the SOCKS5 proxy could not connect');
  const proxy =
    cause instanceof Error
      ? /Proxy (?:response|Authentication Required) \((\d+)\)/.exec(cause.message)?.[1]
      : undefined;
  if (proxy === '407') return told('refused', 'the proxy asks for a name and a password', 407);
  if (proxy !== undefined) return told('offline', `the proxy could not connect (${proxy})`);
  return cause;
}

/** Several addresses of one host fail as one error with many in it. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  if (cause.name === 'HTTPParserError') return 'HPE_'; // its own code may be missing
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof AggregateError ? codeOf(cause.errors[0]) : codeOf(cause.cause);
}
