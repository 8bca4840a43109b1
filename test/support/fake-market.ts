import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { Bars } from '#core/series/schema';
import type { CascadeRow } from '#shared/cascades';
import type { CoverageMap, GapEntry, Instrument, QuarantineEntry, SeriesSummary } from '#shared/market';

/** A small market with three falls in it, the same on every run. For screenshots and component tests only. */
export const STEP: Ms = 5 * MS_PER_MINUTE;
export const END: Ms = Date.UTC(2025, 9, 11, 1, 40);
export const DAYS = 60;
export const START: Ms = END - DAYS * MS_PER_DAY;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** Bar at which each fall is deepest, and how deep. */
const FALLS = [
  { at: 4_100, depth: 0.034, side: 'long' },
  { at: 9_800, depth: 0.021, side: 'short' },
  { at: 13_300, depth: 0.049, side: 'long' },
  { at: 17_228, depth: 0.106, side: 'long' },
] as const;

export interface FakeSeries {
  readonly bars: Bars;
  readonly long: Float64Array;
  readonly short: Float64Array;
  readonly oi: Float64Array;
  readonly funding: Float64Array;
}

export function createSeries(seed: number, price: number): FakeSeries {
  const next = random(seed);
  const n = Math.floor((END - START) / STEP);
  const column = (): Float64Array => new Float64Array(n);
  const bars = { t: column(), o: column(), h: column(), l: column(), c: column(), v: column() };
  const [long, short, oi, funding] = [column(), column(), column(), column()];
  let level = price;
  let interest = 380_000;
  for (let i = 0; i < n; i++) {
    let pull = 0;
    let heat = 0;
    let side: 'long' | 'short' = 'long';
    for (const fall of FALLS) {
      const d = i - fall.at;
      if (d > -9 && d <= 0) pull += (fall.side === 'long' ? -fall.depth : fall.depth) * (0.06 + 0.05 * (9 + d)) * 0.33;
      if (d > 0 && d < 30) pull += (fall.side === 'long' ? fall.depth : -fall.depth) * 0.02;
      if (d > -9 && d < 12) {
        heat = Math.exp(-(d * d) / 18) * fall.depth * 4.5e9;
        side = fall.side;
      }
    }
    const open = level;
    level *= Math.exp(pull + normal(next) * 0.0011);
    const reach = Math.abs(normal(next)) * 0.0009 + (heat > 1e7 ? 0.004 : 0);
    bars.t[i] = START + i * STEP;
    bars.o[i] = open;
    bars.c[i] = level;
    bars.h[i] = Math.max(open, level) * (1 + reach * 0.4);
    bars.l[i] = Math.min(open, level) * (1 - reach);
    bars.v[i] = Math.exp(normal(next) * 0.4 + 6) * (1 + heat / 5e7);
    long[i] = Math.exp(normal(next) * 0.9 + 12.6) + (side === 'long' ? heat : heat * 0.06);
    short[i] = Math.exp(normal(next) * 0.9 + 12.4) + (side === 'short' ? heat : heat * 0.06);
    interest += 40 + normal(next) * 90 - heat / 6_500;
    oi[i] = interest;
    funding[i] = 0.00008 + Math.sin(i / 900) * 0.00003 - Math.min(0.0004, heat / 3e12);
  }
  return { bars, long, short, oi, funding };
}

const base = { venue: 'Binance', synthetic: false, quote: 'USDT' } as const;
function instrument(id: string, label: string, tick: number, series: FakeSeries, synthetic = false): Instrument {
  const { c } = series.bars;
  const last = c.length - 1;
  return {
    ...base,
    id,
    label,
    base: id.replace(/USDT$|^SIM-/g, ''),
    venue: synthetic ? '' : 'Binance',
    synthetic,
    tick,
    kinds: ['bars', 'liquidations', 'oi', 'funding'],
    barIntervals: [STEP, MS_PER_HOUR],
    from: START,
    to: END,
    lastPrice: c[last]!,
    dayAgoPrice: c[last - MS_PER_DAY / STEP]!,
  };
}

export interface FakeMarket {
  readonly instruments: readonly Instrument[];
  readonly series: ReadonlyMap<string, FakeSeries>;
  readonly summaries: readonly SeriesSummary[];
  readonly coverage: CoverageMap;
  readonly cascades: readonly CascadeRow[];
  readonly quarantine: readonly QuarantineEntry[];
  readonly gaps: readonly GapEntry[];
}

function cascade(id: number, series: FakeSeries, fall: (typeof FALLS)[number]): CascadeRow {
  const { t, c, l, h } = series.bars;
  const [from, to] = [fall.at - 8, fall.at + 3];
  const sum = (column: Float64Array): number => column.subarray(from, to + 1).reduce((total, one) => total + one, 0);
  const low = fall.side === 'long' ? Math.min(...l.subarray(from, to)) : Math.max(...h.subarray(from, to));
  const isProxy = id === 1;
  return {
    id: `c${id}`,
    instrument: 'BTCUSDT',
    rule: isProxy ? 'proxy' : 'liquidations',
    side: fall.side,
    start: t[from]!,
    peak: t[fall.at]!,
    end: t[to]!,
    decision: t[to]! + 3 * STEP,
    grid: STEP,
    notionalLongUsd: isProxy ? Number.NaN : sum(series.long),
    notionalShortUsd: isProxy ? Number.NaN : sum(series.short),
    prints: isProxy ? Number.NaN : 1_200 + id * 1_733,
    priceStart: c[from]!,
    priceLow: low,
    priceEnd: c[to]!,
    dropBp: Math.abs(low / c[from]! - 1) * 10_000,
    oiBefore: series.oi[from]!,
    oiAfter: series.oi[to]!,
    oiChange: series.oi[to]! / series.oi[from]! - 1,
    fundingBefore: series.funding[from]!,
    fundingAfter: series.funding[to]!,
    coverage: isProxy ? 'proxy' : id === 0 ? 'aggregated' : 'throttled',
    synthetic: false,
    priceSource: 'BTCUSDT, Binance',
  };
}

