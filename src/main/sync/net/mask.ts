/** Names of query parameters and headers that carry a key. */
const SECRET = /(?:^|[_-])(?:api-?key|key|token|secret|signature|sign|password|passphrase|authorization|cookie)$/i;

/** A request as a person may read it: method, host, path and query, with nothing of a key in it. */
export function requestLabel(method: string, url: URL): string {
  const query = [...url.searchParams].map(([name, value]) => `${name}=${SECRET.test(name) ? '***' : value}`);
  const text = `${method} ${url.host}${url.pathname}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
const MOST = 300;
