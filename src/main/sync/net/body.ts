import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Answer } from './transport';
import { NetError, type HttpRequest } from './types';

/** Largest answer to one request, packed or not; more than that is a file and comes by `download`. */
export const MOST_BYTES = 64 * 1024 * 1024;
export const ACCEPT_ENCODING = 'gzip, deflate, br';

type Unpack = (data: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;
const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip) as Unpack,
  'x-gzip': promisify(gunzip) as Unpack,
  deflate: promisify(inflate) as Unpack,
  br: promisify(brotliDecompress) as Unpack,
};

/** The whole body, unpacked. @throws NetError `refused` when it is too large; the unpacker's error when it is not whole */
export async function readWhole({ headers, body }: Answer, label: string): Promise<Buffer> {
  const tooLarge = (): NetError =>
    new NetError('refused', `${label}: the answer is larger than ${MOST_BYTES >> 20} MB.`);
  const pieces = await body.whole(MOST_BYTES);
  if (!pieces) throw tooLarge();
  const packing = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  if (packing === 'identity' || whole.length === 0) return whole;
  const unpack = UNPACK[packing];
  if (!unpack) throw new NetError('refused', `${label}: the answer is packed as ${packing}, which was not asked for.`);
  try {
    return await unpack(whole, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge();
    throw cause;
  }
}

/** @throws NetError `broken` for what is not what was expected. @returns what it says, where it is JSON */
export function readBody(
  body: Buffer,
  { expect, parse }: Pick<HttpRequest, 'expect' | 'parse'>,
  label: string,
): unknown {
  if (expect !== 'json') return undefined;
  const read = parse?.(body);
  if (read !== undefined) return read;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    const what = /^\s*</.test(text) ? 'a web page came instead of figures' : body.length === 0 ? 'an empty answer' : 'not JSON'; // prettier-ignore
    throw new NetError('broken', `${label}: ${what}.`);
  }
}

/** What an error page says; where it is no JSON, its status says enough. */
export function readErrorBody(body: Buffer, expect: HttpRequest['expect']): unknown {
  try {
    return readBody(body, { expect }, '');
  } catch {
    return undefined;
  }
}
