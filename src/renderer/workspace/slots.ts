import { createSlot, type SlotRef } from '../ui/slot';

export interface HeaderSlots {
  readonly sub: SlotRef;
  readonly tools: SlotRef;
}

/** Places in the headers of one dock, by group: the visible pane of a group writes into them. */
export interface SlotBook {
  readonly of: (group: string) => HeaderSlots;
  readonly forget: (group: string) => void;
}

export function createSlotBook(): SlotBook {
  const slots = new Map<string, HeaderSlots>();
  return {
    of: (group) => {
      const known = slots.get(group);
      if (known) return known;
      const fresh = { sub: createSlot(), tools: createSlot() };
      slots.set(group, fresh);
      return fresh;
    },
    forget: (group) => void slots.delete(group),
  };
}
