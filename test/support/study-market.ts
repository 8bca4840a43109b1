import type { KnownPoints, Rule, StudyMarket } from '#core/evidence/types';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';

/** One rule of each kind that finds events in a simulated market. */
export const RULES: readonly Rule[] = [
  { kind: 'cascade', side: 'long', k: null, minNotionalUsd: 0, mergeMs: MS_PER_HOUR },
  { kind: 'absoluteMove', side: 'long', fallBp: 250, withinMs: 2 * MS_PER_HOUR, mergeMs: MS_PER_HOUR },
  { kind: 'proxy', side: 'long', sigmas: 2, oiFallShare: 0.03, volumeZ: 2, mergeMs: MS_PER_HOUR },
  {
    kind: 'condition',
    side: 'long',
    when: {
      all: [
        { signal: { name: 'drawdown', over: MS_PER_DAY }, is: 'above', value: 300 },
        { signal: { name: 'rsi', period: 5, interval: 4 * MS_PER_HOUR }, is: 'below', value: 50 },
      ],
    },
    cooldownMs: 6 * MS_PER_HOUR,
    lookbackMs: MS_PER_DAY,
  },
];

/** Hourly bars, buckets and open interest; a fall with liquidations every one to three days, a squeeze now and then. */
export function simulatedMarket(seed: number, hours = 600, instrument = 'SIM'): StudyMarket {
  const rng = new Rng(seed);
  const column = (): Float64Array => new Float64Array(hours);
  const [t, o, h, l, c, v] = [column(), column(), column(), column(), column(), column()];
  const [long, short, base] = [column(), column(), column()];
  let price = 100;
  let openInterest = 1_000;
  let next = 180 + rng.below(40);
  for (let i = 0; i < hours; i++) {
    const burst = i === next || (i === next + 1 && seed % 2 === 0);
    if (i > next + 1) next = i + 24 + rng.below(48);
    const side = (next + seed) % 5 === 0 ? 'short' : 'long';
    const move = 0.004 * rng.normal() + (burst ? (side === 'long' ? -1 : 1) * (0.03 + 0.02 * rng.uniform()) : 0);
    t[i] = i * MS_PER_HOUR;
    o[i] = price;
    price *= Math.exp(move);
    c[i] = price;
    h[i] = Math.max(o[i]!, price) * (1 + 0.003 * rng.uniform());
    l[i] = Math.min(o[i]!, price) * (1 - (burst ? (seed % 3 === 0 ? 0.1 : 0.02) : 0.003) * rng.uniform());
    v[i] = (burst ? 900 : 100) * (0.8 + 0.4 * rng.uniform());
    long[i] = 1e6 * (0.7 + 0.6 * rng.uniform()) + (burst && side === 'long' ? 5e7 + 1e8 * rng.uniform() : 0);
    short[i] = 1e6 * (0.7 + 0.6 * rng.uniform()) + (burst && side === 'short' ? 5e7 + 1e8 * rng.uniform() : 0);
    openInterest *= burst ? 0.92 + 0.03 * rng.uniform() : 1 + 0.002 * rng.normal();
    base[i] = openInterest;
  }
  const walk = (every: number, step: number, from: number): KnownPoints => {
    const n = Math.floor((hours * MS_PER_HOUR) / every);
    let x = from;
    return {
      known: Float64Array.from({ length: n }, (_, i) => i * every),
      value: Float64Array.from({ length: n }, () => (x += step * rng.normal())),
    };
  };
  const settled = walk(8 * MS_PER_HOUR, 2e-4, 0);
  return {
    instrument,
    bars: { columns: { t, o, h, l, c, v }, interval: MS_PER_HOUR },
    liquidations: {
      series: { kind: 'buckets', columns: { t, long, short }, interval: MS_PER_HOUR },
      until: hours * MS_PER_HOUR,
    },
    oi: { columns: { t, base, usd: base.map((x, i) => x * c[i]!) }, interval: MS_PER_HOUR },
    funding: { t: settled.known, rate: settled.value },
    volatility: walk(MS_PER_HOUR, 0.01, 0.6),
    termSlope: walk(MS_PER_HOUR, 0.02, 0),
    skew: walk(MS_PER_HOUR, 0.01, -0.05),
    breadth: walk(MS_PER_HOUR, 3, 0),
    cpi: walk(5 * MS_PER_DAY, 0.002, 0.03),
    ppi: walk(6 * MS_PER_DAY, 0.003, 0.02),
    rateDifferential: walk(MS_PER_DAY, 0.002, 0.01),
    reer: walk(4 * MS_PER_DAY, 0.5, 105),
    policyRate: walk(MS_PER_DAY, 0.002, 0.03),
  };
}
