import { useState } from 'react';
import { readLocal, writeLocal } from '../../lib/storage';
import type { Fold } from '../../ui/Section';

const KEY = 'event.folded';

const folded = (): readonly unknown[] => {
  const stored = readLocal(KEY);
  return Array.isArray(stored) ? (stored as unknown[]) : [];
};

/** Whether a section is open; remembered for all events. */
export function useFold(id: string): Fold {
  const [open, setOpen] = useState(() => !folded().includes(id));
  const onToggle = (): void => {
    const others = folded().filter((one) => one !== id);
    writeLocal(KEY, open ? [...others, id] : others);
    setOpen(!open);
  };
  return { open, onToggle };
}
