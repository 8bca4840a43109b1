/** Least heights in px under which a sub-pane says nothing any more. */
export const LEAST_PRICE = 180;
const LEAST_LIQUIDATIONS = 64;
const LEAST_OTHER = 44;
const WISHED_LIQUIDATIONS = 112;
const WISHED_OTHER = 84;
/** The candles keep at least this share, whatever is stacked below. */
export const LEAST_PRICE_SHARE = 0.4;

/**
 * Heights of the price pane and of the study panes below it.
 * @param total px that all of them share
 * @param studies ids, from the top
 * @returns one height a pane, the price first; their sum is `total`
 */
export function paneHeights(total: number, studies: readonly string[]): number[] {
  const wished = studies.map((id) => (id === 'liquidations' ? WISHED_LIQUIDATIONS : WISHED_OTHER));
  const least = studies.map((id) => (id === 'liquidations' ? LEAST_LIQUIDATIONS : LEAST_OTHER));
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const room = total - Math.max(LEAST_PRICE_SHARE * total, Math.min(LEAST_PRICE, total));
  if (sum(wished) <= room) return [total - sum(wished), ...wished];
  if (sum(least) >= room) {
    const share = room / (sum(least) || 1);
    return [total - room, ...least.map((px) => px * share)];
  }
  const spare = (room - sum(least)) / (sum(wished) - sum(least));
  return [total - room, ...wished.map((px, i) => least[i]! + (px - least[i]!) * spare)];
}
