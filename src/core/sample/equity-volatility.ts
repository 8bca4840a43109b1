import type { Rng } from '../random/rng';
import type { Columns } from '../series/schema';
import { MS_PER_DAY } from '../time/ms';
import { weekday } from '../time/calendar';
import { SAMPLE_DAYS, SAMPLE_START } from './timeline';

const MINUTES_PER_DAY = 1_440;
/** Name, tenor relative to 30 days, share of the 30-day deviation from the mean that it shows. */
const TENORS: readonly (readonly [name: string, level: number, share: number])[] = [
  ['SIM-VIX9D', 0.94, 1.35],
  ['SIM-VIX', 1, 1],
  ['SIM-VIX3M', 1.1, 0.62],
];
const MEAN = 0.172;

/**
 * Equity volatility at 9 days, 30 days and 3 months, daily on weekdays, decimals per year. Its shocks lean on the crypto leader's
 * day: a fall there tends to lift it. Upward sloping when calm, inverted when high.
 * @param leaderReturns log return per minute, shape (SAMPLE_MINUTES).
 */
export function equityVolatility(
  rng: Rng,
  leaderReturns: Float32Array,
): readonly { readonly name: string; readonly columns: Columns<'vol'> }[] {
  const days: number[] = [];
  const deviations: (readonly [open: number, close: number])[] = [];
  let deviation = 0.1 * rng.normal();
  let fast = 0;
  for (let day = 0; day < SAMPLE_DAYS; day++) {
    const t = SAMPLE_START + day * MS_PER_DAY;
    let crypto = 0;
    for (let i = day * MINUTES_PER_DAY; i < (day + 1) * MINUTES_PER_DAY; i++) crypto += leaderReturns[i];
    const shock = 0.055 * rng.normal() - 0.8 * crypto + (rng.uniform() < 0.008 ? 0.25 * rng.exponential() : 0);
    const open = deviation + fast;
    deviation = 0.985 * deviation + 0.55 * shock;
    fast = 0.8 * fast + 0.45 * shock;
    if (weekday(t) === 0 || weekday(t) === 6) continue;
    days.push(t);
    deviations.push([open, deviation + fast]);
  }
  return TENORS.map(([name, level, share]) => {
    const at = (x: number): number => Math.round(MEAN * level * Math.exp(share * Math.max(-0.5, x)) * 1e4) / 1e4;
    const o = Float64Array.from(deviations, ([open]) => at(open));
    const c = Float64Array.from(deviations, ([, close]) => at(close));
    const reach = Float64Array.from(days, () => 0.015 * rng.exponential());
    return {
      name,
      columns: {
        t: Float64Array.from(days),
        o,
        h: o.map((x, i) => Math.round(Math.max(x, c[i]) * (1 + reach[i]) * 1e4) / 1e4),
        l: o.map((x, i) => Math.round(Math.min(x, c[i]) * (1 - reach[i]) * 1e4) / 1e4),
        c,
      },
    };
  });
}
