import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Effect, HorizonResult, StudyResult, StudySpec } from '#core/evidence/types';
import { formatInterval } from '#core/time/interval';
import { StudySpecSchema } from '#shared/evidence';
import { VERDICT_WORDS } from '#shared/evidence-words';
import { asOfOf, Exit, withServices, type GlobalOptions } from '../context';
import { mustRun } from '../job';
import { count, instant, printJson, printTable, say } from '../print';

/** @throws {Exit} 2, naming the file and the field. */
async function readSpec(path: string, options: GlobalOptions): Promise<StudySpec> {
  const name = path === '-' ? 'stdin' : path;
  const given = await (path === '-' ? text(process.stdin) : readFile(path, 'utf8')).catch((cause: unknown) => {
    throw new Exit(2, `${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(given);
  } catch (cause) {
    throw new Exit(2, `${name} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const parsed = StudySpecSchema.safeParse(json);
  if (!parsed.success)
    throw new Exit(
      2,
      `${name} is not a study:\n${z.prettifyError(parsed.error)}\nThe fields are listed in docs/cli.md.`,
    );
  const asOf = asOfOf(options);
  return asOf === undefined ? parsed.data : { ...parsed.data, asOf: Math.min(asOf, parsed.data.asOf ?? Infinity) };
}

export async function study(path: string, options: GlobalOptions): Promise<void> {
  const spec = await readSpec(path, options);
  const { result, problems } = await withServices(options, { create: false }, async (services) => {
    const before = services.studies.read(spec);
    if (before.problems.length > 0 && before.inputs.length === 0) throw new Exit(2, before.problems.join('\n'));
    if (!before.result || before.stale) await mustRun(services, { kind: 'study', spec });
    return services.studies.read(spec);
  });
  if (!result) throw new Exit(1, 'The study gave no result.');
  if (options.json) return printJson(result);
  for (const problem of problems) say(problem);
  printResult(result);
}

function printResult(result: StudyResult): void {
  say(`${count(result.events)} events in ${count(result.clusters)} day clusters.`);
  printTable(
    ['horizon', 'verdict', 'mean bp', 'less placebo', 'less matched', 'undercut', 'base', 'n', 'clusters'],
    result.horizons.map(toCells),
  );
  const { model, lookahead } = result;
  say(
    model
      ? `Model at ${formatInterval(model.horizonMs)}: Brier ${model.brier.toFixed(3)} against ${model.brierBase.toFixed(3)} of the base rate, AUC ${model.auc.toFixed(2)}. ` +
          (model.beatsBase
            ? 'It beats the base rate out of sample'
            : 'It is not shown to beat the base rate out of sample') +
          ` (gain ${model.brierGain.value.toFixed(3)}, ${model.brierGain.lo.toFixed(3)} to ${model.brierGain.hi.toFixed(3)}).`
      : `No model: ${result.modelLacks}`,
  );
  say(lookaheadLine(lookahead));
  for (const caveat of result.caveats) say(`Caveat: ${caveat}`);
  say(`Fingerprint ${result.fingerprint}, data until ${instant(Math.max(...result.inputs.map(({ to }) => to)))} UTC.`);
}

function lookaheadLine({ clean, checked, changed, plantedCaught }: StudyResult['lookahead']): string {
  if (!clean) return `Lookahead test: ${changed.length} of ${checked} changed. First: ${changed[0]?.what ?? ''}`;
  const told = plantedCaught ? '' : ' A planted leak changed nothing, so that it says little.';
  return `Lookahead test: clean at ${checked} instants, the data cut at each.${told}`;
}

const signed = (x: number): string => (Number.isNaN(x) ? 'not measurable' : `${x > 0 ? '+' : ''}${x.toFixed(0)}`);
const percent = (x: number): string => (Number.isNaN(x) ? 'unknown' : `${(100 * x).toFixed(0)} %`);
const effect = ({ value, lo, hi }: Effect): string =>
  Number.isNaN(value)
    ? 'no control'
    : `${signed(value)} (${Number.isNaN(lo) ? 'no interval' : `${signed(lo)} to ${signed(hi)}`})`;

const toCells = (row: HorizonResult): string[] => [
  formatInterval(row.h),
  VERDICT_WORDS[row.verdict],
  signed(row.meanBp),
  effect(row.effectPlaceboBp),
  effect(row.effectMatchedBp),
  percent(row.undercut.rate),
  percent(row.undercut.base),
  count(row.n),
  count(row.clusters),
];
