// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const mid = sorted.length >> 1;
  return sorted.length % 2 ? sorted[mid] : (sorted[mid - 1] + sorted[mid]) / 2;
}

/**
 * Median time of a call in milliseconds, after warm-up.
 * @param {() => unknown | Promise<unknown>} run
 */
export async function time(run, { runs = 15, warm = 3 } = {}) {
  for (let i = 0; i < warm; i++) await run();
  const taken = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return median(taken);
}

/**
 * One line of the report: ours against a peer, both measured in this run.
 * @typedef {{ what: string, unit: string, ours: number, peer: string, theirs: number | null, ratio: number | null, goal: string, met: boolean | null, note?: string }} Result
 */

/**
 * @param {{ what: string, unit: string, ours: number, peer: string, theirs: number | null, goal: number, lowerIsBetter?: boolean, note?: string }} row
 * @returns {Result}
 */
export function compare({ what, unit, ours, peer, theirs, goal, lowerIsBetter = false, note }) {
  const ratio = theirs === null ? null : ours / theirs;
  const met = ratio === null ? null : lowerIsBetter ? ratio <= goal : ratio >= goal;
  return {
    what,
    unit,
    ours,
    peer,
    theirs,
    ratio,
    goal: `${lowerIsBetter ? '≤' : '≥'} ${goal}×`,
    met,
    ...(note ? { note } : {}),
  };
}

/**
 * A figure with an absolute goal.
 * @param {{ what: string, unit: string, ours: number, most: number, note?: string }} row
 * @returns {Result}
 */
export const atMost = ({ what, unit, ours, most, note }) => ({
  what,
  unit,
  ours,
  peer: '',
  theirs: null,
  ratio: null,
  goal: `≤ ${most} ${unit}`,
  met: ours <= most,
  ...(note ? { note } : {}),
});

/**
 * Runs with a folder that is gone afterwards.
 * @template T
 * @param {(folder: string) => Promise<T>} run
 */
export async function inTemporaryFolder(run) {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Small seeded generator, so that every run measures the same data. @param {number} seed */
export function seeded(seed) {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Minute bars with 2-decimal prices and 3-decimal volumes. @param {number} n */
export function minuteBars(n, from = Date.UTC(2020, 0, 1)) {
  const random = seeded(11);
  const columns = ['t', 'o', 'h', 'l', 'c', 'v'].map(() => new Float64Array(n));
  let cents = 3_000_000;
  for (let i = 0; i < n; i++) {
    const open = cents;
    const close = Math.max(100_000, open + Math.round((random() - 0.5) * 6_000));
    columns[0][i] = from + i * 60_000;
    columns[1][i] = open / 100;
    columns[2][i] = (Math.max(open, close) + Math.round(random() * 2_000)) / 100;
    columns[3][i] = (Math.min(open, close) - Math.round(random() * 2_000)) / 100;
    columns[4][i] = close / 100;
    columns[5][i] = Math.round(random() * 90_000) / 1_000;
    cents = close;
  }
  const [t, o, h, l, c, v] = columns;
  return { t, o, h, l, c, v };
}
