import type { Agent } from 'node:http';

/** Leads a socket through a proxy; undefined without one. Loaded only where a proxy is set. */
export async function proxyAgent(proxy: string | null): Promise<Agent | undefined> {
  if (proxy === null) return undefined;
  if (proxy.startsWith('socks5:')) {
    const { SocksProxyAgent } = await import('socks-proxy-agent');
    return new SocksProxyAgent(proxy.replace(/^socks5:/, 'socks5h:')); // names are looked up at the other end
  }
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy);
}

/** The feed's own path at another base, where one is set. */
export function addressOf(own: string, base: string | undefined): string {
  if (base === undefined) return own;
  const { pathname, search } = new URL(own);
  return base.replace(/\/+$/, '') + pathname + search;
}
