import type { Ms } from '#core/time/ms';

/** When a printer says it made a page: of one length, so that nothing else of the file moves. */
const CLOCK = /\/(?:CreationDate|ModDate) \(D:\d{14}/g;

/** A PDF that does not say when it was printed but of when it speaks: the same page gives the same bytes. */
export function withoutClock(pdf: Uint8Array, at: Ms): Uint8Array {
  const bytes = Buffer.from(pdf);
  const stamp = new Date(at)
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
  for (const found of bytes.toString('latin1').matchAll(CLOCK)) bytes.write(stamp, found.index + found[0].length - stamp.length, 'latin1'); // prettier-ignore
  return bytes;
}
