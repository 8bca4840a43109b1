import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Ms } from '#core/time/ms';
import type { FaultKind } from './faults';
import { uniformOf } from './hash';
import { changeType, countRows, pickRows } from './rows';
import type { Dialect, VenueReply, VenueRequest } from './types';

/** How a body drips: so many bytes at a time, so often, until it has lasted; then the rest at once. */
export interface Drip {
  readonly bytes: number;
  readonly every: Ms;
  readonly lasts: Ms;
}

export interface Sending {
  readonly reply: VenueReply;
  readonly previous: VenueReply | undefined;
  readonly fault: FaultKind | undefined;
  readonly request: VenueRequest;
  readonly trouble: Dialect['trouble'];
  readonly headers: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly retryAfter: number;
  readonly drip: Drip;
  readonly gzip: boolean;
  /** The source's clock. */
  readonly clock: Ms;
}

const PAGE =
  '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>';
const html = (status: number): VenueReply => ({ status, body: PAGE, headers: { 'content-type': 'text/html' } });

/** Answers, with the fault that is due. @returns the status that was sent; 0 when the line broke before one was */
export function sendReply(response: ServerResponse, sending: Sending): number {
  const { fault, seed } = sending;
  const uniform = (salt: number): number => uniformOf(seed, salt, 21);
  if (fault === 'resetBefore') {
    response.socket?.resetAndDestroy();
    return 0;
  }
  const reply = troubled(sending, uniform) ?? sending.reply;
  const {
    body: bytes,
    headers,
    status,
  } = packed(reply, sending, (all) => (fault === 'malformedJson' ? spoilt(all, uniform) : all));
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (fault === 'resetAfter') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 3)), () => response.socket?.resetAndDestroy());
  } else if (fault === 'halfBody') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.end());
  } else if (fault === 'slowDrip') {
    void dripOut(response, bytes, sending.drip);
  } else {
    response.end(sending.request.method === 'HEAD' ? undefined : bytes);
  }
  return status;
}

/** What comes instead of the answer, or what has become of it. */
function troubled({ reply, previous, fault, trouble, retryAfter, clock }: Sending, uniform: (salt: number) => number): VenueReply | undefined {
  const later = uniform(3) < 0.5 ? String(retryAfter) : new Date(clock + retryAfter * 1_000).toUTCString();
  const told = (answer: VenueReply): VenueReply => ({ ...answer, headers: { ...answer.headers, 'retry-after': later } });
  const rows = countRows(reply);
  const order = Array.from({ length: rows }, (_, i) => i);
  switch (fault) {
    case 'limited':
      return trouble.limited;
    case 'limitedRetryAfter':
      return told(trouble.limited);
    case 'banned':
      return told(trouble.banned);
    case 'maintenance':
      return trouble.maintenance;
    case 'serverError':
      return [{ status: 500, body: 'Internal Server Error' }, html(502), { status: 504, body: '' }][Math.floor(uniform(4) * 3)];
    case 'html':
      return html(200);
    case 'duplicatedPage':
      return previous;
    case 'emptyPage':
      return pickRows(reply, []);
    case 'reorderedRows':
      return pickRows(reply, shuffled(order, uniform));
    case 'duplicatedRows':
      return pickRows(reply, order.flatMap((i) => (i === 0 || uniform(100 + i) < 0.2 ? [i, i] : [i])));
    case 'typeString':
    case 'typeNull':
    case 'typeObject':
      return changeType(reply, fault, uniform);
    default:
      return undefined;
  }
} // prettier-ignore

function shuffled(order: readonly number[], uniform: (salt: number) => number): number[] {
  const mixed = [...order];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(1_000 + i) * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}

interface Packed {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
  readonly status: number;
}

/** The bytes of an answer: a range of a file where one is asked for, packed where that is agreed on. */
function packed(reply: VenueReply, { headers, request, gzip }: Sending, spoil: (body: Buffer) => Buffer): Packed {
  const { body, status = 200, file } = reply;
  const isText = typeof body === 'string';
  const isBytes = body instanceof Uint8Array;
  const type = isBytes ? 'application/octet-stream' : isText ? 'text/plain' : 'application/json';
  const all = spoil(Buffer.from(isBytes || isText ? (body as string) : JSON.stringify(body)));
  const head = { 'content-type': type, ...headers, ...reply.headers };
  if (file) return rangeOf(all, { ...head, etag: file.etag, 'accept-ranges': file.ranges === false ? 'none' : 'bytes' }, request);
  if (!gzip || !/gzip/.test(request.headers['accept-encoding'] ?? '')) return { body: all, headers: head, status };
  return { body: gzipSync(all), headers: { ...head, 'content-encoding': 'gzip' }, status };
} // prettier-ignore

function rangeOf(all: Buffer, headers: Record<string, string>, request: VenueRequest): Packed {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers['range'] ?? '')?.[1] ?? Number.NaN);
  const isSame = (request.headers['if-range'] ?? headers['etag']) === headers['etag'];
  if (Number.isNaN(start) || !isSame || headers['accept-ranges'] === 'none') return { body: all, headers, status: 200 };
  if (start >= all.length) return { body: Buffer.alloc(0), headers: { ...headers, 'content-range': `bytes */${all.length}` }, status: 416 }; // prettier-ignore
  const range = `bytes ${start}-${all.length - 1}/${all.length}`;
  return { body: all.subarray(start), headers: { ...headers, 'content-range': range }, status: 206 };
}

/** A body of the right length that ends too early to be JSON. */
function spoilt(body: Buffer, uniform: (salt: number) => number): Buffer {
  return Buffer.from(body).fill(' ', Math.floor(uniform(5) * (body.length - 1)));
}

async function dripOut(response: ServerResponse, bytes: Buffer, { bytes: step, every, lasts }: Drip): Promise<void> {
  let at = 0;
  for (let spent = 0; spent < lasts && at < bytes.length - step; spent += every) {
    if (response.destroyed) return;
    response.write(bytes.subarray(at, at + step));
    at += step;
    await wait(every);
  }
  if (!response.destroyed) response.end(bytes.subarray(at));
}
