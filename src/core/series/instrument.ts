/** Quote currencies by which a venue's symbol is told apart, longest first. */
const QUOTES = ['FDUSD', 'USDT', 'USDC', 'BUSD', 'TUSD', 'USDE', 'USD', 'EUR', 'GBP', 'JPY', 'BTC', 'ETH'] as const;

export interface SymbolParts {
  /** Asset: `BTC` of `BTCUSDT`, `BTC-PERPETUAL`, `BTCUSD_PERP`, `SIM-BTC`, `BTC`, and of a scenario, `BTCUSDT~crash-1`. */
  readonly base: string;
  /** Quote currency, '' when the symbol does not say. */
  readonly quote: string;
}

/**
 * Asset and quote currency of a symbol as venues write it. A guess by suffix: an instrument's own record wins over it.
 */
export function parseSymbol(id: string): SymbolParts {
  const name = id
    .toUpperCase()
    .replace(/^SIM-/, '')
    .replace(/~.*$/, '')
    .replace(/[-_.:/ ]?(PERPETUAL|PERP|SWAP|SPOT)(\.[A-Z])?$/, '');
  const [first = '', second = ''] = name.split(/[-_/:]/);
  if (second && QUOTES.some((quote) => quote === second)) return { base: first, quote: second };
  const quote = QUOTES.find((q) => first.length > q.length && first.endsWith(q)) ?? '';
  return { base: quote ? first.slice(0, -quote.length) : first, quote };
}
