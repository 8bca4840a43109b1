import { randomUUID } from 'node:crypto';
import { BrowserWindow, session, type Session } from 'electron';
import type { Print } from '../services/plan/paper/page';

const SCHEME = 'paper';
const ADDRESS = `${SCHEME}://page/`;
/** A page that takes longer has something in it that no page of ours has. */
const MOST_MS = 120_000;

/**
 * Prints in a hidden window of its own: sandboxed, without scripts, preload, storage, network or permissions. It is handed one document
 * and can ask for nothing else.
 */
export const printPage: Print = async ({ html, policy, foot }) => {
  const partition = `paper-${randomUUID()}`; // in memory, gone with the window
  const own = session.fromPartition(partition);
  lock(own, html, policy);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      images: false,
      spellcheck: false,
    },
  });
  const late = setTimeout(() => window.destroy(), MOST_MS);
  try {
    await window.loadURL(ADDRESS);
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: foot,
      generateTaggedPDF: false, // its marks are numbered by what was printed before
    });
  } finally {
    clearTimeout(late);
    if (!window.isDestroyed()) window.destroy();
    own.protocol.unhandle(SCHEME);
  }
};

function lock(own: Session, html: string, policy: string): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== ADDRESS && !url.startsWith('data:font/') }));
  own.protocol.handle(SCHEME, (request) =>
    request.url === ADDRESS
      ? new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'x-content-type-options': 'nosniff' } })
      : new Response('Not found', { status: 404 }),
  );
} // prettier-ignore
