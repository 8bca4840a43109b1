import { app, type Session, type WebContents } from 'electron';
import { CONTENT_SECURITY_POLICY, ORIGIN } from './scheme';

/** Addresses that the page may load: our own scheme, and in development the local server it was started with. */
export function isOwnAddress(address: string, devServer: string | undefined): boolean {
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` === ORIGIN) return true;
    return devServer !== undefined && url.origin === new URL(devServer).origin;
  } catch {
    return false;
  }
}

/** Denies permissions, downloads and every request that leaves the page's own origin. */
export function lockSession(session: Session, devServer: string | undefined): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const local = /^(data|blob|devtools):/.test(details.url) || isOwnAddress(details.url, devServer);
    answer({ cancel: !local && !(devServer && details.url.startsWith('ws:')) });
  });
  if (!devServer) return;
  session.webRequest.onHeadersReceived((details, answer) => {
    // The development server injects its own client inline; the policy of the built page stays as it is.
    const relaxed = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace(
      "connect-src 'self'",
      "connect-src 'self' ws:",
    );
    answer({ responseHeaders: { ...details.responseHeaders, 'content-security-policy': [relaxed] } });
  });
}

/** No navigation, no new windows, no embedded views: the page is one page. */
export function lockNavigation(devServer: string | undefined): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url, devServer)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
