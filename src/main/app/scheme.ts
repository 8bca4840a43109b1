import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://ballast`;

/**
 * Nothing remote, nothing inline but style attributes (the dock sets sizes that way), no frames, no forms. WebAssembly may be
 * compiled, because the kernels of the core are (docs/adr/0011-wasm-kernels.md); text still becomes no script.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Everything that a built page is made of. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * File inside `root` that an `app:` address names, or undefined when it points anywhere else.
 * @param root absolute folder of the built page.
 */
export function resolveAsset(root: string, address: string): string | undefined {
  let url: URL;
  let path: string;
  try {
    url = new URL(address);
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (url.protocol !== `${SCHEME}:` || url.host !== 'ballast' || path.includes('\0')) return undefined;
  const file = normalize(join(root, path === '/' ? 'index.html' : path));
  return file.startsWith(root + sep) ? file : undefined;
}

/** Serves the built page, and only it, under `app://ballast/`. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? resolveAsset(root, request.url) : undefined;
    if (!file) return new Response('Not found', { status: 404 });
    try {
      // Read here: a detour through the network's process would cost more than the file does.
      return new Response(await readFile(file), {
        headers: {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return new Response('Not found', { status: 404 });
    }
  });
}
