import type { ReactElement } from 'react';
import { copyText } from '../../../lib/copy';
import { IconButton } from '../../../ui/Button';
import { Menu, type MenuEntry } from '../../../ui/Menu';
import { citeFigure, copyFigureCard, type CitedFigure } from './card';

/** What can be done with a figure. @param why a text: it cannot be had, and why */
export const figureEntries = (of: () => CitedFigure, why: string | false): readonly MenuEntry[] => [
  { label: 'Cite in plan', icon: 'plans', disabled: why, onSelect: () => void citeFigure(of()) },
  { label: 'Copy as evidence card', icon: 'copy', disabled: why, onSelect: () => void copyFigureCard(of()) },
  { label: 'Copy as a sentence', disabled: why, onSelect: () => void copyText(of().words) },
];

interface FigureMenuProps {
  readonly label: string;
  readonly of: () => CitedFigure;
  readonly why?: string | false;
}

/** Cites and copies a figure. */
export function FigureMenu({ label, of, why = false }: FigureMenuProps): ReactElement {
  return (
    <Menu
      trigger={<IconButton icon="more" iconSize={14} label={`Use of ${label}`} tooltip={false} />}
      entries={figureEntries(of, why)}
    />
  );
}
