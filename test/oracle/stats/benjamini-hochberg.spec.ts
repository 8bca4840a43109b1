import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { benjaminiHochberg } from '#core/stats/benjamini-hochberg';

const oracle = JSON.parse(readFileSync(new URL('benjamini-hochberg.json', import.meta.url), 'utf8')) as {
  rows: { p: number[]; adjusted: number[] }[];
};

it.each(oracle.rows)('p = $p', ({ p, adjusted }) => {
  const out = benjaminiHochberg(Float64Array.from(p));
  adjusted.forEach((expected, i) => expect(Math.abs(out[i] - expected)).toBeLessThanOrEqual(1e-15));
});
