import { label, type Text } from '../../../ui/plot/shapes';

const GLYPH = 6.7;

export interface Word {
  readonly x: number;
  readonly text: string;
}

/** Words along an axis; those that would touch are left out, never the last. */
export function axisWords(words: readonly Word[], y: number): readonly Text[] {
  const shapes: Text[] = [];
  let free = Infinity;
  for (const { x, text } of words.toReversed()) {
    const half = (text.length * GLYPH) / 2;
    if (x + half > free) continue;
    free = x - half - 3;
    shapes.push(label(x, y, text, { align: 'middle' }));
  }
  return shapes;
}
