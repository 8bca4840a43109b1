import type { Ms } from '#core/time/ms';

/** When a printer says it made a page. */
const CLOCK = /(?<=\/(?:CreationDate|ModDate) \(D:)\d{14}/g;

/**
 * A PDF that says of when it speaks and not when it was printed: the same page gives the same bytes. What is written has the length of
 * what was there, so that nothing else of the file moves.
 */
export function withoutClock(pdf: Uint8Array, at: Ms): Uint8Array {
  const bytes = Buffer.from(pdf);
  const stamp = new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  for (const { index } of bytes.toString('latin1').matchAll(CLOCK)) bytes.write(stamp, index, 'latin1');
  return bytes;
}
