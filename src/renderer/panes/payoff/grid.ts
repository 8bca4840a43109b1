import type { TextGrid } from '#shared/csv';
import type { PayoffPicture } from './picture';

/** Every digit of every line, in the quote currency. */
export function payoffGrid({ prices, curves }: PayoffPicture): TextGrid {
  return [
    ['price', ...curves.map(({ words }) => words)],
    ...Array.from(prices, (price, i) => [price, ...curves.map(({ pnl }) => pnl[i]!)].map((value) => (Number.isFinite(value) ? String(value) : ''))), // prettier-ignore
  ];
}
