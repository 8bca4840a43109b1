/** Stablecoins by the money that each promises to be worth. */
const PEGS: Readonly<Record<string, readonly string[]>> = {
  USD: ['USDT', 'USDC', 'DAI', 'FDUSD', 'BUSD', 'TUSD', 'USDP', 'USDE', 'PYUSD', 'USDS', 'GUSD', 'FRAX', 'LUSD'],
  EUR: ['EURC', 'EURT', 'EURS', 'EURI'],
  GBP: ['GBPT'],
  JPY: ['GYEN', 'JPYC'],
  SGD: ['XSGD'],
  TRY: ['TRYB', 'BILIRA'],
  MXN: ['MXNT'],
  CNH: ['CNHT'],
};
const moneyOf = new Map(Object.entries(PEGS).flatMap(([fiat, coins]) => coins.map((coin) => [coin, fiat])));

/** The money that stands behind a stablecoin; anything else is what it is. */
export const fiatOf = (asset: string): string => moneyOf.get(asset) ?? asset;
