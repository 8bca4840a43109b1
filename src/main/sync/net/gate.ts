import { requestLabel } from './mask';
import { NetError, type HttpRequest, type Policy } from './types';

/** A request that may be sent. */
export interface Admitted {
  readonly method: 'GET' | 'POST';
  /** At the source's own address, whatever stands in for it. */
  readonly own: URL;
  /** Where it really goes. */
  readonly url: URL;
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * The read-only gate: passes what is at one of the source's bases and, whole, on its list of reads.
 * @param address Stands in for scheme, host and port; a path of its own goes before that of the request.
 * @throws NetError `forbidden`, before anything is opened.
 */
export function admit(
  request: Omit<HttpRequest, 'expect'>,
  policy: Policy | undefined,
  address: string | undefined,
): Admitted {
  const { source, method = 'GET', headers = {}, body } = request;
  const own = URL.canParse(request.url) ? new URL(request.url) : undefined; // an Error of URL would quote the key in it
  if (!own || own.username || own.password)
    throw new NetError('forbidden', `${source}: not an address that may be read.`);
  const label = requestLabel(method, own);
  if (!policy?.bases.some((base) => isAt(own, base)))
    throw new NetError('forbidden', `${source}: ${own.host} is not an address of it. Nothing was sent.`);
  if (!policy.reads.some((read) => isRead(read, method, own.pathname)))
    throw new NetError('forbidden', `${source}: ${label} is not on the list of reads. Nothing was sent.`);
  return { method, own, url: address === undefined ? own : moved(own, addressOf(address)), label, headers, body };
}

/** Bases and addresses are few, and looked at with every request. */
const addressOf = remembered((text: string): { readonly origin: string; readonly protocol: string; readonly host: string; readonly port: string; readonly path: string } => {
  const { origin, protocol, host, port, pathname } = new URL(text);
  return { origin, protocol, host, port, path: pathname.replace(/\/+$/, '') };
}); // prettier-ignore

/** From end to end, whatever its flags say. */
const wholeOf = remembered((read: RegExp) => new RegExp(`^(?:${read.source})$`, read.flags.replace(/[gy]/g, '')));

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

function isAt(url: URL, base: string): boolean {
  const { origin, path } = addressOf(base);
  return url.origin === origin && (url.pathname === path || url.pathname.startsWith(`${path}/`));
}

/** Packed slashes could mean another path to the server than to us. */
const isRead = (read: RegExp, method: string, path: string): boolean =>
  !/%2f|%5c/i.test(path) && wholeOf(read).test(`${method} ${path}`);

function moved(own: URL, address: ReturnType<typeof addressOf>): URL {
  const url = new URL(own);
  url.protocol = address.protocol;
  url.host = address.host;
  if (address.port === '') url.port = '';
  url.pathname = address.path + own.pathname;
  return url;
}
