import type { SourceId } from '#shared/sync';
import { NetError, type NetProblem } from '../../net/types';
import { SourceError } from '../../source';

/** First match counts: narrower classes of ccxt stand before those that they derive from. */
const LATER: readonly (readonly [ccxt: string, problem: NetProblem, what: string])[] = [
  ['OnMaintenance', 'server', 'is down for maintenance'],
  ['ExchangeNotAvailable', 'server', 'does not answer requests now'],
  ['RateLimitExceeded', 'limited', 'asks for fewer requests'],
  ['DDoSProtection', 'limited', 'asks for fewer requests'],
  ['RequestTimeout', 'timeout', 'did not answer in time'],
  ['NetworkError', 'server', 'could not answer'],
  ['BadResponse', 'broken', 'answered with something else than data'],
  ['OperationFailed', 'server', 'could not answer'],
];

const NEVER: readonly (readonly [ccxt: string, code: SourceError['code'], what: string])[] = [
  ['BadSymbol', 'notFound', 'does not know the instrument'],
  ['AuthenticationError', 'forbidden', 'wants a key for this, or another one'],
  ['RestrictedLocation', 'forbidden', 'does not answer requests from where you are'],
  ['BadRequest', 'invalid', 'does not accept the request'],
  ['ArgumentsRequired', 'invalid', 'does not accept the request'],
  ['NotSupported', 'invalid', 'does not offer this'],
];

/** Venues that have no code of their own for a wrong name say so in words. */
const UNKNOWN_NAME = /\b(symbol|instrument|contract|currency.?pair|coin)\b.{0,40}\b(invalid|not.?(found|exist|supported)|unknown)|\b(invalid|unknown|unsupported)\b.{0,20}\b(symbol|instrument|contract)\b/i; // prettier-ignore

/** Venues are closed to some countries; ccxt takes that for a failure that passes. */
const ELSEWHERE = /restricted location|block access from your country|(?:country|region) is not supported/i;

/** Names of an error's class and of those it derives from: the classes themselves are ccxt's, and loaded with it. */
function lineage(error: object): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at: unknown = error.constructor; typeof at === 'function' && at.name !== ''; at = Object.getPrototypeOf(at))
    names.add((at as { name: string }).name);
  return names;
}

/** Statuses and words of a venue that has no such thing. */
const isUnknown = (status: number | undefined, said: string): boolean =>
  status === 404 || status === 410 || /\bnot_found\b/i.test(said);

const quoted = (said: string): string => `. It said: ${said.slice(0, 300)}`;

/** What a status means that no later try will change. */
export const refusal = (source: SourceId, status: number, said: string): SourceError =>
  isUnknown(status, said)
    ? new SourceError('notFound', `${source} does not know what was asked for (HTTP ${status})${quoted(said)}`)
    : new SourceError('invalid', `${source} does not accept the request (HTTP ${status})${quoted(said)}`);

/**
 * What a failed read means to us: `NetError` when a later try may mend it, `SourceError` when it will not. Our own errors,
 * and those of an abort, pass through.
 */
export function translateError(error: unknown, source: SourceId, status: number | undefined): unknown {
  if (!(error instanceof Error) || error instanceof NetError || error instanceof SourceError) return error;
  const names = lineage(error);
  if (!names.has('BaseError')) return error;
  const said = quoted(error.message.replace(/^\w+ /, '')); // ccxt puts its name of the venue first
  const options = { cause: error };
  if (status === 451 || ELSEWHERE.test(error.message))
    return new SourceError('forbidden', `${source} does not answer requests from where you are${said}`, options);
  for (const [name, problem, what] of LATER)
    if (names.has(name)) return new NetError(problem, `${source} ${what}${said}`, { ...options, status });
  if (names.has('BadRequest') && UNKNOWN_NAME.test(error.message))
    return new SourceError('notFound', `${source} does not know the instrument${said}`, options);
  for (const [name, code, what] of NEVER)
    if (names.has(name)) return new SourceError(code, `${source} ${what}${said}`, options);
  // an error that ccxt has no name for: refused, or an answer in a shape that is not the venue's
  if (status !== undefined && status >= 400 && isUnknown(status, error.message))
    return new SourceError('notFound', `${source} does not know what was asked for${said}`, options);
  if (status !== undefined && status >= 400)
    return new SourceError('invalid', `${source} does not accept the request${said}`, options);
  return new NetError('broken', `${source} answered with something else than data${said}`, { ...options, status });
}
