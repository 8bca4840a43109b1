import { expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { createEconomy } from '#core/sample/economy';
import { SAMPLE_END, SAMPLE_START } from '#core/sample/timeline';
import { MS_PER_DAY } from '#core/time/ms';

const releases = createEconomy(new Rng(1));
const of = (id: string) => releases.filter((r) => r.seriesId === id);

it('decides eight times a year, each time announced before, a year and more before the first bar', () => {
  const rates = of('SIM-POLICY-RATE-EUR');
  const inSpan = rates.filter((r) => r.released >= SAMPLE_START && r.released < SAMPLE_END);
  expect(inSpan).toHaveLength(24);
  expect(rates[0]!.released).toBeLessThan(SAMPLE_START - 365 * MS_PER_DAY);
  for (const r of rates) {
    expect(r.released - r.announced!).toBe(60 * MS_PER_DAY);
    expect(Number.isNaN(r.value)).toBe(r.released >= SAMPLE_END);
  }
  const known = inSpan.map(({ value }) => value);
  expect(Math.min(...known)).toBeGreaterThan(-1);
  expect(new Set(known).size).toBeGreaterThan(3);
});

it('publishes the index in the next month and revises it with the one after that', () => {
  const index = of('SIM-REER-USD');
  const periods = new Set(index.map(({ period }) => period));
  expect(index.length).toBeGreaterThan(1.5 * periods.size);
  for (const period of periods) {
    const [first, second, ...more] = index.filter((r) => r.period === period);
    expect(more).toHaveLength(0);
    expect(first!.released - period).toBeGreaterThan(40 * MS_PER_DAY);
    if (second) expect(Math.abs(second.value - first!.value)).toBeLessThan(1);
    expect(Math.abs(first!.value - 104)).toBeLessThan(15);
  }
});

it('comes in the order of release, each once, and repeats itself for one seed', () => {
  expect(releases.map((r) => r.released)).toEqual(releases.map((r) => r.released).toSorted((a, b) => a - b));
  expect(new Set(releases.map((r) => `${r.seriesId} ${r.period} ${r.released}`)).size).toBe(releases.length);
  expect(createEconomy(new Rng(1))).toEqual(releases);
});
