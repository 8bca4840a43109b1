import { useSyncExternalStore } from 'react';

/** A place in the page that someone else draws into. It may come and go. */
export interface SlotRef {
  readonly get: () => HTMLElement | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** To be given as `ref` of the element: what it returns lets go of that element only, as another may have come first. */
  readonly set: (element: HTMLElement | null) => () => void;
}

export function createSlot(): SlotRef {
  let current: HTMLElement | null = null;
  const listeners = new Set<() => void>();
  const change = (element: HTMLElement | null): void => {
    if (current === element) return;
    current = element;
    for (const listener of listeners) listener();
  };
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set: (element) => {
      change(element);
      return () => {
        if (current === element) change(null);
      };
    },
  };
}

const nothing = (): null => null;
const never = (): (() => void) => () => undefined;

export function useSlot(slot: SlotRef | undefined): HTMLElement | null {
  return useSyncExternalStore(slot?.subscribe ?? never, slot?.get ?? nothing);
}
