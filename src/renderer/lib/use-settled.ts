import { useEffect, useState } from 'react';

/** What is dragged changes with each move: only what stands still is asked. */
const SETTLE_MS = 250;

/** A text once it has not changed for a moment. */
export function useSettled(key: string | null): string | null {
  const [settled, setSettled] = useState(key);
  useEffect(() => {
    if (key === settled) return;
    const timer = setTimeout(() => setSettled(key), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [key, settled]);
  return settled;
}
