// @ts-check
import { createServer } from 'node:http';
import { seeded } from './harness.mjs';

/**
 * A venue's klines on loopback, in a process of its own: pages are made once and kept, so that what is measured is not
 * their making. Says its address on stdout.
 */
const MINUTE = 60_000;
const FIRST = Date.UTC(2020, 0, 1);
const MOST = 1_500;
const pages = new Map();

/** @param {number} start @param {number} end @param {string} symbol */
function page(start, end, symbol) {
  const rows = [];
  const random = seeded(Math.round(start / MINUTE) + symbol.length);
  for (let t = Math.ceil(Math.max(start, FIRST) / MINUTE) * MINUTE; t <= end && rows.length < MOST; t += MINUTE) {
    const open = 30_000 + 2_000 * Math.sin(t / 3e8);
    const close = 30_000 + 2_000 * Math.sin((t + MINUTE) / 3e8);
    const high = Math.max(open, close) + random() * 20;
    const low = Math.min(open, close) - random() * 20;
    const v = random() * 90;
    rows.push([t, open.toFixed(2), high.toFixed(2), low.toFixed(2), close.toFixed(2), v.toFixed(3), t + MINUTE - 1, (v * close).toFixed(4), Math.floor(random() * 999), (v / 2).toFixed(3), ((v * close) / 2).toFixed(4), '0']); // prettier-ignore
  }
  return Buffer.from(JSON.stringify(rows));
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://loopback');
  if (!url.pathname.endsWith('/fapi/v1/klines')) {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":-1,"msg":"not here"}');
    return;
  }
  const key = url.search;
  let body = pages.get(key);
  if (!body) {
    const { symbol = '', startTime, endTime } = Object.fromEntries(url.searchParams);
    body = page(Number(startTime), Number(endTime), symbol);
    pages.set(key, body);
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
