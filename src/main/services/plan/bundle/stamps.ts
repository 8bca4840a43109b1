import type { DataRange } from '#core/plan/types';
import { SHAPES, type Shape } from '#core/series/schema';
import { createDoubles } from './doubles';

/** Looks at the stamps of a series as they come: whole milliseconds, ascending, from the first to the last that the plan names. */
export function stampCheck({ from, to, rows }: DataRange, shape: Shape, fault: (what: string) => Error): { take(part: Uint8Array): void; end(): void } {
  const doubles = createDoubles();
  const isKey = SHAPES[shape].key.length === 1;
  let [first, last] = [NaN, -Infinity];
  return {
    take: (part) => {
      for (const t of doubles.take(part)) {
        if (!Number.isInteger(t)) throw fault(`${t} is no instant`);
        if (isKey ? t <= last : t < last) throw fault('its stamps do not ascend');
        if (Number.isNaN(first)) first = t;
        last = t;
      }
    },
    end: () => {
      if (rows > 0 && (first !== from || last !== to)) throw fault('its stamps are not those that the plan names');
    },
  };
} // prettier-ignore
