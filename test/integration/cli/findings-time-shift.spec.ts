// The part of docs/findings.md on releases: every figure of its tables is computed again here.
import { expect, describe, it } from 'vitest';
import type { HorizonResult } from '#core/evidence/types';
import { benjaminiHochberg } from '#core/stats/benjamini-hochberg';
import { median } from '#core/stats/robust';
import { formatInterval } from '#core/time/interval';
import type { Analog, BandCoverage, TimeShiftResult } from '#core/timeshift/types';
import { VERDICT_WORDS } from '#shared/evidence-words';
import { areAbsent, TIME_SHIFT_FILES } from '../../support/recorded';
import { useCli } from './support/cli';
import { effect, findingsPage, partOf, percent, rowOf, signed } from './support/findings';

const absent = areAbsent(TIME_SHIFT_FILES);
const part = partOf(findingsPage(), 'Around consumer prices and decisions on rates');

const WHOLE = ['CPI', 'FOMC'];
const DECIDED = ['up', 'unchanged', 'down'];
/** What a state is made of may grow; likeness in the page is of the market alone. */
const MARKET_ALONE = { cpi: 0, policyRate: 0, rateDifferential: 0, reer: 0 };

const band = ({ share, lo, hi }: BandCoverage['in50']): string =>
  `${percent(share)} (${percent(lo)} to ${percent(hi)})`;
const outcomeCells = (row: HorizonResult): string[] => [
  ...[formatInterval(row.h), VERDICT_WORDS[row.verdict], row.decidedBy, signed(row.meanBp)],
  ...[effect(row.effectPlaceboBp), effect(row.effectMatchedBp)],
  ...[percent(row.undercut.rate), percent(row.undercut.base), String(row.n)],
];
const decidingP = ({ decidedBy, effectMatchedBp, effectPlaceboBp }: HorizonResult): number =>
  (decidedBy === 'matched' ? effectMatchedBp : effectPlaceboBp).p;

/** Median size of the forward return over four hours, of the years from … to. */
function sizeOfMove(analogs: readonly Analog[], from: number, to: number): number {
  const years = analogs.filter(({ decision }) => {
    const year = new Date(decision).getUTCFullYear();
    return year >= from && year <= to;
  });
  return median(Float64Array.from(years, ({ forwardBp }) => Math.abs(forwardBp[1]!)));
}

describe.skipIf(absent)('docs/findings.md', () => {
  const cli = useCli();
  const ask = (name: string, label: string, change: object = {}) => {
    const { which = 'all', ...rest } = change as { which?: string };
    const spec = { instrument: 'BTCUSDT', align: { kind: 'release', label, which }, ...rest };
    return cli.json<TimeShiftResult>('timeshift', cli.write(`${name}.json`, JSON.stringify(spec)), '--db', 'shift.db');
  };

  it('tells what is computed around releases', async () => {
    const { code } = await cli.load('shift.db', ...TIME_SHIFT_FILES);
    expect(code).toBe(0);
    const rows: string[] = [];
    const all: { name: string; row: HorizonResult }[] = [];
    for (const label of WHOLE) {
      const { analogs, outcomes, coverage, events, clusters } = await ask(label, label);
      const near = await ask(`near-${label}`, label, { weights: MARKET_ALONE, nearest: 20 });
      for (const row of outcomes) {
        rows.push(rowOf(outcomeCells(row)));
        all.push({ name: label, row });
      }
      coverage.forEach(({ h, n, in50, in90 }, k) =>
        rows.push(rowOf([label, formatInterval(h), band(in50), band(in90), String(n), band(near.coverage[k]!.in50), band(near.coverage[k]!.in90)])),
      );
      if (label === 'CPI')
        for (const [from, to] of [[2019, 2020], [2021, 2021], [2022, 2022], [2023, 2024]] as const)
          rows.push(`${sizeOfMove(analogs, from, to).toFixed(0)} bp in ${from === 2019 ? 'the middle in ' : ''}${from === to ? from : `${from} and ${to}`}`);
      rows.push(`${label}: ${events} before the newest, on ${clusters} days`);
    }
    const decided: { name: string; row: HorizonResult }[] = [];
    for (const which of DECIDED) {
      const { outcomes } = await ask(which, 'FOMC', { which });
      for (const row of outcomes) {
        all.push({ name: which, row });
        if (row.h <= 4 * 3_600_000) decided.push(all.at(-1)!);
      }
    }
    const adjusted = benjaminiHochberg(Float64Array.from(all, ({ row }) => decidingP(row)));
    for (const one of decided)
      rows.push(rowOf([one.name, ...outcomeCells(one.row), adjusted[all.indexOf(one)]!.toFixed(2)]));
    const least = Math.min(...adjusted);
    rows.push(`Over the ${all.length} rows that were looked at the least p is ${least.toFixed(2)} after Benjamini-Hochberg`);
    expect(part, rows.join('\n')).toBeDefined();
    for (const row of rows) expect(part, rows.join('\n')).toContain(row);
  }, 180_000); // prettier-ignore
});
