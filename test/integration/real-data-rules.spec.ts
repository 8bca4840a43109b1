import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { confirmationRows } from '#core/evidence/confirmations';
import { lookaheadTest } from '#core/evidence/lookahead';
import { findEvents } from '#core/evidence/rules';
import { CONFIRMATIONS, type Rule, type StudyMarket } from '#core/evidence/types';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { areAbsent, recordedFolder } from '../support/recorded';

const files = {
  liquidations: join(recordedFolder, 'liquidations/liquidations_1d_coinglass.csv.gz'),
  bars: join(recordedFolder, 'ohlcv/btcusdt_1h_binance_spot.csv.gz'),
  oi: join(recordedFolder, 'derivs/open_interest_1d_coinglass.csv.gz'),
  funding: join(recordedFolder, 'derivs/funding_1d_coinglass.csv.gz'),
};
const absent = areAbsent(Object.values(files));

const rows = (path: string): string[][] =>
  gunzipSync(readFileSync(path))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

/** BTC with hourly prices, and what is stated once a day. */
function bitcoin(): StudyMarket {
  const own = (path: string): string[][] => rows(path).filter((r) => r[1] === 'BTC');
  const column = (list: string[][], f: (r: string[]) => number): Float64Array => Float64Array.from(list, f);
  const bars = rows(files.bars).slice(1);
  const [t, o, h, l, c, v] = [0, 1, 2, 3, 4, 5].map((k) => column(bars, (r) => Number(r[k])));
  const [liquidated, oi, funding] = [own(files.liquidations), own(files.oi), own(files.funding)];
  const day = (r: string[]): number => Date.parse(r[0]!);
  return {
    instrument: 'BTC',
    bars: { interval: MS_PER_HOUR, columns: { t: t!, o: o!, h: h!, l: l!, c: c!, v: v! } },
    liquidations: {
      series: {
        ...{ kind: 'buckets', interval: MS_PER_DAY },
        columns: {
          t: column(liquidated, day),
          long: column(liquidated, (r) => Number(r[2])),
          short: column(liquidated, (r) => Number(r[3])),
        },
      },
      until: day(liquidated.at(-1)!) + MS_PER_DAY,
    },
    oi: {
      interval: MS_PER_DAY,
      columns: {
        t: column(oi, day),
        usd: column(oi, (r) => Number(r[2])),
        base: new Float64Array(oi.length).fill(NaN),
      },
    },
    funding: { t: column(funding, (r) => day(r) + MS_PER_DAY), rate: column(funding, (r) => Number(r[2]) / 100) },
  };
}

const RULES: readonly Rule[] = [
  { kind: 'cascade', side: 'long', k: null, minNotionalUsd: 0, mergeMs: MS_PER_DAY },
  { kind: 'absoluteMove', side: 'long', fallBp: 300, withinMs: MS_PER_HOUR, mergeMs: MS_PER_HOUR },
  {
    kind: 'condition',
    side: 'long',
    when: {
      all: [
        { signal: { name: 'drawdown', over: MS_PER_DAY }, is: 'above', value: 500 },
        { signal: { name: 'rsi', period: 14, interval: 4 * MS_PER_HOUR }, is: 'below', value: 25 },
      ],
    },
    cooldownMs: MS_PER_DAY,
    lookbackMs: MS_PER_DAY,
  },
];

describe.skipIf(absent)('rules on recorded BTC', () => {
  const market = absent ? undefined : bitcoin();

  it.each(RULES)('finds events of $kind that no later data change, and sees a planted leak', (rule) => {
    const events = findEvents(market!, rule);
    expect(events.length).toBeGreaterThan(20);
    const find = (m: StudyMarket): ReturnType<typeof findEvents> => findEvents(m, rule);
    const result = lookaheadTest({ markets: [market!], find, confirmations: confirmationRows, most: 20, bars: 0 })!;
    expect(result).toMatchObject({ clean: true, changed: [], plantedCaught: true });
  });

  it('knows what the data allow, and nothing else', () => {
    const events = findEvents(market!, RULES[1]!);
    const confirmations = confirmationRows(market!, events);
    const known = CONFIRMATIONS.filter((_, k) =>
      events.some((_, i) => !Number.isNaN(confirmations[i * CONFIRMATIONS.length + k])),
    );
    expect(known).toEqual(
      expect.arrayContaining(['rsiOversold', 'macdTurningUp', 'capitulationWick', 'fundingNegative']),
    );
    for (const id of ['breadthDivergence', 'termStructureUpward', 'skewEased', 'macroStabilising'] as const)
      expect(known).not.toContain(id);
  });
});
