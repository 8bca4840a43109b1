import { useCallback, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';

/** Where a row would land. */
export interface Reordering {
  readonly id: string;
  /** How far the hand has moved, px. */
  readonly dy: number;
  /** Index after the move. */
  readonly to: number;
  /** Place of the line that shows it, px from the top of the list. */
  readonly line: number;
}

interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Index at which a row lands when the hand is at `y`, and the edge between rows that it goes to.
 * @param rows extents from top to bottom, not empty. @param from index of the row that is moved.
 */
export function landing(
  rows: readonly Extent[],
  from: number,
  y: number,
): { readonly to: number; readonly line: number } {
  const above = rows.filter(({ top, bottom }) => (top + bottom) / 2 < y).length;
  const to = above > from ? above - 1 : above;
  return { to, line: above < rows.length ? rows[above]!.top : rows.at(-1)!.bottom };
}

interface Reorder {
  readonly list: RefObject<HTMLOListElement | null>;
  readonly moving: Reordering | null;
  /** To be called as the pointer goes down on a grip. */
  readonly begin: (event: ReactPointerEvent, id: string, from: number) => void;
}

/** Moves rows of a list by hand. Nothing changes before the drop; Esc leaves all as it was. */
export function useReorder(onMove: (id: string, to: number) => void): Reorder {
  const list = useRef<HTMLOListElement>(null);
  const [moving, setMoving] = useState<Reordering | null>(null);
  const begin = useCallback(
    (event: ReactPointerEvent, id: string, from: number): void => {
      const host = list.current;
      if (event.button !== 0 || !host) return;
      event.preventDefault();
      const grip = event.currentTarget;
      grip.setPointerCapture(event.pointerId);
      const box = host.getBoundingClientRect();
      const rows = [...host.children]
        .filter((row) => row instanceof HTMLElement && row.dataset['layer'] !== undefined)
        .map((row) => row.getBoundingClientRect())
        .map(({ top, bottom }) => ({ top: top - box.top, bottom: bottom - box.top }));
      const start = event.clientY;
      const life = new AbortController();
      let landed = from;
      const end = (drop: boolean): void => {
        life.abort();
        setMoving(null);
        if (drop && landed !== from) onMove(id, landed);
      };
      const move = ({ clientY }: PointerEvent): void => {
        const { to, line } = landing(rows, from, clientY - box.top);
        landed = to;
        setMoving({ id, to, line, dy: clientY - start });
      };
      const { signal } = life;
      grip.addEventListener('pointermove', (next) => move(next as PointerEvent), { signal });
      grip.addEventListener('pointerup', () => end(true), { signal });
      grip.addEventListener('pointercancel', () => end(false), { signal });
      addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal, capture: true });
    },
    [onMove],
  );
  return { list, moving, begin };
}
