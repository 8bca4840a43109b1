import type { ReactElement } from 'react';
import type { MacroBasis } from '#core/macro/types';
import { Icon } from '../../ui/Icon';
import { Missing } from '../../ui/Missing';
import { Tag } from '../../ui/Tag';
import styles from './macro.module.css';
import { WHY, type Direction } from './words';

const GLYPHS = { up: 'up', down: 'down', unchanged: 'equal' } as const;

/** Which way a figure went: a glyph and a word, never a hue. */
export function DirectionMark({ direction, why = WHY.noChange }: { readonly direction: Direction | null; readonly why?: string }): ReactElement {
  if (direction === null) return <Missing why={why} />;
  return (
    <span className={styles['direction']}>
      <Icon name={GLYPHS[direction]} size={12} />
      {direction}
    </span>
  );
} // prettier-ignore

const BASIS: Readonly<Record<MacroBasis, string>> = {
  released: 'released',
  inForce: 'in force',
  latest: 'not point-in-time',
};
export const basisWord = (basis: MacroBasis): string => BASIS[basis];

/** How the instants of a series are known: only what cannot be trusted in the past stands out. */
export function BasisTag({ basis, words }: { readonly basis: MacroBasis; readonly words: string }): ReactElement {
  return (
    <Tag tone={basis === 'latest' ? 'warning' : 'plain'} title={words}>
      {BASIS[basis]}
    </Tag>
  );
}
