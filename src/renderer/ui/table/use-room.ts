import { useLayoutEffect, useState, type RefObject } from 'react';

export interface Room {
  readonly room: number;
  /** `--height-row` as the density setting has it. */
  readonly rowHeight: number;
}

function measure(element: HTMLElement): Room {
  const rowHeight = Number.parseInt(getComputedStyle(element).getPropertyValue('--height-row'), 10);
  return { room: element.clientWidth, rowHeight: rowHeight > 0 ? rowHeight : 28 };
}

/** Width of an element and the row height in force, kept current. */
export function useRoom(ref: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ room: 4_096, rowHeight: 28 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const update = (): void => {
      const next = measure(element);
      if (next.room === 0) return; // hidden workspace
      setRoom((before) => (before.room === next.room && before.rowHeight === next.rowHeight ? before : next));
    };
    update();
    const sizes = new ResizeObserver(update);
    sizes.observe(element);
    const density = new MutationObserver(update);
    density.observe(document.documentElement, { attributeFilter: ['data-density'] });
    return () => {
      sizes.disconnect();
      density.disconnect();
    };
  }, [ref]);
  return room;
}
