/** What the Studies menu offers, in the order of the panes. */
export interface StudyInfo {
  readonly id: string;
  readonly title: string;
  /** In a legend that shares its line with others. */
  readonly brief?: string;
  /** Over the candles, or in a pane of its own below them. */
  readonly place: 'candles' | 'below';
  /** Definition for the tooltip (method.md). */
  readonly definition: string;
  readonly method: string;
  /** Said where nothing is stored; `{base}` is the asset. */
  readonly missing: string;
}

export const STUDIES: readonly StudyInfo[] = [
  {
    id: 'breakEven',
    title: "Survivors' break-even",
    brief: 'Break-even',
    place: 'candles',
    definition:
      'Price at which the positions that are still open, taken together, neither win nor lose: one line for longs, one for shorts. An estimate, since open interest does not tell who holds what.',
    method:
      'A rise of open interest opens a cohort at the mean price of its bars, a fall closes cohorts, on the losing side the most under water first. Mean entry by amount, with funding paid and fees of 5 bp each way.',
    missing: 'no open interest stored for {base}',
  },
  {
    id: 'levels',
    title: 'Estimated levels',
    brief: 'Levels',
    place: 'candles',
    definition:
      'Where liquidations of the open positions would start, were they levered 5, 10, 25, 50 and 100 times alike: longs below the price, shorts above. The longer a bar, the more USD. An estimate of where levels start, not of orders.',
    method:
      'Open-interest cohorts, long level = entry · (1 − 1/L + 0.5 %), short level mirrored; a level the price has touched is gone. Lift: share of liquidated notional in the tenth of passed price bins that the map rates highest, over the tenth it would be by chance: 1 is no better than chance, less is worse.',
    missing: 'no open interest stored for {base}',
  },
  {
    id: 'liquidations',
    title: 'Liquidations',
    place: 'below',
    definition:
      'Notional of positions closed by force, in USD per bar. Longs closed hang below zero, shorts closed stand above it. Side is the side of the position, not of the order.',
    method: 'Sum of prints per bar; how complete they are is the tag beside it.',
    missing: 'no liquidations stored for {base}',
  },
  {
    id: 'oi',
    title: 'Open interest',
    place: 'below',
    definition: 'Contracts that are open, at the close of each bar.',
    method: 'Last value stamped before the close; a hole where the series has one.',
    missing: 'no open interest stored for {base}',
  },
  {
    id: 'funding',
    title: 'Funding',
    place: 'below',
    definition: 'What longs pay shorts per funding interval, as a share of the position. Negative: shorts pay.',
    method: 'Last settled rate before the close of each bar.',
    missing: 'no funding stored for {base}',
  },
  {
    id: 'rsi',
    title: 'RSI 14',
    place: 'below',
    definition:
      'Relative strength: smoothed gains as a share of smoothed gains and losses, 0 to 100. Below 30 is called oversold. Of the bars shown, and of the next two timeframes above: what their last closed bar said.',
    method: 'Wilder 1978, with bars before the window so that it has settled. On a higher timeframe a bar that is still forming is not read.',
    missing: 'too few bars for RSI 14',
  },
  {
    id: 'macd',
    title: 'MACD 12 26 9',
    place: 'below',
    definition: 'Difference of two exponential averages of the close (12 and 26 bars), its 9-bar average (signal), and the distance of the two as bars.',
    method: 'Averages seeded with simple ones that end on the same bar, as TA-Lib does.',
    missing: 'too few bars for MACD',
  },
  {
    id: 'breadth',
    title: 'Advance-decline line',
    place: 'below',
    definition:
      'Members of a basket whose close rose, less those whose close fell, summed over time. A price low that the line does not share is called a divergence.',
    method:
      'A member counts from its first bar on; an unchanged close is neither. (A − D)/(A + D) is that of the last bar alone.',
    missing: 'no basket of five assets or more with {base} in it is stored',
  },
  {
    id: 'vol',
    title: 'Volatility index',
    place: 'below',
    definition: 'Implied volatility for a constant term, % per year.',
    method: 'Close of the index as published.',
    missing: 'no volatility index stored for {base}',
  },
]; // prettier-ignore

const IDS: ReadonlySet<string> = new Set(STUDIES.map(({ id }) => id));

const placed = (place: StudyInfo['place']) => (ids: readonly string[]): readonly string[] =>
  ids.filter((id) => studyInfo(id).place === place); // prettier-ignore
/** Those with a pane of their own, and those over the candles. */
export const stackedOf = placed('below');
export const overlaysOf = placed('candles');

/** The known ones among stored ids, in the order of the panes. */
export function knownStudies(ids: readonly string[]): readonly string[] {
  return STUDIES.map(({ id }) => id).filter((id) => IDS.has(id) && ids.includes(id));
}

export function toggleStudy(ids: readonly string[], id: string): string[] {
  return knownStudies(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]) as string[];
}

export const studyInfo = (id: string): StudyInfo => STUDIES.find((study) => study.id === id) ?? STUDIES[0]!;
