import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kaplanMeier, type SurvivalCurve } from '#core/stats/kaplan-meier';

interface Row {
  readonly name: string;
  readonly level: number;
  readonly time: readonly number[];
  readonly observed: readonly number[];
  readonly curve: Record<keyof SurvivalCurve, readonly (number | null)[]>;
}
const oracle = JSON.parse(readFileSync(new URL('kaplan-meier.json', import.meta.url), 'utf8')) as { rows: Row[] };

it.each(oracle.rows)('$name at $level', ({ time, observed, level, curve }) => {
  const out = kaplanMeier(Float64Array.from(time), Uint8Array.from(observed), level);
  for (const key of ['time', 'survival', 'lo', 'hi', 'atRisk', 'events'] as const) {
    expect(out[key].length, key).toBe(curve[key].length);
    curve[key].forEach((expected, i) => {
      if (expected === null) expect(out[key][i], `${key}[${i}]`).toBeNaN();
      else expect(Math.abs(out[key][i] - expected), `${key}[${i}]`).toBeLessThanOrEqual(1e-12);
    });
  }
});
