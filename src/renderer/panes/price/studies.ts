/** What the Studies menu offers, in the order of the panes. */
export interface StudyInfo {
  readonly id: string;
  readonly title: string;
  /** Definition for the tooltip (method.md). */
  readonly definition: string;
  readonly method: string;
  /** Said where nothing is stored; `{base}` is the asset. */
  readonly missing: string;
}

export const STUDIES: readonly StudyInfo[] = [
  {
    id: 'liquidations',
    title: 'Liquidations',
    definition:
      'Notional of positions closed by force, in USD per bar. Longs closed hang below zero, shorts closed stand above it. Side is the side of the position, not of the order.',
    method: 'Sum of prints per bar; how complete they are is the tag beside it.',
    missing: 'no liquidations stored for {base}',
  },
  {
    id: 'oi',
    title: 'Open interest',
    definition: 'Contracts that are open, at the close of each bar.',
    method: 'Last value stamped before the close; a hole where the series has one.',
    missing: 'no open interest stored for {base}',
  },
  {
    id: 'funding',
    title: 'Funding',
    definition: 'What longs pay shorts per funding interval, as a share of the position. Negative: shorts pay.',
    method: 'Last settled rate before the close of each bar.',
    missing: 'no funding stored for {base}',
  },
  {
    id: 'rsi',
    title: 'RSI 14',
    definition: 'Relative strength: smoothed gains as a share of smoothed gains and losses, 0 to 100. Below 30 is called oversold.',
    method: 'Wilder 1978, on the bars shown, with bars before the window so that it has settled.',
    missing: 'too few bars for RSI 14',
  },
  {
    id: 'macd',
    title: 'MACD 12 26 9',
    definition: 'Difference of two exponential averages of the close (12 and 26 bars), its 9-bar average (signal), and the distance of the two as bars.',
    method: 'Averages seeded with simple ones that end on the same bar, as TA-Lib does.',
    missing: 'too few bars for MACD',
  },
  {
    id: 'vol',
    title: 'Volatility index',
    definition: 'Implied volatility for a constant term, % per year.',
    method: 'Close of the index as published.',
    missing: 'no volatility index stored for {base}',
  },
]; // prettier-ignore

const IDS: ReadonlySet<string> = new Set(STUDIES.map(({ id }) => id));

/** The known ones among stored ids, in the order of the panes. */
export function knownStudies(ids: readonly string[]): readonly string[] {
  return STUDIES.map(({ id }) => id).filter((id) => IDS.has(id) && ids.includes(id));
}

export function toggleStudy(ids: readonly string[], id: string): string[] {
  return knownStudies(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]) as string[];
}

export const studyInfo = (id: string): StudyInfo => STUDIES.find((study) => study.id === id) ?? STUDIES[0]!;
