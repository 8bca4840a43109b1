import type { Rng } from '../random/rng';
import { lastIndexAtOrBefore } from '../series/search';
import { civilToMs, msToCivil } from '../time/calendar';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '../time/ms';
import type { Item, StatementRow } from '../value/types';
import { SAMPLE_END, SAMPLE_START } from './timeline';
import { SAMPLE_SOURCE, type SampleCascade, type SampleEntity } from './types';

/** Hourly closes of the instrument that an entity goes by. */
export interface Closes {
  readonly t: Float64Array;
  readonly c: Float64Array;
}

const PUBLISHED_AFTER = 45 * MS_PER_DAY + 12 * MS_PER_HOUR;
const QUARTERS = 12;
const RESTATED_QUARTER = 5;

const M = 1e6;
const round = (x: number, step: number): number => Math.round(x / step) * step;
/** Decimals per year, to a hundredth of a per cent. */
const rate = (x: number): number => Math.round(x * 1e4) / 1e4;

const stock = (item: Item, to: Ms, value: number, published = to): StatementRow => ({ item, from: NaN, to, published, value, source: SAMPLE_SOURCE, estimated: false }); // prettier-ignore
const flow = (item: Item, from: Ms, to: Ms, value: number, published = to): StatementRow => ({ ...stock(item, to, value, published), from }); // prettier-ignore

/** Close of the last bar that was closed; of the first one before any was. */
const closeAt = ({ t, c }: Closes, at: Ms): number => c[Math.max(0, lastIndexAtOrBefore(t, at - MS_PER_HOUR))];

/** Starts of calendar months from the first one within the market on, `step` months apart. */
function months(from: Ms, count: number, step: number): Ms[] {
  const { year, month } = msToCivil(from);
  return Array.from({ length: count }, (_, k) => civilToMs(year, month + k * step, 1));
}

const largest = (cascades: readonly SampleCascade[]): SampleCascade | undefined =>
  cascades.filter(({ side }) => side === 'long').sort((a, b) => b.notionalUsd - a.notionalUsd)[0];

/** Rates around a cascade: borrowed to the hilt before it, dear while it lasts, cheap once the loops are closed. */
const AROUND: readonly (readonly [after: boolean, offset: Ms, borrow: number, supply: number, reward: number])[] = [
  [false, -30 * MS_PER_DAY, 0.055, 0.041, 0.021],
  [false, -14 * MS_PER_DAY, 0.068, 0.052, 0.018],
  [false, -MS_PER_DAY, 0.082, 0.065, 0.015],
  [true, MS_PER_HOUR, 0.19, 0.152, 0.015],
  [true, MS_PER_DAY, 0.11, 0.085, 0.022],
  [true, 7 * MS_PER_DAY, 0.043, 0.031, 0.038],
  [true, 30 * MS_PER_DAY, 0.047, 0.034, 0.03],
];

/**
 * A made-up lending protocol whose token trades as the instrument: twelve quarters of statements, one of them published again, and rates by
 * the month, and closer together around the largest cascade.
 */
export function lendingProtocol(rng: Rng, instrument: string, closes: Closes, cascades: readonly SampleCascade[]): SampleEntity {
  const rows: StatementRow[] = [];
  const starts = months(SAMPLE_START - 85 * MS_PER_DAY, QUARTERS + 1, 3);
  const first = closes.c[0];
  let size = 1;
  for (let k = 0; k < QUARTERS; k++) {
    const [from, to] = [starts[k], starts[k + 1]];
    const published = to + PUBLISHED_AFTER;
    if (published >= SAMPLE_END) break;
    size *= 1.02 + 0.05 * rng.normal();
    const price = closeAt(closes, to);
    const scale = size * Math.sqrt(price / first);
    const fees = round(62 * M * scale, 1e4);
    const revenue = round(0.23 * fees, 1e4);
    const earnings = revenue - round(7 * M + 0.12 * M * k, 1e4);
    const emissions = round(0.7 * M * price * 0.94 ** k, 1e4);
    const publish = (item: Item, value: number): void => void rows.push(flow(item, from, to, value, published));
    publish('fees', fees);
    publish('revenue', revenue);
    publish('earnings', earnings);
    publish('operatingCashFlow', round(earnings + 0.6 * M * (1 + 0.2 * rng.normal()), 1e4));
    rows.push({ ...flow('emissions', from, to, emissions, published), estimated: k === 0 });
    publish('feesToHolders', round(0.55 * revenue, 1e4));
    publish('buybacks', round(0.2 * revenue, 1e4));
    publish('distributions', round(0.1 * revenue, 1e4));
    publish('interestPaid', round(1.3 * M, 1e4));
    publish('depreciation', round(0.3 * M, 1e4));
    publish('gainsOnSales', 0);
    const holds = (item: Item, value: number): void => void rows.push(stock(item, to, value, published));
    holds('tvl', round(4_200 * M * scale, M));
    holds('cash', round((14 + k) * M, 1e5));
    holds('stablecoins', round((32 + 2.5 * k) * M * (1 + 0.05 * rng.normal()), 1e5));
    holds('receivables', round(0.08 * revenue, 1e4));
    holds('currentLiabilities', round((21 + 0.6 * k) * M, 1e5));
    holds('borrowings', 60 * M);
    holds('bonds', 20 * M);
    holds('bookEquity', round((95 + 5 * k) * M, 1e5));
    holds('float', 60 * M + 2 * M * k);
    holds('fullyDiluted', 120 * M);
    if (k !== RESTATED_QUARTER) continue;
    const again = published + 34 * MS_PER_DAY;
    rows.push(flow('revenue', from, to, round(0.91 * revenue, 1e4), again));
    rows.push(flow('earnings', from, to, earnings - round(0.09 * revenue, 1e4), again));
  }
  rows.push(...rates(rng, largest(cascades)));
  return {
    ...{ id: 'SIM-LEND', name: 'SIM-LEND', kind: 'protocol', symbol: 'SIM-LEND', instrument, rows: inOrder(rows) },
    note: `A made-up lending protocol of the sample market. Its token is taken to trade as ${instrument}.`,
  };
} // prettier-ignore

