export type OptionKind = 'call' | 'put';

/** Price of one option and its derivatives: exact derivatives of `price`, in its unit. NaN where a derivative does not exist. */
export interface OptionValue {
  readonly price: number;
  /** To the underlying that the price was given: forward or spot. */
  readonly delta: number;
  readonly gamma: number;
  /** Per 1.00 of volatility. */
  readonly vega: number;
  /** Per calendar day that passes. */
  readonly theta: number;
  /** Per 1.00 of the rate. */
  readonly rho: number;
  /** Of delta, per 1.00 of volatility. */
  readonly vanna: number;
  /** Of vega, per 1.00 of volatility. */
  readonly volga: number;
  /** Of delta, per calendar day that passes. */
  readonly charm: number;
}

/** The same of a strip, a row an option. Shapes (n). */
export type OptionColumns = Readonly<Record<keyof OptionValue, Float64Array>>;

/** Without the derivatives that mix or repeat, which most do not need. */
export type FirstColumns = Pick<OptionColumns, 'price' | 'delta' | 'gamma' | 'vega' | 'theta' | 'rho'>;

/** Days of a year of option time: ACT/365F. */
export const DAYS_PER_YEAR = 365;

/** @returns columns of n rows, to be filled and filled again. */
export function emptyOptionColumns(n: number): OptionColumns {
  const column = (): Float64Array => new Float64Array(n);
  return { price: column(), delta: column(), gamma: column(), vega: column(), theta: column(), rho: column(), vanna: column(), volga: column(), charm: column() }; // prettier-ignore
}

export const firstOf = ({
  price,
  delta,
  gamma,
  vega,
  theta,
  rho,
  vanna,
  volga,
  charm,
}: OptionColumns): OptionValue => ({
  price: price[0],
  delta: delta[0],
  gamma: gamma[0],
  vega: vega[0],
  theta: theta[0],
  rho: rho[0],
  vanna: vanna[0],
  volga: volga[0],
  charm: charm[0],
});
