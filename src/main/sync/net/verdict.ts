import type { Ms } from '#core/time/ms';
import { retryAfterOf } from './back-off';
import { NetError, type Policy } from './types';

/** An answer that says "later" in words of its own is short. */
const SHORT = 8 * 1024;

/** What an answer with this status means; undefined when it is one that the caller reads. */
export function problemWith(
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  body: Buffer, policy: Policy, label: string, now: Ms,
): NetError | undefined {
  const failed = (problem: 'limited' | 'server' | 'timeout' | 'refused' | 'broken', what: string): NetError =>
    new NetError(problem, `${label}: ${what} (${status}).`, { status, retryAfter: retryAfterOf(headers['retry-after'], Date.parse(headers['date'] ?? '') || now) });
  if (status === 418 || status === 429) return failed('limited', 'the source asks to wait');
  if (body.length <= SHORT && policy.isLater?.(status, body.toString('utf8'))) return failed('limited', 'the source asks to wait');
  if (status >= 500 || status === 425) return failed('server', status === 503 ? 'the source is down for now' : 'the source has failed');
  if (status === 408) return failed('timeout', 'the source waited too long');
  if (status === 407) return failed('refused', 'the proxy asks for a name and a password');
  if (status >= 300 && status < 400) return failed('refused', 'the source sends us elsewhere, where nothing may be read');
  return status < 200 ? failed('broken', 'not an answer') : undefined;
} // prettier-ignore
