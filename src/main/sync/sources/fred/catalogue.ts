/** A series that is offered by name. Any other id of the service can be typed. */
export interface FredSeries {
  readonly id: string;
  readonly label: string;
  /** As FRED gives it; shown beside figures. */
  readonly unit: string;
  readonly frequency: string;
}

const of = (frequency: string, unit: string, series: Readonly<Record<string, string>>): FredSeries[] =>
  Object.entries(series).map(([id, label]) => ({ id, label, unit, frequency }));

export const FRED_SERIES: readonly FredSeries[] = [
  ...of('daily', '%', {
    DFF: 'Federal funds effective rate',
    DFEDTARL: 'Federal funds target range, lower end',
    DFEDTARU: 'Federal funds target range, upper end',
    IORB: 'Interest on reserve balances',
    SOFR: 'Secured overnight financing rate',
    EFFR: 'Effective federal funds rate (New York Fed)',
    ECBDFR: 'ECB deposit facility rate',
    ECBMRRFR: 'ECB main refinancing rate',
    DGS3MO: 'US Treasury yield, 3 months',
    DGS1: 'US Treasury yield, 1 year',
    DGS2: 'US Treasury yield, 2 years',
    DGS5: 'US Treasury yield, 5 years',
    DGS10: 'US Treasury yield, 10 years',
    DGS30: 'US Treasury yield, 30 years',
    DFII10: 'US Treasury real yield, 10 years',
    T10Y2Y: 'Treasury spread, 10 years over 2 years',
    T10Y3M: 'Treasury spread, 10 years over 3 months',
    T5YIE: 'Breakeven inflation, 5 years',
    T10YIE: 'Breakeven inflation, 10 years',
    T5YIFR: 'Forward inflation, 5 years in 5 years',
    BAMLH0A0HYM2: 'High-yield corporate bonds, spread',
    BAMLC0A0CM: 'Investment-grade corporate bonds, spread',
  }),
  ...of('daily', 'index', {
    VIXCLS: 'VIX, close',
    OVXCLS: 'Crude oil volatility index, close',
    GVZCLS: 'Gold volatility index, close',
    DTWEXBGS: 'US dollar, broad nominal index',
    SP500: 'S&P 500, close (ten years)',
    NASDAQCOM: 'NASDAQ composite, close',
  }),
  ...of('daily', 'USD', {
    DEXUSEU: 'US dollars to one euro',
    DCOILWTICO: 'Crude oil, WTI',
    DCOILBRENTEU: 'Crude oil, Brent',
  }),
  ...of('daily', 'JPY', { DEXJPUS: 'Yen to one US dollar' }),
  ...of('daily', 'CNY', { DEXCHUS: 'Yuan to one US dollar' }),
  ...of('daily', 'billion USD', { RRPONTSYD: 'Overnight reverse repurchase agreements' }),
  ...of('weekly', 'million USD', {
    WALCL: 'Federal Reserve, total assets',
    WTREGEN: 'Treasury general account, weekly average',
  }),
  ...of('weekly', 'persons', { ICSA: 'Initial claims for unemployment', CCSA: 'Continued claims for unemployment' }),
  ...of('weekly', 'index', { NFCI: 'Financial conditions (Chicago Fed)', STLFSI4: 'Financial stress (St. Louis Fed)' }),
  ...of('weekly', '%', { MORTGAGE30US: 'Mortgage rate, 30 years' }),
  ...of('monthly', '%', {
    FEDFUNDS: 'Federal funds effective rate, monthly',
    UNRATE: 'Unemployment rate',
    U6RATE: 'Unemployment rate, U-6',
    CIVPART: 'Labour force participation',
    MICH: 'Expected inflation (Michigan)',
  }),
  ...of('monthly', 'index', {
    CPIAUCSL: 'Consumer prices, seasonally adjusted',
    CPIAUCNS: 'Consumer prices, not adjusted',
    CPILFESL: 'Consumer prices without food and energy',
    PCEPI: 'Consumption expenditures, price index',
    PCEPILFE: 'Consumption expenditures without food and energy, price index',
    PPIFIS: 'Producer prices, final demand',
    PPIFES: 'Producer prices, final demand without food and energy',
    PPIACO: 'Producer prices, all commodities',
    INDPRO: 'Industrial production',
    UMCSENT: 'Consumer sentiment (Michigan)',
    RBUSBIS: 'US dollar, real effective exchange rate (BIS broad)',
    USREC: 'Recession (1 = yes)',
  }),
  ...of('monthly', 'thousand persons', { PAYEMS: 'Employees, total nonfarm', JTSJOL: 'Job openings' }),
  ...of('monthly', 'million USD', { RSAFS: 'Retail sales' }),
  ...of('monthly', 'billion USD', { M2SL: 'Money stock M2' }),
  ...of('quarterly', 'billion USD', { GDP: 'Gross domestic product', GDPC1: 'Gross domestic product, real' }),
];

const byId = new Map(FRED_SERIES.map((series) => [series.id, series]));
export const fredSeries = (id: string): FredSeries | undefined => byId.get(id);
