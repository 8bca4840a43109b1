/** HTML that may stand in a page as it is. Only `html` and `trusted` make it. */
export interface Markup {
  readonly markup: string;
}
export type Piece = string | number | Markup | null | readonly Piece[];

/** Own text: a style sheet, the path of a chart. Never anything of a plan. */
export const trusted = (markup: string): Markup => ({ markup });

/** HTML in which every piece that is not markup is text: whatever it says, it is read and does nothing. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  trusted(String.raw({ raw: parts }, ...pieces.map(write)));

function write(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return escape(piece);
  if ('markup' in piece) return piece.markup;
  return piece.map(write).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }; // prettier-ignore

const escape = (text: string): string => shown(text).replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark]!);

/** Marks that cannot be seen but turn the order of figures or hide text are shown by their number. */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu;
const shown = (text: string): string =>
  text.replaceAll(/[\t\n\r]+/g, ' ').replaceAll(HIDDEN, (mark) => `[U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`); // prettier-ignore
