import type { StudyResult } from '#core/evidence/types';
import { formatInterval } from '#core/time/interval';
import { StudySpecSchema } from '#shared/evidence';
import { Exit, withServices, type GlobalOptions } from '../context';
import { mustRun } from '../job';
import { count, instant, printJson, printTable, say } from '../print';
import { readSpec } from '../spec';
import { HORIZON_HEADER, horizonCells } from '../horizons';

export async function study(path: string, options: GlobalOptions): Promise<void> {
  const spec = await readSpec(path, { schema: StudySpecSchema, what: 'a study' }, options);
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
  printTable(HORIZON_HEADER, result.horizons.map(horizonCells));
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
