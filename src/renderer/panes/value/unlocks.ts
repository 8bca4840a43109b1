import { fromPercent, toPercent } from '../../lib/percent';
import { readNumber } from '../../ui/NumberField';

/** A schedule as it is typed: `10, 15, 15` percent of the supply, year by year. */
export const unlocksText = (unlocks: readonly number[]): string => unlocks.map(toPercent).join(', ');

const parts = (text: string): readonly string[] => text.split(/[,;\s]+/).filter((part) => part !== '');

export function unlocksProblem(text: string): string | undefined {
  const odd = parts(text).find((part) => readNumber(part.replace('%', '')) === undefined);
  return odd === undefined ? undefined : `“${odd}” is not a number: write 10, 15, 15.`;
}

export const readUnlocks = (text: string): readonly number[] =>
  parts(text).map((part) => fromPercent(readNumber(part.replace('%', '')) ?? 0));
