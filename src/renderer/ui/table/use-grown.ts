import { useCallback, useState } from 'react';

type Widths = Readonly<Record<string, number>>;
const NONE: Widths = {};

/** Width that the widest figure of each column asks for, where the column is too narrow for it. */
function cutFigures(host: HTMLElement): Readonly<Record<string, number>> {
  const wanted: Record<string, number> = {};
  for (const cell of host.querySelectorAll<HTMLElement>('[data-figure]')) {
    const id = cell.dataset['figure'];
    if (id !== undefined && cell.clientWidth > 0 && cell.scrollWidth > cell.clientWidth)
      wanted[id] = Math.max(wanted[id] ?? 0, cell.scrollWidth + 1);
  }
  return wanted;
}

/**
 * Least widths at which no figure is cut, learnt from the rows that are drawn. Columns only grow, so that nothing jumps
 * back while one scrolls.
 * @returns the widths, and what to call after other cells were drawn.
 */
export function useGrown(): readonly [widths: Widths, learn: (host: HTMLElement | null) => void] {
  const [widths, setWidths] = useState(NONE);
  const learn = useCallback((host: HTMLElement | null) => {
    if (!host) return;
    const wanted = cutFigures(host);
    setWidths((before) => {
      const more = Object.entries(wanted).filter(([id, width]) => width > (before[id] ?? 0));
      return more.length === 0 ? before : { ...before, ...Object.fromEntries(more) };
    });
  }, []);
  return [widths, learn];
}
