/** What no system takes in a name, half a character, what is not seen, and what turns the reading of the rest around. */
const UNFIT = /[/\\:*?"<>|\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** Most systems take 255 bytes; what is written beside a file while it is not whole has a longer name. */
const MOST_BYTES = 200;
const ENDING = /(?:\.[a-z0-9]{1,10}){1,2}$/i;
const segments = new Intl.Segmenter();

/** A text that a person has typed, with its ending, as the name of a file that every system takes. */
export function fileName(text: string): string {
  const clean = text.replaceAll(UNFIT, '-');
  const ending = ENDING.exec(clean)?.[0] ?? '';
  // A leading dot would hide it.
  const stem = clean.slice(0, clean.length - ending.length).replace(/^[.\s]+/, '').trimEnd(); // prettier-ignore
  let room = MOST_BYTES - Buffer.byteLength(ending);
  let kept = '';
  for (const { segment } of segments.segment(stem)) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd() || 'Untitled'}${ending}`;
}