function rates(rng: Rng, cascade: SampleCascade | undefined): StatementRow[] {
  const at = (t: Ms, borrow: number, supply: number, reward: number): StatementRow[] =>
    t < SAMPLE_END ? [stock('borrowRate', t, rate(borrow)), stock('supplyRate', t, rate(supply)), stock('rewardRate', t, rate(reward))] : []; // prettier-ignore
  const around = cascade ? AROUND.map(([after, offset, ...rest]) => [(after ? cascade.end : cascade.start) + offset, ...rest] as const) : []; // prettier-ignore
  const [from, to] = [around[0]?.[0] ?? Infinity, around.at(-1)?.[0] ?? -Infinity];
  const calm = months(SAMPLE_START, 37, 1).flatMap((t) => {
    const borrow = 0.05 + 0.006 * rng.normal();
    return t >= from && t <= to ? [] : at(t, borrow, 0.74 * borrow, 0.02 + 0.003 * rng.normal());
  });
  return [...calm, ...around.flatMap((one) => at(...one)), stock('taxRate', SAMPLE_START, 0)];
}

/**
 * A made-up constant-product pool: reserves by the month and around the largest cascade, from the closes of its base and a product that
 * grows by what the pool keeps.
 */
export function constantProductPool(rng: Rng, instrument: string, closes: Closes, cascades: readonly SampleCascade[]): SampleEntity {
  const rows: StatementRow[] = [stock('poolFee', SAMPLE_START, 0.003)];
  let depth = 600 * Math.sqrt(closes.c[0]);
  const reserves = (t: Ms): void => {
    const root = Math.sqrt(closeAt(closes, t));
    rows.push(stock('reserveBase', t, round(depth / root, 1 / 1024)), stock('reserveQuote', t, round(depth * root, 1)));
    rows.push(stock('tvl', t, round(2 * depth * root, 1)));
  };
  const cascade = largest(cascades);
  const looks = cascade ? [cascade.start - MS_PER_HOUR, cascade.end, cascade.end + MS_PER_DAY] : [];
  const starts = months(SAMPLE_START, 37, 1).filter((t) => t < SAMPLE_END);
  starts.forEach((from, k) => {
    const to = starts[k + 1] ?? Infinity;
    reserves(from);
    for (const t of looks) if (t > from && t < Math.min(to, SAMPLE_END)) reserves(t);
    if (to === Infinity) return;
    const kept = 0.003 + 0.002 * rng.uniform();
    rows.push(flow('fees', from, to, round(kept * 2 * depth * Math.sqrt(closeAt(closes, to)), 1)));
    depth *= 1 + kept;
  });
  return {
    ...{ id: 'SIM-BTC/SIM-USD', name: 'SIM-BTC/SIM-USD', kind: 'pool', symbol: '', instrument, rows: inOrder(rows) },
    note: 'A made-up constant-product pool of the sample market.',
  };
} // prettier-ignore

const inOrder = (rows: StatementRow[]): StatementRow[] => rows.sort((a, b) => a.to - b.to || a.published - b.published);
