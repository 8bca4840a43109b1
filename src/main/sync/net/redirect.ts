import type { Admitted } from './gate';
import type { Head } from './transport';

const CODES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer sends its reader, as an address of the source itself; undefined when it does not, or not a reader. */
export function redirectOf({ status, headers }: Head, { method, own, url }: Admitted): string | undefined {
  const location = headers['location'] ?? '';
  if (method !== 'GET' || !CODES.has(status) || location === '' || !URL.canParse(location, url.href)) return undefined;
  const target = new URL(location, url);
  if (target.host !== url.host) return target.href;
  const prefix = url.pathname.slice(0, url.pathname.length - own.pathname.length); // of what stands in for the source
  const path = target.pathname.startsWith(prefix) ? target.pathname.slice(prefix.length) : target.pathname;
  return new URL(path + target.search, own).href;
}
