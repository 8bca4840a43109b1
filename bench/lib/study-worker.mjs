// @ts-check
import { parentPort, workerData } from 'node:worker_threads';
import { seeded } from './harness.mjs';

/** Minute bars and liquidations of one symbol: calm, and now and then a fall that closes longs. @param {number} seed @param {number} n */
function market(seed, n) {
  const random = seeded(1_000 + seed);
  const [t, o, h, l, c, v, long, short] = Array.from({ length: 8 }, () => new Float64Array(n));
  let price = 100;
  let falling = 0;
  for (let i = 0; i < n; i++) {
    if (random() < 1 / 1_440) falling = 5 + Math.floor(20 * random());
    const drift = falling > 0 ? -0.0012 : 0.00001;
    t[i] = Date.UTC(2022, 0, 1) + i * 60_000;
    o[i] = price;
    price *= Math.exp(drift + 0.0016 * (random() - 0.5));
    c[i] = price;
    h[i] = Math.max(o[i], price) * (1 + 0.0003 * random());
    l[i] = Math.min(o[i], price) * (1 - 0.0003 * random());
    v[i] = 10 * random();
    long[i] = 500 + 500 * random() + (falling > 0 ? 200_000 * random() : 0);
    short[i] = 500 + 500 * random();
    falling--;
  }
  const until = t[n - 1] + 60_000;
  return {
    instrument: `S${seed}`,
    bars: { columns: { t, o, h, l, c, v }, interval: 60_000 },
    liquidations: { series: { kind: 'buckets', columns: { t, long, short }, interval: 60_000 }, until },
  };
}

const { entry, symbols, minutes } = workerData;
const { findEvents, measureEvents, StudySpecSchema } = await import(entry);
const spec = StudySpecSchema.parse({ instruments: ['S'], rule: { kind: 'cascade' } });
const total = { ms: 0, events: 0, rows: 0 };
for (const symbol of symbols) {
  const one = market(symbol, minutes);
  const start = performance.now();
  const events = findEvents(one, spec.rule);
  const measures = measureEvents(one.bars, events, spec, one.liquidations.until);
  total.ms += performance.now() - start;
  total.events += events.length;
  total.rows += measures.outcomes.t.length + measures.placebo.t.length + measures.matched.t.length;
}
parentPort?.postMessage(total);
