import type { StudySummary } from '#core/evidence/study';
import { expect } from 'vitest';
import type { InstrumentMeasures, StudyEvent } from '#core/evidence/types';
import type { Timed } from '#core/liquidations/types';
import type { Bars } from '#core/series/schema';
import { measuresOf, plainInterval, specOf, study } from './studies';

/** What many studies of worlds without any effect said of it. */
class Tally {
  private readonly said = new Map<string, { hits: number; n: number }>();

  add(summary: StudySummary, measures: readonly InstrumentMeasures[]): void {
    summary.horizons.forEach((row, h) => {
      this.count('false word', row.verdict === 'bounce' || row.verdict === 'continuation');
      for (const [kind, effect] of [
        ['placebo', row.effectPlaceboBp],
        ['matched', row.effectMatchedBp],
      ] as const) {
        // prettier-ignore
        this.count(`${kind} percentile`, covers(effect.percentileLo, effect.percentileHi));
        this.count(`${kind} BCa`, covers(effect.lo, effect.hi));
        this.count(`${kind} p`, effect.p > 0.05);
      }
      this.count('undercut', covers(row.undercut.effect.lo, row.undercut.effect.hi));
      const returns = Float64Array.from(measures.flatMap((m) => [...m.outcomes.forwardBp[h]!]));
      const plain = plainInterval(returns);
      this.count(`plain at ${row.h / 3_600_000} h`, covers(plain.lo, plain.hi));
    });
  }

  /** Share of (world, horizon) in which it held. */
  share(what: string): number {
    const { hits, n } = this.said.get(what)!;
    return hits / n;
  }

  toString(): string {
    return [...this.said].map(([what, { hits, n }]) => `${what} ${((100 * hits) / n).toFixed(1)} % of ${n}`).join('\n');
  }

  private count(what: string, hit: boolean): void {
    const row = this.said.get(what) ?? { hits: 0, n: 0 };
    this.said.set(what, { hits: row.hits + Number(hit), n: row.n + 1 });
  }
}

const covers = (lo: number, hi: number): boolean => lo <= 0 && hi >= 0;

/** The four horizons, and the least samples, on which studies of nothing are tried. */
const SPEC = specOf({
  horizonsMs: [1, 4, 12, 24].map((hours) => hours * 3_600_000),
  costBp: 0,
  resamples: 500,
  placebo: { perEvent: 5 },
  matched: { perEvent: 3 },
});

export interface World {
  readonly bars: readonly Timed<Bars>[];
  readonly events: readonly (readonly StudyEvent[])[];
}

/** Studies `count` worlds without any effect and holds what was said of them against the promises of docs/method.md. */
export async function proveOnNoise(count: number, world: (index: number) => World): Promise<void> {
  const tally = new Tally();
  let fewest = Infinity;
  for (let i = 0; i < count; i++) {
    const { bars, events } = world(i);
    const measures = measuresOf(SPEC, bars, events);
    const summary = await study(SPEC, measures);
    fewest = Math.min(fewest, summary.clusters);
    tally.add(summary, measures);
  }
  expect(fewest, 'clusters of the smallest world').toBeGreaterThanOrEqual(100);
  expect(tally.share('false word'), `bounce or continuation where there is nothing\n${tally}`).toBeLessThanOrEqual(
    0.07,
  );
  for (const interval of ['placebo percentile', 'placebo BCa', 'matched percentile', 'matched BCa']) {
    expect(tally.share(interval), `${interval}\n${tally}`).toBeGreaterThanOrEqual(0.93);
    expect(tally.share(interval), `${interval}\n${tally}`).toBeLessThanOrEqual(0.97);
  }
  for (const what of ['placebo p', 'matched p', 'undercut'])
    expect(tally.share(what), `${what}\n${tally}`).toBeGreaterThanOrEqual(0.93);
  // what independent rows would have claimed: this is why nothing here is computed that way
  expect(tally.share('plain at 24 h'), `plain intervals\n${tally}`).toBeLessThan(0.85);
}