function summary(id: number, part: Partial<SeriesSummary>): SeriesSummary {
  return {
    id,
    instrument: 'BTCUSDT',
    kind: 'bars',
    interval: STEP,
    source: 'Binance, files',
    field: '',
    from: START,
    to: END,
    rows: 17_280,
    gaps: 0,
    duplicates: 0,
    quarantined: 0,
    coverage: [{ from: START, coverage: 'complete' }],
    synthetic: false,
    unit: 'USDT',
    ...part,
  };
}

const throttled = [{ from: START, coverage: 'throttled' }] as const;

export function createFakeMarket(): FakeMarket {
  const btc = createSeries(11, 121_400);
  const eth = createSeries(12, 4_310);
  const sim = createSeries(13, 60_000);
  const sol = createSeries(14, 221);
  const summaries = [
    summary(1, { rows: 3_186_420, interval: MS_PER_MINUTE }),
    summary(2, { instrument: 'ETHUSDT', rows: 3_094_101, interval: MS_PER_MINUTE, gaps: 2, quarantined: 1 }),
    summary(3, {
      kind: 'liquidations',
      interval: 0,
      rows: 8_412_077,
      coverage: throttled,
      quarantined: 2,
      unit: 'USD',
    }),
    summary(4, { kind: 'oi', rows: 512_904, quarantined: 1, unit: 'BTC' }),
    summary(5, { kind: 'funding', interval: 8 * MS_PER_HOUR, rows: 6_664, unit: 'fraction' }),
    summary(6, {
      kind: 'liquidations',
      interval: 0,
      source: 'BitMEX, imported files',
      instrument: 'XBTUSD',
      rows: 1_940_335,
    }),
    summary(7, { kind: 'chain', interval: 0, source: 'Deribit, snapshots', instrument: 'BTC', rows: 11_208_540, coverage: [{ from: START, coverage: 'snapshots' }] }), // prettier-ignore
    summary(8, {
      kind: 'vol',
      interval: MS_PER_MINUTE,
      source: 'Deribit, snapshots',
      instrument: 'DVOL',
      rows: 2_391_006,
      gaps: 1,
    }),
    summary(9, { kind: 'metric', interval: 0, source: 'Proxy rule', instrument: 'Proxy cascades', rows: 4_406, coverage: [{ from: START, coverage: 'proxy' }] }), // prettier-ignore
  ];
  const months = 82;
  return {
    instruments: [
      instrument('BTCUSDT', 'BTCUSDT Perp', 0.1, btc),
      instrument('ETHUSDT', 'ETHUSDT Perp', 0.01, eth),
      instrument('SOLUSDT', 'SOLUSDT Perp', 0.01, sol),
      instrument('SIM-BTC', 'SIM-BTC Perp', 0.1, sim, true),
    ],
    series: new Map([['BTCUSDT', btc], ['ETHUSDT', eth], ['SOLUSDT', sol], ['SIM-BTC', sim]]), // prettier-ignore
    summaries,
    coverage: {
      firstMonth: (2019 - 1970) * 12,
      months,
      rows: summaries.map(({ id }) => ({
        id,
        share: Float64Array.from({ length: months }, (_, m) =>
          m < id * 4 ? 0 : m === id * 4 ? 0.4 : (m + id) % 23 === 0 ? 0.6 : 1,
        ),
        quarantined: Float64Array.from({ length: months }, (_, m) => ((m + id * 7) % 61 === 0 ? 3 : 0)),
      })),
    },
    cascades: FALLS.map((fall, id) => cascade(id, btc, fall)),
    quarantine: Array.from({ length: 214 }, (_, i): QuarantineEntry => ({
      id: i,
      seriesId: 3,
      series: 'BTCUSDT liquidations',
      file: '0305.csv',
      line: 8_812 + i,
      t: i % 5 === 4 ? Number.NaN : START + i * MS_PER_HOUR,
      reason: ['Price 104 times the high of its bar', 'Same print twice, first one kept', 'Low above close'][i % 3]!,
      detail: 'price',
      text: '1709669000482,BTCUSDT,SELL,6871240.0,0.318',
      conflict: null,
    })),
    gaps: Array.from({ length: 9 }, (_, i): GapEntry => ({
      seriesId: 1,
      series: 'BTCUSDT candles 1m',
      what: 'rows',
      from: START + i * MS_PER_DAY,
      to: START + i * MS_PER_DAY + 42 * MS_PER_MINUTE,
      missing: 42,
    })),
  };
}
