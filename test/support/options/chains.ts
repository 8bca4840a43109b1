import { optionChain, type ChainInput } from '#core/sample/option-chain';
import { Rng } from '#core/random/rng';
import { emptyColumns, type Columns } from '#core/series/schema';

/** One capture of the sample market's chain: coin-settled, its smile known in closed form. */
export const SAMPLE_STATE: ChainInput = {
  t: Date.UTC(2026, 0, 5),
  index: 60_000,
  carry: 0.05,
  stress: 0,
  level: 0.55,
  mean: 0.6,
  rho: -0.25,
};
export const sampleChain = (seed = 1, state: Partial<ChainInput> = {}): Columns<'chain'> =>
  optionChain(new Rng(seed), [{ ...SAMPLE_STATE, ...state }]);

/** A row of a chain: only what a test speaks of; sizes are 10 where there is a price. */
export interface Row {
  readonly t?: number;
  readonly days?: number;
  readonly strike: number;
  readonly type: 1 | -1;
  readonly bid: number;
  readonly ask: number;
  readonly underlying?: number;
  readonly index?: number;
}

export function chainOf(rows: readonly Row[]): Columns<'chain'> {
  const columns = emptyColumns('chain', rows.length);
  for (const column of Object.values(columns)) column.fill(NaN);
  rows.forEach(({ t = 0, days = 30, strike, type, bid, ask, underlying = NaN, index = NaN }, i) => {
    const row = { t, expiry: t + days * 86_400_000, strike, type, bid, ask, underlying, index, bidSize: bid > 0 ? 10 : 0, askSize: ask > 0 ? 10 : 0 }; // prettier-ignore
    for (const [name, value] of Object.entries(row)) columns[name as keyof typeof row][i] = value;
  });
  return columns;
}
