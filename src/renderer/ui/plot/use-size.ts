import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const NONE: Size = { width: 0, height: 0 };

/** Inner size of an element in whole px, as it changes. Zero until it is known. */
export function useSize<E extends HTMLElement>(): readonly [RefObject<E | null>, Size] {
  const host = useRef<E>(null);
  const [size, setSize] = useState(NONE);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const read = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [host, size];
}
