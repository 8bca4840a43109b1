import { useEffect, useState } from 'react';

const EVERY = 30_000;

/** The time, for ages: minutes are enough. */
export function useNow(every = EVERY): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
