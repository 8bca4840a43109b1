/** The form in which column names are compared: `Volume BTC` → `volume_btc`. */
export const normalName = (name: string): string =>
  name
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');

/** `orderbook_bids_usd` → `orderbookBidsUsd`. */
export const camelName = (name: string): string =>
  normalName(name).replace(/_([\p{L}\p{N}])/gu, (_, letter: string) => letter.toUpperCase());

export interface Header {
  readonly names: readonly string[];
  /** Index of the first column that one of these names or patterns stands for; −1 when there is none. */
  find(column: string | readonly string[]): number;
}

/** @param aliases Other names of a column, tried after its own. */
export function createHeader(
  names: readonly string[],
  aliases: Readonly<Record<string, readonly string[]>> = {},
): Header {
  const normal = names.map(normalName);
  const squeezed = normal.map((name) => name.replaceAll('_', ''));
  const findOne = (column: string): number => {
    if (column.length > 2 && column.startsWith('/') && column.endsWith('/')) {
      const pattern = new RegExp(column.slice(1, -1));
      return normal.findIndex((name) => pattern.test(name));
    }
    const exact = names.indexOf(column);
    if (exact >= 0) return exact;
    const at = normal.indexOf(normalName(column));
    return at >= 0 ? at : squeezed.indexOf(normalName(column).replaceAll('_', ''));
  };
  return {
    names,
    find(column) {
      const tried = (typeof column === 'string' ? [column] : column).flatMap((one) => [one, ...(aliases[one] ?? [])]);
      for (const one of tried) {
        const at = findOne(one);
        if (at >= 0) return at;
      }
      return -1;
    },
  };
}
