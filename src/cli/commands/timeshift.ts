import { INGREDIENT_INFO } from '#core/timeshift/ingredients';
import { INGREDIENTS, type Analog, type BandCoverage, type TimeShiftResult } from '#core/timeshift/types';
import { formatInterval } from '#core/time/interval';
import { TimeShiftSpecSchema } from '#shared/time-shift';
import { Exit, withServices, type GlobalOptions } from '../context';
import { HORIZON_HEADER, horizonCells, percent, signed } from '../horizons';
import { mustRun } from '../job';
import { count, instant, printJson, printTable, say } from '../print';
import { readSpec } from '../spec';

/** Analogs that are printed for a person; `--json` has all of them. */
const SHOWN = 10;

export async function timeShift(path: string, options: GlobalOptions): Promise<void> {
  const spec = await readSpec(path, { schema: TimeShiftSpecSchema, what: 'a time-shift' }, options);
  const { result } = await withServices(options, { create: false }, async (services) => {
    const before = await services.timeShifts.read(spec);
    if (before.problems.length > 0) throw new Exit(2, before.problems.join('\n'));
    if (!before.result || before.stale) await mustRun(services, { kind: 'timeShift', spec });
    return services.timeShifts.read(spec);
  });
  if (!result) throw new Exit(1, 'The time-shift gave no result.');
  if (options.json) return printJson(result);
  printResult(result);
}

function printResult(result: TimeShiftResult): void {
  const { present, analogs, coverage, outcomes, caveats, fingerprint, events, clusters } = result;
  if (present) {
    say(`Present: ${present.label}, decided ${instant(present.decision)} UTC. ${count(events)} instances before it on ${count(clusters)} days.`); // prettier-ignore
    printTable(['analog', 'decided', 'distance', 'common', 'most of it', ...result.spec.horizonsMs.map((h) => `${formatInterval(h)} bp`)], analogs.slice(0, SHOWN).map(analogCells)); // prettier-ignore
    if (analogs.length > SHOWN) say(`${count(analogs.length - SHOWN)} more with --json.`);
    printTable(HORIZON_HEADER, outcomes.map(horizonCells));
    printTable(['horizon', 'in the 50 % band', 'in the 90 % band', 'tested'], coverage.map(coverageCells));
  }
  for (const caveat of caveats) say(`Caveat: ${caveat}`);
  say(`Fingerprint ${fingerprint}.`);
}

function analogCells({ label, decision, distance, common, share, forwardBp }: Analog): string[] {
  const most = share.reduce((best, x, k) => (x > (best < 0 ? 0 : share[best]!) ? k : best), -1);
  return [
    label,
    instant(decision),
    Number.isNaN(distance) ? 'not told' : distance.toFixed(2),
    percent(common),
    most < 0 ? '' : `${INGREDIENT_INFO[INGREDIENTS[most]!].title} ${percent(share[most]!)}`,
    ...[...forwardBp].map(signed),
  ];
}

const band = ({ share, lo, hi }: BandCoverage['in50']): string =>
  Number.isNaN(share) ? 'not tested' : `${percent(share)} (${percent(lo)} to ${percent(hi)})`;
const coverageCells = (row: BandCoverage): string[] => [formatInterval(row.h), band(row.in50), band(row.in90), count(row.n)]; // prettier-ignore
